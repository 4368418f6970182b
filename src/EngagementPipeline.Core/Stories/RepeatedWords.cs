using System.Globalization;
using System.Text;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Finds what a young person said in text that a writer typed: words can be taken back, and nothing knows of a copy. Capital letters, marks, apostrophes and what nobody sees (soft hyphens, say) make no difference. Fewer words in a
/// row than <see cref="InARow"/> are anybody's, unless they are all of a quote; languages that put no spaces between words are told by whole phrases only.
/// </summary>
public static class RepeatedWords
{
    public const int InARow = 5;

    /// <summary>A whole quote of fewer words is anybody's too.</summary>
    private const int Fewest = 3;

    public static bool Are(IEnumerable<string> texts, IEnumerable<string> said)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var written = texts.Select(text => $" {string.Join(' ', Of(text))} ").ToList();
        return said.Select(Of).Any(words => RunsOf(words).Any(run => written.Exists(text => text.Contains(run, StringComparison.Ordinal))));
    }

    /// <summary>Whether it is worth while to look what was said: a word or two are anybody's.</summary>
    public static bool MayBeIn(IEnumerable<string> texts) => texts.Any(text => Of(text).Count >= Fewest);

    private static IEnumerable<string> RunsOf(List<string> words)
    {
        var length = Math.Min(words.Count, InARow);
        for (var i = 0; length >= Fewest && i + length <= words.Count; i++)
            yield return $" {string.Join(' ', words.Skip(i).Take(length))} ";
    }

    private static List<string> Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                plain.Append(Rune.ToUpperInvariant(rune));
            else if (rune.Value is not ('\'' or '’') && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
                plain.Append(' ');
        }

        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
