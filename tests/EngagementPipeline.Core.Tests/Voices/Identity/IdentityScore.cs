using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

/// <summary>
/// How often the warnings are right about one kind. A mark is found when a warning overlaps it, whatever kind the warning names, for
/// then the reviewer looks there; a warning is right when it overlaps a mark. <see cref="Covered"/> of <see cref="Characters"/> marked lie
/// within warnings.
/// </summary>
public sealed record KindScore(int Marked, int Found, int NamedRight, int Warned, int Right, int Characters, int Covered)
{
    public static readonly KindScore None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>From 0 to 1; 1 where nothing was marked.</summary>
    public double Recall => Marked == 0 ? 1 : (double)Found / Marked;

    /// <summary>From 0 to 1; 1 where nothing was warned about.</summary>
    public double Precision => Warned == 0 ? 1 : (double)Right / Warned;

    public static KindScore operator +(KindScore a, KindScore b) => new(
        a.Marked + b.Marked,
        a.Found + b.Found,
        a.NamedRight + b.NamedRight,
        a.Warned + b.Warned,
        a.Right + b.Right,
        a.Characters + b.Characters,
        a.Covered + b.Covered);

    public static KindScore Add(KindScore a, KindScore b) => a + b;
}

/// <summary>The warnings of a set of labelled quotes against their marks.</summary>
public sealed class IdentityScore
{
    private IdentityScore(
        IReadOnlyDictionary<IdentityKind, KindScore> byKind, IReadOnlyList<string> misses, int cleanQuotes, int cleanQuotesWarned)
    {
        ByKind = byKind;
        Misses = misses;
        CleanQuotes = cleanQuotes;
        CleanQuotesWarned = cleanQuotesWarned;
        Total = byKind.Values.Aggregate(KindScore.None, KindScore.Add);
    }

    public IReadOnlyDictionary<IdentityKind, KindScore> ByKind { get; }

    public KindScore Total { get; }

    /// <summary>Quotes without a mark, and how many of them were warned about all the same.</summary>
    public int CleanQuotes { get; }

    public int CleanQuotesWarned { get; }

    /// <summary>One line for each mark that no warning overlaps and each warning that overlaps no mark.</summary>
    public IReadOnlyList<string> Misses { get; }

    public static IdentityScore Of(IEnumerable<LabelledQuote> quotes)
    {
        var byKind = Enum.GetValues<IdentityKind>().ToDictionary(kind => kind, _ => KindScore.None);
        var misses = new List<string>();
        var (clean, cleanWarned) = (0, 0);
        foreach (var quote in quotes)
        {
            var warnings = IdentityWarnings.In(quote.Words);
            clean += quote.Marks.Count == 0 ? 1 : 0;
            cleanWarned += quote.Marks.Count == 0 && warnings.Count > 0 ? 1 : 0;
            foreach (var mark in quote.Marks)
            {
                var there = warnings.Where(warning => Shared(mark, warning) > 0).ToList();
                byKind[mark.Kind] += KindScore.None with
                {
                    Marked = 1,
                    Found = there.Count > 0 ? 1 : 0,
                    NamedRight = there.Exists(warning => KindOf(warning) == mark.Kind) ? 1 : 0,
                    Characters = mark.Length,
                    Covered = there.Sum(warning => Shared(mark, warning)),
                };
                if (there.Count == 0)
                    misses.Add($"missed {mark.Kind} \"{quote.Words.Substring(mark.Start, mark.Length)}\" in {quote.Number}: {quote.Words}");
            }

            foreach (var warning in warnings)
            {
                var right = quote.Marks.Any(mark => Shared(mark, warning) > 0);
                byKind[KindOf(warning)] += KindScore.None with { Warned = 1, Right = right ? 1 : 0 };
                if (!right)
                    misses.Add($"wrongly {warning.Code} \"{warning.Text}\" in {quote.Number}: {quote.Words}");
            }
        }

        return new IdentityScore(byKind, misses, clean, cleanWarned);
    }

    private static IdentityKind KindOf(IdentityWarning warning) => Kebab.Parse<IdentityKind>(warning.Code);

    private static int Shared(Mark mark, IdentityWarning warning) =>
        Math.Max(0, Math.Min(mark.Start + mark.Length, warning.Start + warning.Length) - Math.Max(mark.Start, warning.Start));
}
