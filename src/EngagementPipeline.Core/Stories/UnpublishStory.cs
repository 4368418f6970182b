using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>Takes a story down. Its address then says kindly that it is gone.</summary>
public sealed class UnpublishStoryHandler(ILiveStories live, RefreshPageHandler refresh, IAudit audit, TimeProvider clock)
{
    /// <summary>
    /// Also when it was down already; refused only for a story that was never published. <paramref name="after"/>: nothing happens unless the story is still at this publication.
    /// </summary>
    public async Task<Result<LiveStory>> HandleAsync(StoryId story, Actor by, CancellationToken cancellationToken, int? after = null)
    {
        var now = clock.GetUtcNow();
        while (true)
        {
            if (await live.FindAsync(story, cancellationToken) is not { } found)
                return Refusals.NotPublished;
            if (after is not null && found.Value.Publication != after)
                return found.Value;

            if (found.Value.Live)
            {
                // First: from the wish on a timer sees it through, and nothing says later who had it.
                await audit.RecordAsync(new AuditEntry(now, by, "story-unpublished", $"story/{story}", found.Value.Project), cancellationToken);
                if (!await live.PutAsync(found.Value.TakenDown(), found.Mark, cancellationToken))
                    continue;
            }

            await refresh.HandleAsync(story, cancellationToken);
            return found.Value.Live ? found.Value.TakenDown() : found.Value;
        }
    }
}
