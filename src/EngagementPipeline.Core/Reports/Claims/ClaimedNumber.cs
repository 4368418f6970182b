using System.Globalization;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// A number as a sentence says it. <paramref name="Range"/> is what it is true of (docs/wording.md); null where no range is given for words like these, such as
/// "over 797". <paramref name="Exact"/>: it stands without an "about", an "over" and the like.
/// </summary>
public sealed record ClaimedNumber(TruthRange? Range, bool Exact)
{
    private static readonly (string[] Words, string Plain)[] Qualifiers =
    [
        (["just", "under"], "just under"), (["slightly", "under"], "just under"), (["just", "over"], "just over"), (["slightly", "over"], "just over"),
        (["slightly", "more", "than"], "just over"), (["more", "than"], "over"), (["over"], "over"), (["almost"], "almost"), (["nearly"], "almost"),
        (["about"], "about"), (["around"], "about"), (["roughly"], "about"), (["under"], "under"), (["less", "than"], "under"), (["fewer", "than"], "under"),
    ];

    private static readonly string[] Words =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen", "twenty",
    ];

    /// <summary>So many: "797", "over 300", "a total of 26,134", "none".</summary>
    public static IEnumerable<(int To, ClaimedNumber Number)> Count(IReadOnlyList<ClaimWord> words, int at)
    {
        if (Is(words, at, ["a", "total", "of"]))
            at += 3;
        foreach (var (from, plain) in QualifiedFrom(words, at))
        {
            if (from >= words.Count || NumberOf(words[from].Text) is not { } number)
                continue;
            if (plain is null)
                yield return (from + 1, new(TruthRange.Exactly(number), Exact: true));
            else
                yield return (from + 1, new(CountPhrases.Parse($"{plain} {NumberWords.Figures(number)}")?.Range, Exact: false));
        }
    }

    /// <summary>So often: "once", "over 300 times".</summary>
    public static IEnumerable<(int To, ClaimedNumber Number)> Times(IReadOnlyList<ClaimWord> words, int at)
    {
        if (at < words.Count && words[at].Text is "once" or "twice")
            yield return (at + 1, new(TruthRange.Exactly(words[at].Text == "once" ? 1 : 2), Exact: true));
        foreach (var (to, number) in Count(words, at))
            if (to < words.Count && words[to].Text is "times" or "time")
                yield return (to + 1, number);
    }

    /// <summary>A part in per cent: "98%", "over 97 per cent"; "none" is nothing of it.</summary>
    public static IEnumerable<(int To, ClaimedNumber Number)> Share(IReadOnlyList<ClaimWord> words, int at)
    {
        if (at < words.Count && words[at].Text == "none")
            yield return (at + 1, new(TruthRange.Exactly(0), Exact: true));
        foreach (var (from, plain) in QualifiedFrom(words, at))
        {
            if (from >= words.Count || !decimal.TryParse(words[from].Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
                continue;
            var to = from + 1;
            if (Is(words, to, ["%"]) || Is(words, to, ["percent"]))
                to++;
            else if (Is(words, to, ["per", "cent"]))
                to += 2;
            else
                continue;
            var phrase = SharePhrases.Parse(string.Create(CultureInfo.InvariantCulture, $"{(plain is null ? "" : plain + " ")}{percent}%"));
            yield return (to, new(phrase?.Range, plain is null));
        }
    }

    /// <summary>Nothing before the number, or each of the words that say on which side of it, and how near, the true one is.</summary>
    private static IEnumerable<(int From, string? Plain)> QualifiedFrom(IReadOnlyList<ClaimWord> words, int at) =>
        Qualifiers.Where(qualifier => Is(words, at, qualifier.Words)).Select(qualifier => (at + qualifier.Words.Length, (string?)qualifier.Plain)).Append((at, null));

    private static bool Is(IReadOnlyList<ClaimWord> words, int at, string[] expected) =>
        at + expected.Length <= words.Count && expected.Index().All(word => words[at + word.Index].Text == word.Item);

    private static long? NumberOf(string word)
    {
        if (word is "none" or "no")
            return 0;
        if (Array.IndexOf(Words, word) is >= 0 and var small)
            return small;
        return word.Length <= 20 && long.TryParse(word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && number < 1_000_000_000_000_000
            && (word == NumberWords.Figures(number) || word == number.ToString(CultureInfo.InvariantCulture))
                ? number
                : null;
    }
}
