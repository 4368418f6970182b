using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Azure.Stories;

/// <summary>
/// Drafts: rows in <c>Stories</c>, and each document once in the container <c>stories</c> under its story and hash, so that two writers of the
/// same revision can't overwrite each other's.
/// </summary>
public sealed class StoryDrafts(Storage storage) : IStoryDrafts, IStoryVersions
{
    public const string Container = "stories";

    private const int PageSize = 50;

    private readonly TableClient _stories = storage.Table(StoryRow.Table);
    private readonly TableClient _names = storage.Table(StoryNameRow.Table);
    private readonly BlobContainerClient _documents = storage.Blobs(Container);

    public async Task<Versioned<StoryHead>?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
        await _stories.FindAsync<StoryRow>(story.ToString(), StoryRow.Head, cancellationToken) is { } row
            ? new Versioned<StoryHead>(row.ToHead(), row.ETag.ToString())
            : null;

    public async Task<bool> AddRevisionAsync(StoryHead next, StoryDocument document, string? onlyIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (onlyIf is null)
        {
            var name = new StoryNameRow { RowKey = next.Id.ToString(), Project = next.Project.ToString() };
            await _names.UpsertEntityAsync(name, TableUpdateMode.Replace, cancellationToken);
        }

        await _documents.GetBlobClient(NameOf(next.Id, next.Document)).UploadAsync(
            new BinaryData(StoryJson.Write(document)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } },
            cancellationToken);

        var head = StoryRow.Of(next, StoryRow.Head);
        TableTransactionAction[] together =
        [
            onlyIf is null ? new(TableTransactionActionType.Add, head) : new(TableTransactionActionType.UpdateReplace, head, new ETag(onlyIf)),
            new(TableTransactionActionType.Add, StoryRow.Of(next, StoryRow.KeyOf(next.Revision))),
        ];
        try
        {
            await _stories.SubmitTransactionAsync(together, cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    public async Task<StoryDocument> ReadAsync(StoryId story, string document, CancellationToken cancellationToken)
    {
        var kept = await _documents.GetBlobClient(NameOf(story, document)).DownloadContentAsync(cancellationToken);
        return StoryJson.Read(kept.Value.Content.ToMemory());
    }

    async Task<StoryVersion?> IStoryVersions.FindAsync(StoryId story, int revision, CancellationToken cancellationToken)
    {
        if (await _stories.FindAsync<StoryRow>(story.ToString(), StoryRow.KeyOf(revision), cancellationToken) is not { } row)
            return null;
        var published = await _stories.FindAsync<StoryPublishedRow>(story.ToString(), StoryPublishedRow.KeyOf(revision), cancellationToken);
        return new StoryVersion(row.ToHead(), published?.PublishedAt);
    }

    async Task<IReadOnlyList<StoryVersion>> IStoryVersions.ListAsync(StoryId story, int newest, int most, CancellationToken cancellationToken)
    {
        // Revisions have no gaps, so a stretch of keys is a page.
        var oldest = Math.Max(1, newest - most + 1);
        var rows = await _stories.ReadAllAsync<StoryRow>(
            $"PartitionKey eq {story.ToString()} and RowKey ge {StoryRow.KeyOf(oldest)} and RowKey le {StoryRow.KeyOf(newest)}", cancellationToken).ToListAsync(cancellationToken);
        var published = await _stories.ReadAllAsync<StoryPublishedRow>(
            $"PartitionKey eq {story.ToString()} and RowKey ge {StoryPublishedRow.KeyOf(oldest)} and RowKey le {StoryPublishedRow.KeyOf(newest)}", cancellationToken)
            .ToDictionaryAsync(row => row.RowKey, row => row.PublishedAt, StringComparer.Ordinal, cancellationToken);
        return
        [
            .. rows.Select(row => new StoryVersion(
                row.ToHead(), published.TryGetValue(StoryPublishedRow.KeyOf(row.Revision), out var at) ? at : null)).Reverse(),
        ];
    }

    async Task<OldDocument> IStoryVersions.ReadAsync(StoryId story, string document, CancellationToken cancellationToken)
    {
        var kept = await _documents.GetBlobClient(NameOf(story, document)).DownloadContentAsync(cancellationToken);
        return StoryJson.ReadOld(kept.Value.Content.ToMemory());
    }

    public Task NotePublishedAsync(StoryId story, int revision, DateTimeOffset at, CancellationToken cancellationToken) =>
        _stories.UpsertEntityAsync(
            new StoryPublishedRow { PartitionKey = story.ToString(), RowKey = StoryPublishedRow.KeyOf(revision), PublishedAt = at }, TableUpdateMode.Replace, cancellationToken);

    public async Task<Core.Shared.Page<StoryHead>> ListAsync(string? after, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StoryNameRow.Partition} and RowKey gt {after ?? ""}");
        var names = await _names.QueryAsync<StoryNameRow>(filter, maxPerPage: PageSize + 1, cancellationToken: cancellationToken)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var heads = await Task.WhenAll(names.Take(PageSize).Select(name => FindAsync(Stored.Id<StoryId>(name.RowKey), cancellationToken)));
        return new([.. heads.OfType<Versioned<StoryHead>>().Select(head => head.Value)], names.Count > PageSize ? names[PageSize - 1].RowKey : null);
    }

    public async Task<IReadOnlyList<StoryId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StoryNameRow.Partition} and Project eq {project.ToString()}");
        return await _names.QueryAsync<StoryNameRow>(filter, cancellationToken: cancellationToken)
            .Select(name => Stored.Id<StoryId>(name.RowKey))
            .ToListAsync(cancellationToken);
    }

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        await foreach (var document in _documents.GetBlobsAsync(prefix: $"{story}/", cancellationToken: cancellationToken))
            await _documents.DeleteBlobIfExistsAsync(document.Name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        await _stories.DeletePartitionAsync(story.ToString(), cancellationToken);
        await _names.DeleteEntityAsync(StoryNameRow.Partition, story.ToString(), cancellationToken: cancellationToken);
    }

    private static string NameOf(StoryId story, string document) => $"{story}/{document}.json";
}
