using Azure;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Stories;

/// <summary>That a story exists. Written before anything else of it, and removed after everything else.</summary>
internal sealed class StoryNameRow : ITableEntity
{
    public const string Table = "StoryNames";
    public const string Partition = "stories";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";
}

/// <summary>That an address is a story's.</summary>
internal sealed class SlugClaimRow : ITableEntity
{
    public const string Table = StoryNameRow.Table;
    public const string Partition = "slugs";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Story { get; set; } = "";

    public bool Fixed { get; set; }

    public DateTimeOffset ClaimedAt { get; set; }
}
