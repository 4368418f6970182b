using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>Every minute: asks for what is due, and for pages elsewhere that no longer say what is on show.</summary>
public sealed class RunAnnouncementsHandler(IStoryAnnouncements announcements, IAnnouncementRequests requests, ComposeAnnouncement compose, TimeProvider clock)
{
    /// <summary>One story that can't be read keeps no other waiting. What went wrong is thrown together at the end.</summary>
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var due in await announcements.DueAsync(now, cancellationToken))
            await requests.SendAsync(due.Story, due.Id, cancellationToken);

        var faults = new List<Exception>();
        foreach (var standing in await announcements.StandingAsync(cancellationToken))
        {
            try
            {
                var text = standing.Erased ? null : await compose.HandleAsync(standing.Story, standing.Code, standing.Introduction, standing.Origin, cancellationToken);
                if (standing.DueAt is null && standing.IsToBeDone(text?.Mark ?? "", now))
                    await requests.SendAsync(standing.Story, standing.Id, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add(fault);
                // Who sees to it alone notes what went wrong.
                if (standing.State != AnnouncingState.Failed)
                    await requests.SendAsync(standing.Story, standing.Id, cancellationToken);
            }
        }

        if (faults.Count > 0)
            throw new AggregateException(faults);
    }
}
