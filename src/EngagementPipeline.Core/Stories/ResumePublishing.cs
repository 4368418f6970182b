namespace EngagementPipeline.Core.Stories;

/// <summary>Finishes what a crash left half done: pages that may not be what they should be are made anew.</summary>
public sealed class ResumePublishingHandler(ILiveStories live, RefreshPageHandler refresh)
{
    public async Task HandleAsync(CancellationToken cancellationToken) =>
        await refresh.RefreshAsync(await live.UnconfirmedAsync(cancellationToken), cancellationToken);
}

/// <summary>
/// Asks for every published page anew: nightly, as a net under the messages that tell of each change, and after a release that changes
/// how pages look.
/// </summary>
public sealed class RefreshEveryPageHandler(ILiveStories live, IPageRequests requests)
{
    public async Task HandleAsync(CancellationToken cancellationToken) =>
        await requests.SendAsync([.. (await live.ListAsync(cancellationToken)).Select(story => story.Story)], cancellationToken);
}
