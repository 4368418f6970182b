using System.Collections.Frozen;
using System.Globalization;

namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>
/// What can be said of a number beside an earlier one, in the order of preference. Multiples allow 2.5% beside them;
/// "doubled" and "two and a half times" are never said of less.
/// </summary>
public static class RatioPhrases
{
    private const string Before = "of the year before";

    private static readonly (decimal Ratio, string Times)[] Multiples =
    [
        (1.5m, "one and a half times"), (2, "twice"), (2.5m, "two and a half times"), (3, "three times"),
        (3.5m, "three and a half times"), (4, "four times"), (5, "five times"), (6, "six times"), (7, "seven times"),
        (8, "eight times"), (9, "nine times"), (10, "ten times"), (20, "20 times"), (50, "50 times"), (100, "100 times"),
    ];

    public static IReadOnlyList<RatioPhrase> All { get; } = [.. Same(), .. Up(), .. Down(), .. Percents()];

    private static readonly FrozenDictionary<string, RatioPhrase> ByText = All.ToFrozenDictionary(p => p.Text, StringComparer.Ordinal);

    /// <summary>Everything that may be said, the one to prefer first. <paramref name="previous"/> is above 0.</summary>
    public static IEnumerable<RatioPhrase> TrueOf(decimal value, decimal previous) => All.Where(p => p.Range.HoldsRatio(value, previous));

    public static RatioPhrase? Parse(string text) => ByText.GetValueOrDefault(text);

    private static IEnumerable<RatioPhrase> Same() => [new("the same", "the same as the year before", TruthRange.Exactly(1))];

    private static IEnumerable<RatioPhrase> Up()
    {
        var around = Multiples.Zip([.. Multiples.Skip(1).Select(m => (decimal?)m.Ratio), null]).ToList();
        return
        [
            .. around.Select(m => Of("", m.First, TruthRange.UpTo(m.First.Ratio, m.First.Ratio * 1.005m))),
            .. around.Select(m => Of("almost ", m.First, TruthRange.UpTo(m.First.Ratio * 0.975m, m.First.Ratio))),
            .. around.Select(m => Of("just over ", m.First, TruthRange.AboveTo(m.First.Ratio, m.First.Ratio * 1.025m))),
            .. around.Select(m => Of("over ", m.First, TruthRange.Between(m.First.Ratio, m.Second))),
        ];
    }

    private static RatioPhrase Of(string qualifier, (decimal Ratio, string Times) multiple, TruthRange range)
    {
        var text = multiple.Ratio != 2 ? qualifier + multiple.Times : qualifier switch
        {
            "over " => "more than doubled",
            "just over " => "slightly more than doubled",
            _ => qualifier + "doubled",
        };
        return new(text, $"{qualifier}{multiple.Times} the number {Before}", range);
    }

    private static IEnumerable<RatioPhrase> Down() =>
    [
        new("halved", $"half the number {Before}", TruthRange.Within(0.4975m, 0.5m)),
        new("almost halved", $"just over half the number {Before}", TruthRange.AboveTo(0.5m, 0.5125m)),
        new("more than halved", $"less than half the number {Before}", TruthRange.UpTo(0.4m, 0.5m)),
        new("down to none", "after some the year before", TruthRange.Exactly(0)),
    ];

    /// <summary>Per cents up to twice the number and down to none of it; as with shares, a change is never said to be 0% or 100%.</summary>
    private static IEnumerable<RatioPhrase> Percents() =>
    [
        Percent("up", "under 1%", TruthRange.Between(1, 1.01m)),
        .. Enumerable.Range(1, 99).Select(p => Percent("up", $"{p}%", TruthRange.UpTo(1 + Low(p), 1 + High(p)))),
        Percent("down", "under 1%", TruthRange.Between(0.99m, 1)),
        .. Enumerable.Range(1, 99).Select(p => Percent("down", $"{p}%", TruthRange.AboveTo(1 - High(p), 1 - Low(p)))),
        Percent("down", "over 99%", TruthRange.Between(0, 0.01m)),
    ];

    private static decimal Low(int percent) => (percent - 0.5m) / 100;

    private static decimal High(int percent) => (percent + 0.5m) / 100;

    private static RatioPhrase Percent(string direction, string change, TruthRange range) =>
        new($"{direction} by {change}", $"{change} {(direction == "up" ? "more" : "fewer")} than the year before", range);
}
