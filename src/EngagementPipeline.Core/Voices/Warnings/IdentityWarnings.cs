namespace EngagementPipeline.Core.Voices.Warnings;

/// <summary>
/// Something in the words that may tell who spoke, or about whom. <paramref name="Start"/> and <paramref name="Length"/> count
/// UTF-16 units, as JavaScript's strings do; <paramref name="Text"/> is that piece of the words.
/// </summary>
public sealed record IdentityWarning(string Code, int Start, int Length, string Text);

/// <summary>A kind of detail that may identify somebody. Where two see the same place, the one listed first names it.</summary>
public interface IIdentityClue
{
    string Code { get; }

    IEnumerable<(int Start, int Length)> FindIn(string words);
}

/// <summary>
/// Points a reviewer at what may identify somebody. It finds written patterns only; names, places and rare combinations are for
/// the reviewer's own eyes, and no warning is no promise.
/// </summary>
public static class IdentityWarnings
{
    private static readonly IReadOnlyList<IIdentityClue> Clues =
    [
        new PatternClue("email", Patterns.Email()),
        new PatternClue("link", Patterns.Link()),
        new PatternClue("handle", Patterns.Handle()),
        new PatternClue("phone", Patterns.Phone()),
        new PatternClue("postcode", Patterns.Postcode()),
    ];

    /// <summary>In the order in which they stand in the words; none overlaps another.</summary>
    public static IReadOnlyList<IdentityWarning> In(string words)
    {
        var found = new List<IdentityWarning>();
        foreach (var clue in Clues)
        {
            foreach (var (start, length) in clue.FindIn(words))
            {
                if (!found.Exists(w => start < w.Start + w.Length && w.Start < start + length))
                    found.Add(new IdentityWarning(clue.Code, start, length, words.Substring(start, length)));
            }
        }

        return found.OrderBy(w => w.Start).ToList();
    }
}
