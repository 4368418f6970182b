using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

internal abstract class UseRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Publication { get; set; }
}

internal sealed class QuoteUseRow : UseRow
{
    public const string Table = "QuoteUses";
}

internal sealed class MediaUseRow : UseRow
{
    public const string Table = "MediaUses";
}

public sealed class QuoteUseTable(Storage storage) : IQuoteUses
{
    private readonly UseTable<VoiceId, QuoteUseRow> _uses = new(storage.Table(QuoteUseRow.Table));

    public Task RecordAsync(IReadOnlyCollection<VoiceId> shown, StoryId story, int publication, CancellationToken cancellationToken) =>
        _uses.RecordAsync(shown, story, publication, cancellationToken);

    public Task<IReadOnlyList<StoryId>> StoriesOfAsync(VoiceId shown, CancellationToken cancellationToken) => _uses.StoriesOfAsync(shown, cancellationToken);

    public Task ForgetAsync(VoiceId shown, StoryId story, int upTo, CancellationToken cancellationToken) => _uses.ForgetAsync(shown, story, upTo, cancellationToken);
}

public sealed class MediaUseTable(Storage storage) : IMediaUses
{
    private readonly UseTable<MediaId, MediaUseRow> _uses = new(storage.Table(MediaUseRow.Table));

    public Task RecordAsync(IReadOnlyCollection<MediaId> shown, StoryId story, int publication, CancellationToken cancellationToken) =>
        _uses.RecordAsync(shown, story, publication, cancellationToken);

    public Task<IReadOnlyList<StoryId>> StoriesOfAsync(MediaId shown, CancellationToken cancellationToken) => _uses.StoriesOfAsync(shown, cancellationToken);

    public Task ForgetAsync(MediaId shown, StoryId story, int upTo, CancellationToken cancellationToken) => _uses.ForgetAsync(shown, story, upTo, cancellationToken);
}

/// <summary>A partition for each thing shown, a row for each story that shows it.</summary>

internal sealed class UseTable<TId, TRow>(TableClient table)
    where TId : struct, IId<TId>
    where TRow : UseRow, new()
{
    private const int AtOnce = 8;

    public Task RecordAsync(IReadOnlyCollection<TId> shown, StoryId story, int publication, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            shown,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (one, token) => await RecordAsync(one, story, publication, token));

    public async Task<IReadOnlyList<StoryId>> StoriesOfAsync(TId shown, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shown.ToString()}");
        return await table.QueryAsync<TRow>(filter, cancellationToken: cancellationToken)
            .Select(row => Stored.Id<StoryId>(row.RowKey))
            .ToListAsync(cancellationToken);
    }

    public async Task ForgetAsync(TId shown, StoryId story, int upTo, CancellationToken cancellationToken)
    {
        if (await table.FindAsync<TRow>(shown.ToString()!, story.ToString(), cancellationToken) is not { } row || row.Publication > upTo)
            return;
        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Noted anew since it was read: it stays.
        }
    }

    private async Task RecordAsync(TId shown, StoryId story, int publication, CancellationToken cancellationToken)
    {
        var row = new TRow { PartitionKey = shown.ToString()!, RowKey = story.ToString(), Publication = publication };
        while (true)
        {
            var standing = await table.FindAsync<TRow>(row.PartitionKey, row.RowKey, cancellationToken);
            var noted = standing is null
                ? await table.TryAddAsync(row, cancellationToken)
                : standing.Publication >= publication || await table.TryReplaceAsync(row, standing.ETag, cancellationToken);
            if (noted)
                return;
        }
    }
}
