using System.Globalization;

namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>
/// What can be said of a share, in per cent from 0 to 100. Whole per cents, half-way going up; but 0% and 100% are said of nothing
/// and everything only, whatever rounding would make of the rest.
/// </summary>
public static class SharePhrases
{
    public static Phrase Whole(int percent) => new(Text(percent), percent switch
    {
        0 => TruthRange.Exactly(0),
        100 => TruthRange.Exactly(100),
        _ => TruthRange.UpTo(percent - 0.5m, percent + 0.5m),
    });

    public static Phrase Over(int percent) => new($"over {Text(percent)}", TruthRange.Between(percent, percent + 1));

    public static Phrase Under(int percent) => new($"under {Text(percent)}", TruthRange.Between(percent - 1, percent));

    /// <summary>Everything that may be said of a share, the one to prefer first.</summary>
    public static IEnumerable<Phrase> TrueOf(decimal percent)
    {
        var below = (int)Math.Floor(percent);
        var nearest = (int)Math.Floor(percent + 0.5m);
        Phrase[] phrases = nearest switch
        {
            0 => [Whole(0), Under(1)],
            100 => [Whole(100), Over(99)],
            _ => [Whole(nearest), Over(below), Under(below + 1)],
        };
        return phrases.Where(p => p.Range.Holds(percent));
    }

    public static Phrase? Parse(string text)
    {
        var (of, number) = text.Split(' ') switch
        {
            [var whole] => (Whole, whole),
            ["over", var above] => (Over, above),
            ["under", var below] => (Under, below),
            _ => ((Func<int, Phrase>?)null, ""),
        };
        return of is not null
            && number.EndsWith('%')
            && int.TryParse(number.AsSpan(0, number.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && of(percent) is var phrase
            && percent <= 100
            && phrase.Text == text
                ? phrase
                : null;
    }

    private static string Text(int percent) => string.Create(CultureInfo.InvariantCulture, $"{percent}%");
}
