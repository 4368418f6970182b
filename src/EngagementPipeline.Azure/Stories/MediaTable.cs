using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Stories;

internal sealed class MediaRow : ITableEntity
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

    public MediaFile ToFile() => new(ContentType, Sent, Hash, Width, Height, Length);
}

/// <summary>
/// Pictures and sounds: a row for each file, and its bytes in the private container <c>media</c> under id and hash, written before the row, so that a row's
/// bytes are always there.
/// </summary>
public sealed class MediaTable(Storage storage) : IMediaStore
{
    public const string Container = "media";

    private const int AtOnce = 8;

    private readonly TableClient _media = storage.Table(MediaRow.Table);
    private readonly BlobContainerClient _bytes = storage.Blobs(Container);

    public async Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(IReadOnlyCollection<MediaId> media, CancellationToken cancellationToken)
    {
        var found = new System.Collections.Concurrent.ConcurrentDictionary<MediaId, StoredMedia>();
        await Parallel.ForEachAsync(
            media,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (id, token) =>
            {
                var rows = await _media.ReadAllAsync<MediaRow>($"PartitionKey eq {id.ToString()}", token).ToListAsync(token);
                if (rows.Find(row => row.RowKey == MediaRow.Full) is { } full)
                    found[id] = new(id, ProjectOf(full), full.ToFile(), rows.Find(row => row.RowKey == MediaRow.Small)?.ToFile());
            });
        return found;
    }

    public async Task<bool> AddAsync(MediaId media, ProjectId? project, bool small, MediaFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        await BlobOf(media, file).UploadAsync(
            new BinaryData(bytes), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = file.ContentType } }, cancellationToken);
        var row = new MediaRow
        {
            PartitionKey = media.ToString(),
            RowKey = small ? MediaRow.Small : MediaRow.Full,
            Project = project?.ToString() ?? "",
            ContentType = file.ContentType,
            Sent = file.Sent,
            Hash = file.Hash,
            Width = file.Width,
            Height = file.Height,
            Length = file.Length,
        };
        return await _media.TryAddAsync(row, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken) =>
        (await BlobOf(media, file).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();

    public async Task AdoptAsync(MediaId media, ProjectId project, CancellationToken cancellationToken)
    {
        while (await _media.FindAsync<MediaRow>(media.ToString(), MediaRow.Full, cancellationToken) is { Project: "" } row)
        {
            var mark = row.ETag;
            row.Project = project.ToString();
            if (await _media.TryReplaceAsync(row, mark, cancellationToken))
                return;
        }
    }

    public async Task<IReadOnlyList<MediaId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken) =>
        await _media.ReadAllAsync<MediaRow>($"RowKey eq {MediaRow.Full} and Project eq {project.ToString()}", cancellationToken)
            .Select(row => Stored.Id<MediaId>(row.PartitionKey))
            .ToListAsync(cancellationToken);

    public async Task EraseAsync(MediaId media, CancellationToken cancellationToken)
    {
        await foreach (var file in _bytes.GetBlobsAsync(prefix: $"{media}/", cancellationToken: cancellationToken))
            await _bytes.DeleteBlobIfExistsAsync(file.Name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        await _media.DeletePartitionAsync(media.ToString(), cancellationToken); // last: until then it is found again
    }

    private static ProjectId? ProjectOf(MediaRow row) => row.Project.Length > 0 ? Stored.Id<ProjectId>(row.Project) : null;

    private BlobClient BlobOf(MediaId media, MediaFile file) => _bytes.GetBlobClient($"{media}/{file.Hash}");
}
