using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports;

/// <summary>Chooses the words for a figure's value by the kind of figure it is.</summary>
public static class FigureWords
{
    public static Words Of(WordingKind kind, decimal value) => kind switch
    {
        WordingKind.Count => Wording.Count((long)value),
        WordingKind.FirstWeek => Wording.FirstWeek((long)value),
        WordingKind.Estimate => Wording.Estimate((long)value),
        WordingKind.Share => Wording.Share(value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A figure is not a ratio; it may have one."),
    };

    public static ComparisonWords Compare(WordingKind kind, decimal value, decimal previous)
    {
        if (kind == WordingKind.Share)
            return Wording.CompareShares(value, previous);
        var words = Wording.Compare((long)value, (long)previous);
        // Beside a number too small to compare with stands the number itself: that of an estimate as an estimate.
        return kind == WordingKind.Estimate && !Wording.CanCompare((long)previous)
            ? words with { Preferred = $"{Wording.Estimate((long)value).Preferred}, {words.Beside}" }
            : words;
    }

    /// <summary>The key of the figure that says how many a share is a part of.</summary>
    public static string OutOf(string share) => share == VoiceFigures.Answered.Key ? VoiceFigures.Captured.Key : $"{share}.answers";

    /// <summary>Value ÷ previous to four places, half-way going up; <paramref name="previous"/> is above 0.</summary>
    public static decimal Ratio(decimal value, decimal previous) => Math.Round(value / previous, 4, MidpointRounding.AwayFromZero);
}
