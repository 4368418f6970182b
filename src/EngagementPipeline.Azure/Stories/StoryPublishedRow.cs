using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Stories;

/// <summary>In the table <c>Stories</c>, beside the revision that was put before readers: docs/tables/Stories.md.</summary>
internal sealed class StoryPublishedRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset PublishedAt { get; set; }

    public static string KeyOf(int revision) => string.Create(CultureInfo.InvariantCulture, $"p{revision:00000000}");
}
