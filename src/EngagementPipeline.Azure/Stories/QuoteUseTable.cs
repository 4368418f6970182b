using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

internal sealed class QuoteUseRow : ITableEntity
{
    public const string Table = "QuoteUses";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Publication { get; set; }
}

public sealed class QuoteUseTable(Storage storage) : IQuoteUses
{
    private const int AtOnce = 8;

    private readonly TableClient _uses = storage.Table(QuoteUseRow.Table);

    public Task RecordAsync(IReadOnlyCollection<VoiceId> voices, StoryId story, int publication, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            voices,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (voice, token) => await RecordAsync(voice, story, publication, token));

    public async Task<IReadOnlyList<StoryId>> StoriesOfAsync(VoiceId voice, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {voice.ToString()}");
        return await _uses.QueryAsync<QuoteUseRow>(filter, cancellationToken: cancellationToken)
            .Select(row => Stored.Id<StoryId>(row.RowKey))
            .ToListAsync(cancellationToken);
    }

    public async Task ForgetAsync(VoiceId voice, StoryId story, int upTo, CancellationToken cancellationToken)
    {
        if (await _uses.FindAsync<QuoteUseRow>(voice.ToString(), story.ToString(), cancellationToken) is not { } row || row.Publication > upTo)
            return;
        try
        {
            await _uses.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Noted anew since it was read: it stays.
        }
    }

    private async Task RecordAsync(VoiceId voice, StoryId story, int publication, CancellationToken cancellationToken)
    {
        var row = new QuoteUseRow { PartitionKey = voice.ToString(), RowKey = story.ToString(), Publication = publication };
        while (true)
        {
            var standing = await _uses.FindAsync<QuoteUseRow>(row.PartitionKey, row.RowKey, cancellationToken);
            var noted = standing is null
                ? await _uses.TryAddAsync(row, cancellationToken)
                : standing.Publication >= publication || await _uses.TryReplaceAsync(row, standing.ETag, cancellationToken);
            if (noted)
                return;
        }
    }
}
