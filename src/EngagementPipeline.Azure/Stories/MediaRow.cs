using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Stories;

internal sealed class MediaRow : IErases
{
    public const string Table = "Media";
    public const string Full = "full";
    public const string Small = "small";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string ContentType { get; set; } = "";

    public string Sent { get; set; } = "";

    public string Hash { get; set; } = "";

    public int Width { get; set; }

    public int Height { get; set; }

    public int Length { get; set; }

    public string Consents { get; set; } = "";

    public bool Erased { get; set; }

    bool IErases.IsErased => Erased;

    public MediaFile ToFile() => new(ContentType, Sent, Hash, Width, Height, Length);

    public static MediaRow Of(NewMedia media) => new()
    {
        PartitionKey = media.Id.ToString(),
        RowKey = media.Small ? Small : Full,
        Project = media.Project?.ToString() ?? "",
        ContentType = media.File.ContentType,
        Sent = media.File.Sent,
        Hash = media.File.Hash,
        Width = media.File.Width,
        Height = media.File.Height,
        Length = media.File.Length,
        Consents = Stored.Ids(media.Consents),
    };

    /// <summary>What stays of one that was erased: that there was one, and whose project's.</summary>
    public static MediaRow Marker(MediaId media, ProjectId project) => new() { PartitionKey = media.ToString(), RowKey = Full, Project = project.ToString(), Erased = true };
}
