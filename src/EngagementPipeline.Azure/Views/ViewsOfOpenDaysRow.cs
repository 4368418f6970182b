using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>docs/tables/ViewsOfOpenDays.md</summary>
internal sealed class ViewsOfOpenDaysRow : ITableEntity
{
    public const string Table = "ViewsOfOpenDays";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public long Lines { get; set; }

    public bool Provisional { get; set; }

    public bool TooMany { get; set; }

    public byte[] Sums { get; set; } = [];

    public static ViewsOfOpenDaysRow Of(StoryDay found)
    {
        var sums = SumLines.Write(found.Shares.Keys
            .Order(StringComparer.Ordinal)
            .Select(share => ViewsByDayRow.OfShare(found, share).ToDaily())
            .Where(sum => sum.Views > 0));
        var fits = sums.Length <= SumLines.MostBytes;
        return new()
        {
            PartitionKey = KeyOf(found.Day),
            RowKey = found.Story.ToString(),
            Project = found.Project.ToString(),
            Lines = found.Lines,
            Provisional = found.Provisional,
            TooMany = !fits,
            Sums = fits ? sums : [],
        };
    }

    public static string KeyOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public StoryId StoryOf() => StoryId.From(Guid.Parse(RowKey));

    public IReadOnlyList<DailyViews> ToDaily() => SumLines.Read(StoryOf(), Sums, Provisional);
}
