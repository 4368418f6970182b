using System.Text.Json.Serialization;
using Azure.Storage.Blobs.Models;

namespace EngagementPipeline.Azure.Backups;

/// <summary>A blob in a container's list; its content is the file of that hash.</summary>
internal sealed record BlobLine(
    string Name, string Sha256, bool Appended, string? ContentType, string? CacheControl, string? ContentEncoding, IReadOnlyDictionary<string, string> Metadata)
{
    public static BlobLine Of(BlobItem blob, string sha256) => new(
        blob.Name,
        sha256,
        blob.Properties.BlobType == BlobType.Append,
        blob.Properties.ContentType,
        blob.Properties.CacheControl,
        blob.Properties.ContentEncoding,
        new SortedDictionary<string, string>(blob.Metadata, StringComparer.Ordinal));

    [JsonIgnore]
    public BlobHttpHeaders Headers => new() { ContentType = ContentType, CacheControl = CacheControl, ContentEncoding = ContentEncoding };

    [JsonIgnore]
    public Dictionary<string, string> MetadataCopy => new(Metadata, StringComparer.Ordinal);
}
