using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

internal sealed class StoryRow : ITableEntity
{
    public const string Table = "Stories";

    /// <summary>The row that says which revision is the newest.</summary>
    public const string Head = "head";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Slug { get; set; } = "";

    public string Title { get; set; } = "";

    public string Language { get; set; } = "";

    public string Audience { get; set; } = "";

    public int Revision { get; set; }

    public string Document { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    public string ChangedBy { get; set; } = "";

    /// <summary>Missing where the revision begins a sitting.</summary>
    public DateTimeOffset? GoesOnFrom { get; set; }

    public static string KeyOf(int revision) => string.Create(CultureInfo.InvariantCulture, $"v{revision:00000000}");

    public static StoryRow Of(StoryHead head, string key) => new()
    {
        PartitionKey = head.Id.ToString(),
        RowKey = key,
        Project = head.Project.ToString(),
        Slug = head.Slug.Value,
        Title = head.Title,
        Language = head.Language.Value,
        Audience = Kebab.Of(head.Audience),
        Revision = head.Revision,
        Document = head.Document,
        ChangedAt = head.ChangedAt,
        ChangedBy = head.ChangedBy,
        GoesOnFrom = head.GoesOnFrom,
    };

    public StoryHead ToHead() => new(
        Stored.Id<StoryId>(PartitionKey),
        Stored.Id<ProjectId>(Project),
        Stored.Slug(Slug),
        Title,
        LanguageTag.TryParse(Language, out var language) ? language : throw new FormatException("A kept story has no language."),
        Kebab.Parse<Audience>(Audience),
        Revision,
        Document,
        ChangedAt,
        ChangedBy)
    {
        GoesOnFrom = GoesOnFrom,
    };
}
