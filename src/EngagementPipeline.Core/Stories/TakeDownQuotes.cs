using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>Asks for pages to be made anew, each by a message of its own, so that one that can't be made never holds another.</summary>
public interface IPageRequests
{
    /// <summary>Durable when the task completes; each arrives once at least. Asked for again, a page is made again, and is the same.</summary>
    Task SendAsync(IReadOnlyCollection<StoryId> stories, CancellationToken cancellationToken);

    /// <summary>The same for one, that is to arrive so long from now.</summary>
    Task SendLaterAsync(StoryId story, TimeSpan after, CancellationToken cancellationToken);
}

/// <summary>
/// Some voices may no longer be shown, or read differently now; of a consent that changed, pictures and sounds too, and where it has ended they
/// are erased. Every story that shows any of it, or is about to, gets its page made anew. What the page then shows is decided by <see cref="RefreshPageHandler"/>, from the consent as it stands, not by the message.
/// <para>
/// A few pages are made here and now, because another message would only cost its delay. More are asked for one by one: the queue
/// spreads them over every instance, and a stop half-way asks for them all again.
/// </para>
/// </summary>
public sealed class TakeDownQuotesHandler(IQuoteUses uses, IMediaUses mediaUses, ForgetMedia forget, RefreshPageHandler refresh, IPageRequests requests, TimeProvider clock)
{
    /// <summary>So many pages at most are made without another message.</summary>
    public int MostHere { get; init; } = 4;

    public async Task HandleAsync(QuotesChanged changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var stories = new HashSet<StoryId>(await uses.StoriesOfAsync(changed.Voices, cancellationToken));
        if (changed.Consent is { } consent)
            stories.UnionWith(await mediaUses.StoriesOfAsync(await forget.HandleAsync(changed.Project, consent, cancellationToken), cancellationToken));

        if (stories.Count > MostHere)
            await requests.SendAsync(stories, cancellationToken);
        else
            await refresh.RefreshAsync(stories, cancellationToken);
        Promises.TakeDown.Record(Math.Max(0, (clock.GetUtcNow() - changed.At).TotalSeconds));
    }
}
