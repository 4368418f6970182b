using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>docs/tables/ViewsByYear.md</summary>
internal sealed class ViewsByYearRow : ITableEntity
{
    public const string Table = "ViewsByYear";

    /// <summary>A property takes 64 KiB.</summary>
    private const int MostBytes = 60_000;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Through { get; set; } = "";

    public byte[] Sums { get; set; } = [];

    public static ViewsByYearRow Of(ReportingYear year, KeptViews kept) => new()
    {
        PartitionKey = year.ToString(),
        RowKey = kept.Story.ToString(),
        Project = kept.Project.ToString(),
        Through = Text(kept.Through),
        Sums = Encoding.UTF8.GetBytes(string.Concat(kept.Sums.Select(Line))),
    };

    /// <summary>That nothing is kept, under a mark of its own.</summary>
    public static ViewsByYearRow OfNothing(ReportingYear year, StoryId story, ProjectId project) => Of(year, new(story, project, year.FirstDay.AddDays(-1), []));

    public bool Fits() => Sums.Length <= MostBytes;

    public Versioned<KeptViews> ToKept()
    {
        var story = StoryId.From(Guid.Parse(RowKey));
        var lines = Encoding.UTF8.GetString(Sums).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new(new(story, ProjectId.From(Guid.Parse(Project)), Day(Through), [.. lines.Select(line => Parse(story, line))]), ETag.ToString());
    }

    private static string Line(DailyViews sum) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Text(sum.Day)} {sum.Rows} {sum.Views} {sum.Visitors} {sum.Completed} {sum.ActiveSeconds} {sum.Glances} {sum.QuickReads} {sum.DeepReads} {sum.Share}\n");

    private static DailyViews Parse(StoryId story, string line)
    {
        var parts = line.Split(' ', 10);
        return new(story, Day(parts[0]), parts[9], At(2), At(3), At(4), At(5), Provisional: false)
        {
            Rows = At(1),
            Glances = At(6),
            QuickReads = At(7),
            DeepReads = At(8),
        };

        long At(int part) => long.Parse(parts[part], CultureInfo.InvariantCulture);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
