using System.Globalization;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// Finds in a sentence the phrases that docs/wording.md gives a range. It reads nothing else, and says which words look like a claim and are not
/// read: it never guesses what somebody meant.
/// </summary>
public static class ClaimReader
{
    private const int LongestPhrase = 12;

    /// <summary>Words that claim a number, a part or a change, for which there is no range.</summary>
    private static readonly HashSet<string> Vague = new(
        "dozens hundreds thousands millions most majority minority few many several half third thirds quarter quarters tripled trebled quadrupled increase "
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat("increased decrease decreased rose risen grew grown growth fell fallen fewer more less record highest lowest everybody everyone nobody all".Split(' ')),
        StringComparer.Ordinal);

    private static readonly string[] Qualifiers = ["just under", "just over", "over", "almost", "about", "under", "more than", "nearly", "around", "roughly", "slightly over", "slightly under"];

    private static readonly string[] AfterARatio = ["the", "as", "that", "more", "last", "what"];

    public static ClaimRead Read(string sentence)
    {
        var words = WordsOf(sentence);
        var phrases = new List<ClaimPhrase>();
        var unread = new List<string>();
        for (var at = 0; at < words.Count;)
        {
            if (Longest(words, at) is { } phrase)
            {
                phrases.Add(phrase);
                at = phrase.To;
                continue;
            }

            // "As many as" and "as much as" only join a multiple to what it is of.
            if ((Vague.Contains(words[at]) && !(at > 0 && words[at - 1] == "as")) || words[at].Any(char.IsDigit))
                unread.Add(words[at]);
            at++;
        }

        return new(words, phrases, unread.Distinct(StringComparer.Ordinal).ToList());
    }

    private static ClaimPhrase? Longest(List<string> words, int at)
    {
        for (var length = Math.Min(LongestPhrase, words.Count - at); length > 0; length--)
        {
            var text = string.Join(' ', words.Skip(at).Take(length));
            if ((RatioOf(text, words, at + length) ?? NumberOf(text, words, at, length)) is var (of, plain, range))
                return new(text, of, plain, range, at, at + length);
        }

        return null;
    }

    private static (ClaimOf, string, TruthRange)? RatioOf(string text, List<string> words, int next)
    {
        var plain = Plain(text);
        if (RatioPhrases.All.FirstOrDefault(phrase => phrase.Beside == plain) is { } beside)
            return (ClaimOf.Ratio, beside.Text, beside.Range);
        var found = RatioPhrases.Parse(plain) ?? RatioPhrases.Parse(plain.Replace("twice", "doubled", StringComparison.Ordinal));
        // "Viewed 20 times" is a count, "20 times the number" is not; "the same" alone says nothing of numbers.
        if (found is null || found.Text == "the same" || (plain.EndsWith(" times", StringComparison.Ordinal) && !plain.Contains(" and a half", StringComparison.Ordinal) && !IsBeside(words, next)))
            return null;
        return plain.EndsWith("twice", StringComparison.Ordinal) && !IsBeside(words, next) ? null : (ClaimOf.Ratio, found.Text, found.Range);
    }

    private static bool IsBeside(List<string> words, int next) => next < words.Count && AfterARatio.Contains(words[next]);

    private static (ClaimOf, string, TruthRange)? NumberOf(string text, List<string> words, int at, int length)
    {
        var plain = Plain(text);
        var number = Qualifiers.Select(Plain).Distinct().FirstOrDefault(q => plain.StartsWith(q + " ", StringComparison.Ordinal)) is { } q ? plain[(q.Length + 1)..] : plain;
        if (SharePhrases.Parse(plain) is { } share)
            return (ClaimOf.Share, share.Text, share.Range);
        if (length == 1 && IsYear(words, at))
            return null;
        // "One" is more often a pronoun than a number, and "none" too.
        if (number is "one" or "none" || CountPhrases.Parse(Grouped(plain, number)) is not { } count)
            return null;
        return (ClaimOf.Count, count.Text, count.Range);
    }

    /// <summary>2021 and 2021-22 are years, whatever else they might be.</summary>
    private static bool IsYear(List<string> words, int at) =>
        int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1990 and <= 2099;

    /// <summary>With the commas that our own phrases have: 26134 is 26,134.</summary>
    private static string Grouped(string plain, string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? plain[..^number.Length] + NumberWords.Figures(digits)
            : plain;

    private static string Plain(string text) => text
        .Replace("more than doubled", "\u0001", StringComparison.Ordinal)
        .Replace("more than halved", "\u0002", StringComparison.Ordinal)
        .Replace("more than", "over", StringComparison.Ordinal)
        .Replace("nearly", "almost", StringComparison.Ordinal)
        .Replace("around", "about", StringComparison.Ordinal)
        .Replace("roughly", "about", StringComparison.Ordinal)
        .Replace("slightly over", "just over", StringComparison.Ordinal)
        .Replace("slightly under", "just under", StringComparison.Ordinal)
        .Replace("\u0001", "more than doubled", StringComparison.Ordinal)
        .Replace("\u0002", "more than halved", StringComparison.Ordinal);

    private static List<string> WordsOf(string sentence) =>
    [
        .. sentence.ToLowerInvariant().Replace(" per cent", "%", StringComparison.Ordinal).Replace(" percent", "%", StringComparison.Ordinal).Replace(" %", "%", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '“', '”', '\'', '‘', '’'))
            .Where(word => word.Length > 0),
    ];
}
