using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>docs/tables/ViewsByYear.md</summary>
internal sealed class ViewsByYearRow : ITableEntity
{
    public const string Table = "ViewsByYear";

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
        Sums = SumLines.Write(kept.Sums),
    };

    /// <summary>That nothing is kept, under a mark of its own.</summary>
    public static ViewsByYearRow OfNothing(ReportingYear year, StoryId story, ProjectId project) => Of(year, new(story, project, year.FirstDay.AddDays(-1), []));

    public bool Fits() => Sums.Length <= SumLines.MostBytes;

    public Versioned<KeptViews> ToKept()
    {
        var story = StoryId.From(Guid.Parse(RowKey));
        return new(new(story, ProjectId.From(Guid.Parse(Project)), Day(Through), SumLines.Read(story, Sums, provisional: false)), ETag.ToString());
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
