using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>What other features may know of stories, from the wishes and the shares.</summary>
public sealed class PublishedStories(ILiveStories live, IShares shares) : IPublishedStories
{
    public async Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
        await live.FindAsync(story, cancellationToken) is { Value: var wish } ? With(wish, await shares.ListAsync(story, cancellationToken)) : null;

    public async Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken)
    {
        // Two lists, however many stories there are.
        var published = await live.ListAsync(cancellationToken);
        var given = (await shares.ListAllAsync(cancellationToken)).ToLookup(share => share.Story);
        return [.. published.Select(wish => With(wish, [.. given[wish.Story]]))];
    }

    private static PublishedStory With(LiveStory wish, IReadOnlyList<Share> given)
    {
        var levels = given.ToDictionary(share => share.Code.Value, share => share.Level, StringComparer.Ordinal);
        return new PublishedStory(
            wish.Story, wish.Project, wish.Slug, wish.Title, wish.Version, wish.CardCount, wish.LaunchedAt, wish.Live, levels)
        {
            Shares = given.Select(share => new SharedOnDay(share.Code.Value, share.Level, share.SharedOn)).ToList(),
        };
    }
}
