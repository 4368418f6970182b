using System.Globalization;

namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>How a figure is put into words: which of the true phrases is preferred.</summary>
public enum WordingKind
{
    /// <summary>Exact, unless it lies just beside a landmark such as 1,000.</summary>
    Count,

    /// <summary>A count of views in a first week: how many round hundreds it passed.</summary>
    FirstWeek,

    /// <summary>A count that is itself estimated, so that the last digits mean nothing.</summary>
    Estimate,

    /// <summary>Per cents.</summary>
    Share,

    /// <summary>A number beside that of the year before.</summary>
    Ratio,
}

/// <summary>
/// Words for a number. <paramref name="Preferred"/> is what a report says; <paramref name="Also"/> what else is true of it.
/// </summary>
public sealed record Words(string Preferred, IReadOnlyList<string> Also);

/// <summary>
/// Words for a number beside an earlier one: <paramref name="Preferred"/> stands alone ("doubled"), <paramref name="Beside"/>
/// follows the number in a sentence ("twice the number of the year before").
/// </summary>
public sealed record ComparisonWords(string Preferred, string Beside, IReadOnlyList<string> Also);

/// <summary>
/// Puts numbers into words that are true of them. Every phrase has an exact range (docs/wording.md); a phrase is offered only for
/// the values in it, and <see cref="IsTrue(string, decimal)"/> asks the same ranges about a phrase that somebody typed.
/// </summary>
public static class Wording
{
    /// <summary>
    /// The smallest number of the year before, or of answers, that a change or a share is claimed from. Below it one more or one
    /// fewer moves the claim by more than 5%.
    /// </summary>
    public const long SmallestBase = 20;

    public static Words Count(long count)
    {
        var exact = CountPhrases.Exact(count);
        if (count < 900)
            return Prefer(exact, count);

        var below = RoundNumber.CoarseAtOrBelow(count);
        Phrase[] beside = [.. LandmarkOnly(below.NextCoarse, CountPhrases.JustUnderOf), .. LandmarkOnly(below, CountPhrases.JustOverOf)];
        return Prefer(beside.FirstOrDefault(p => p.Range.Holds(count)) ?? exact, count);
    }

    public static Words FirstWeek(long views)
    {
        if (views <= 100)
            return Prefer(CountPhrases.Exact(views), views);

        var below = RoundNumber.CoarseAtOrBelow(views);
        Phrase[] choices = [CountPhrases.JustUnderOf(below.NextCoarse), CountPhrases.OverOf(below)];
        return Prefer(choices.FirstOrDefault(p => p.Range.Holds(views)) ?? CountPhrases.Exact(views), views);
    }

    /// <summary>Exact below 100, where the sketch behind an estimate still is.</summary>
    public static Words Estimate(long count) =>
        Prefer(count < 100 ? CountPhrases.Exact(count) : CountPhrases.AboutOf(RoundNumber.Nearest(count)), count);

    /// <summary><paramref name="percent"/> from 0 to 100.</summary>
    public static Words Share(decimal percent)
    {
        var phrases = SharePhrases.TrueOf(percent).Select(p => p.Text).ToList();
        return new(phrases[0], phrases[1..]);
    }

    /// <summary>A part of a whole; of fewer than <see cref="SmallestBase"/> the two numbers themselves, such as "nine of ten".</summary>
    public static Words Share(long part, long whole) =>
        whole < SmallestBase
            ? new(string.Create(CultureInfo.InvariantCulture, $"{NumberWords.Of(part)} of {NumberWords.Of(whole)}"), [])
            : Share(part * 100m / whole);

    /// <summary>
    /// A count beside that of the year before. Of a base under <see cref="SmallestBase"/> no growth and no fall is claimed: the
    /// earlier number itself is given.
    /// </summary>
    public static ComparisonWords Compare(long value, long previous)
    {
        if (!CanCompare(previous))
        {
            var beside = $"compared with {NumberWords.Of(previous)} the year before";
            return new($"{NumberWords.Of(value)}, {beside}", beside, []);
        }

        var phrases = RatioPhrases.TrueOf(value, previous).ToList();
        return new(phrases[0].Text, phrases[0].Beside, phrases.Skip(1).Select(p => p.Text).ToList());
    }

    public static bool CanCompare(long previous) => previous >= SmallestBase;

    /// <summary>Two shares, in per cent. That they differ is only said where their words do too.</summary>
    public static ComparisonWords CompareShares(decimal percent, decimal previous)
    {
        var (now, before) = (Share(percent).Preferred, Share(previous).Preferred);
        var words = percent == previous ? "the same as the year before"
            : now == before ? "about the same as the year before"
            : $"{(percent > previous ? "up" : "down")} from {before} the year before";
        return new(words, words, []);
    }

    /// <summary>Whether a phrase about one number is true of it. A phrase that is not written as ours are is not true.</summary>
    public static bool IsTrue(string phrase, decimal value) =>
        (SharePhrases.Parse(phrase) ?? CountPhrases.Parse(phrase)) is { } known && known.Range.Holds(value);

    /// <summary>Whether a phrase about a number beside an earlier one is true of them, and its base large enough to make it.</summary>
    public static bool IsTrue(string phrase, long value, long previous) =>
        CanCompare(previous) && RatioPhrases.Parse(phrase) is { } known && known.Range.HoldsRatio(value, previous);

    private static IEnumerable<Phrase> LandmarkOnly(RoundNumber round, Func<RoundNumber, Phrase> phrase) =>
        round.IsLandmark ? [phrase(round)] : [];

    private static Words Prefer(Phrase phrase, long count) =>
        new(phrase.Text, CountPhrases.TrueOf(count).Select(p => p.Text).Where(t => t != phrase.Text).ToList());
}
