using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Stories;

/// <summary>
/// Pictures and sounds: a row for each file, and its bytes in the private container <c>media</c> under id and hash, written before the row, so that a row's
/// bytes are always there. A place is an empty blob of that name; its ETag says whether it still stands.
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
                if (rows.Find(row => row.RowKey == MediaRow.Full) is { Erased: false } full)
                {
                    found[id] = new(id, ProjectOf(full), full.ToFile(), rows.Find(row => row.RowKey == MediaRow.Small)?.ToFile())
                    {
                        Consents = Stored.Ids<ConsentId>(full.Consents),
                    };
                }
            });
        return found;
    }

    public async Task<string> ReserveAsync(MediaId media, MediaFile file, CancellationToken cancellationToken)
    {
        var blob = BlobOf(media, file);
        var first = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        while (true)
        {
            try
            {
                return (await blob.UploadAsync(BinaryData.Empty, first, cancellationToken)).Value.ETag.ToString();
            }
            catch (RequestFailedException standing) when (standing.Status is 409 or 412)
            {
                if (await MarkOfAsync(blob, cancellationToken) is { } mark)
                    return mark;
            }
        }
    }

    public async Task ReleaseAsync(MediaId media, MediaFile file, string place, CancellationToken cancellationToken)
    {
        try
        {
            await BlobOf(media, file).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = new ETag(place) }, cancellationToken);
        }
        catch (RequestFailedException taken) when (taken.Status == 412)
        {
            // Somebody else's now.
        }
    }

    public async Task<MediaAdded> AddAsync(NewMedia media, ReadOnlyMemory<byte> bytes, string place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(media);
        if (await IsErasedAsync(media.Id, cancellationToken))
        {
            await ReleaseAsync(media.Id, media.File, place, cancellationToken); // a place that was kept after it had been erased
            return MediaAdded.Gone;
        }

        var how = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = media.File.ContentType },
            Conditions = new BlobRequestConditions { IfMatch = new ETag(place) },
        };
        try
        {
            await BlobOf(media.Id, media.File).UploadAsync(new BinaryData(bytes), how, cancellationToken);
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return await IsErasedAsync(media.Id, cancellationToken) ? MediaAdded.Gone : MediaAdded.Standing;
        }

        var row = MediaRow.Of(media);
        var added = await _media.TryAddAsync(row, cancellationToken);
        if (!await IsErasedAsync(media.Id, cancellationToken))
            return added ? MediaAdded.Added : MediaAdded.Standing;
        if (added) // the narrow copy's row, after its picture had gone
            await _media.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return MediaAdded.Gone;
    }

    public async Task<bool> TieAsync(MediaId media, ConsentId consent, CancellationToken cancellationToken)
    {
        while (await _media.FindAsync<MediaRow>(media.ToString(), MediaRow.Full, cancellationToken) is { Erased: false } row)
        {
            var (mark, consents) = (row.ETag, Stored.Ids<ConsentId>(row.Consents));
            if (consents.Contains(consent))
                return true;
            row.Consents = Stored.Ids(consents.Append(consent));
            if (await _media.TryReplaceAsync(row, mark, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>The marker first: from here no row comes. Then the bytes: from here no place takes any.</summary>
    public async Task ForgetAsync(MediaId media, ProjectId project, CancellationToken cancellationToken)
    {
        await _media.UpsertEntityAsync(MediaRow.Marker(media, project), TableUpdateMode.Replace, cancellationToken);
        await _media.DeleteEntityAsync(media.ToString(), MediaRow.Small, cancellationToken: cancellationToken);
        await EraseBytesAsync(media, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken)
    {
        try
        {
            return (await BlobOf(media, file).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task AdoptAsync(MediaId media, ProjectId project, CancellationToken cancellationToken)
    {
        while (await _media.FindAsync<MediaRow>(media.ToString(), MediaRow.Full, cancellationToken) is { Project: "", Erased: false } row)
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
        await EraseBytesAsync(media, cancellationToken);
        await _media.DeletePartitionAsync(media.ToString(), cancellationToken); // last: until then it is found again
    }

    private async Task EraseBytesAsync(MediaId media, CancellationToken cancellationToken)
    {
        await foreach (var file in _bytes.GetBlobsAsync(prefix: $"{media}/", cancellationToken: cancellationToken))
            await _bytes.DeleteBlobIfExistsAsync(file.Name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
    }

    private async Task<bool> IsErasedAsync(MediaId media, CancellationToken cancellationToken) =>
        await _media.FindAsync<MediaRow>(media.ToString(), MediaRow.Full, cancellationToken) is { Erased: true };

    private static async Task<string?> MarkOfAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static ProjectId? ProjectOf(MediaRow row) => row.Project.Length > 0 ? Stored.Id<ProjectId>(row.Project) : null;

    private BlobClient BlobOf(MediaId media, MediaFile file) => _bytes.GetBlobClient($"{media}/{file.Hash}");
}
