using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

/// <summary>One partition holds every story ever published: hundreds, so that listing them is one request, and finding the unconfirmed is too.</summary>
public sealed class LiveStoryTable(Storage storage) : ILiveStories
{
    private readonly TableClient _live = storage.Table(LiveStoryRow.Table);

    public async Task<Versioned<LiveStory>?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
        await _live.FindAsync<LiveStoryRow>(LiveStoryRow.Partition, story.ToString(), cancellationToken) is { } row
            ? new Versioned<LiveStory>(row.ToLiveStory(), row.ETag.ToString())
            : null;

    public Task<bool> PutAsync(LiveStory wish, string? onlyIf, CancellationToken cancellationToken) =>
        onlyIf is null
            ? _live.TryAddAsync(LiveStoryRow.Of(wish), cancellationToken)
            : _live.TryReplaceAsync(LiveStoryRow.Of(wish), new ETag(onlyIf), cancellationToken);

    public async Task<IReadOnlyList<LiveStory>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {LiveStoryRow.Partition}"), cancellationToken);
        return [.. all.OrderBy(story => story.LaunchedAt).ThenBy(story => story.Story.Value)];
    }

    public async Task<IReadOnlyList<StoryId>> UnconfirmedAsync(CancellationToken cancellationToken)
    {
        var unconfirmed = await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {LiveStoryRow.Partition} and Confirmed eq {false}"), cancellationToken);
        return [.. unconfirmed.Select(story => story.Story)];
    }

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken) =>
        await _live.DeleteEntityAsync(LiveStoryRow.Partition, story.ToString(), cancellationToken: cancellationToken);

    private async Task<IReadOnlyList<LiveStory>> QueryAsync(string filter, CancellationToken cancellationToken) =>
        await _live.QueryAsync<LiveStoryRow>(filter, cancellationToken: cancellationToken).Select(row => row.ToLiveStory()).ToListAsync(cancellationToken);
}
