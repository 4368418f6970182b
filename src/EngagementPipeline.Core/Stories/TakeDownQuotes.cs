using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Some voices may no longer be shown, or read differently now: every story that shows one, or is about to, gets its page made
/// anew. What the page then shows is decided by <see cref="RefreshPageHandler"/>, from the consent as it stands, not by the message.
/// </summary>
public sealed class TakeDownQuotesHandler(IQuoteUses uses, RefreshPageHandler refresh)
{
    public async Task HandleAsync(QuotesChanged changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var stories = new HashSet<StoryId>();
        foreach (var voice in changed.Voices)
            stories.UnionWith(await uses.StoriesOfAsync(voice, cancellationToken));
        await refresh.RefreshAsync(stories, cancellationToken);
    }
}
