using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>Where a short address leads. <paramref name="Gone"/>: the story was taken down, and its own address says so.</summary>
public sealed record OpenedShare(Slug Slug, ShareCode Code, bool Gone);

public sealed class OpenShareHandler(IShares shares, ILiveStories live)
{
    /// <summary>Null when there is no such address, or its story was never published. Nothing is counted here: the page counts its own reading.</summary>
    public async Task<OpenedShare?> HandleAsync(ShortCode code, CancellationToken cancellationToken) =>
        await shares.FindAsync(code, cancellationToken) is { } share && await live.FindAsync(share.Story, cancellationToken) is { Value: var story }
            ? new OpenedShare(story.Slug, share.Code, Gone: !story.Live)
            : null;
}
