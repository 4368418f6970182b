using System.Globalization;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>Daily sums of one story as bytes in a row: UTF-8, a line each (docs/tables/ViewsByYear.md).</summary>
internal static class SumLines
{
    /// <summary>A property takes 64 KiB.</summary>
    public const int MostBytes = 60_000;

    public static byte[] Write(IEnumerable<DailyViews> sums) => Encoding.UTF8.GetBytes(string.Concat(sums.Select(Line)));

    public static IReadOnlyList<DailyViews> Read(StoryId story, byte[] lines, bool provisional) =>
        [.. Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Parse(story, line, provisional))];

    private static string Line(DailyViews sum) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sum.Day:yyyy-MM-dd} {sum.Rows} {sum.Views} {sum.Visitors} {sum.Completed} {sum.ActiveSeconds} {sum.Glances} {sum.QuickReads} {sum.DeepReads} {sum.Share}\n");

    private static DailyViews Parse(StoryId story, string line, bool provisional)
    {
        var parts = line.Split(' ', 10);
        return new(story, DateOnly.ParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), parts[9], At(2), At(3), At(4), At(5), provisional)
        {
            Rows = At(1),
            Glances = At(6),
            QuickReads = At(7),
            DeepReads = At(8),
        };

        long At(int part) => long.Parse(parts[part], CultureInfo.InvariantCulture);
    }
}
