using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>What other features may know of stories, from the wishes and the shares.</summary>
public sealed class PublishedStories(ILiveStories live, IShares shares) : IPublishedStories
{
    public async Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
        await live.FindAsync(story, cancellationToken) is { Value: var wish } ? await WithSharesAsync(wish, cancellationToken) : null;

    public async Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken)
    {
        var stories = new List<PublishedStory>();
        foreach (var some in (await live.ListAsync(cancellationToken)).Chunk(16))
            stories.AddRange(await Task.WhenAll(some.Select(wish => WithSharesAsync(wish, cancellationToken))));
        return stories;
    }

    private async Task<PublishedStory> WithSharesAsync(LiveStory wish, CancellationToken cancellationToken)
    {
        var given = await shares.ListAsync(wish.Story, cancellationToken);
        var levels = given.ToDictionary(share => share.Code.Value, share => share.Level, StringComparer.Ordinal);
        return new PublishedStory(
            wish.Story, wish.Project, wish.Slug, wish.Title, wish.Version, wish.CardCount, wish.LaunchedAt, wish.Live, levels)
        {
            Shares = given.Select(share => new SharedOnDay(share.Code.Value, share.Level, share.SharedOn)).ToList(),
        };
    }
}
