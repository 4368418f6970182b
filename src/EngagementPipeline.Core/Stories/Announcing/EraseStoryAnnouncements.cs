using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>
/// What was announced of a project goes at once. Where a page may stand elsewhere, as much stays as is needed to take that away, which is asked for by a message: SharePoint keeps nobody from
/// erasing words. What is left goes when the page is gone.
/// </summary>
public sealed class EraseStoryAnnouncements(IStoryDrafts drafts, IStoryAnnouncements announcements, IAnnouncementRequests requests, TimeProvider clock) : IEraseProject
{
    public int Order => 6;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var story in await drafts.OfProjectAsync(project, cancellationToken))
        {
            foreach (var one in await announcements.ListAsync(story, cancellationToken))
                await EraseAsync(story, one.Id, cancellationToken);
            await announcements.EndTurnsAsync(story, cancellationToken);
        }
    }

    private async Task EraseAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken)
    {
        while (await announcements.FindAsync(story, id, cancellationToken) is { } found)
        {
            if (found.Value.Erased)
                return;
            if (!found.Value.MayHavePage && await announcements.RemoveAsync(found.Value, found.Mark, cancellationToken))
                return;
            if (!found.Value.MayHavePage || !await announcements.PutAsync(found.Value.Bare(clock.GetUtcNow()), found.Mark, cancellationToken))
                continue;
            await requests.SendAsync(story, id, cancellationToken);
            return;
        }
    }
}
