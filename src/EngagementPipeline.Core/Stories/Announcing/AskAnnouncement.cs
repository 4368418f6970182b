using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>Asks for a story to be announced, now or at a time.</summary>
public sealed record AskAnnouncement(StoryAnnouncementId Id, StoryId Story, AnnouncedBy By, Audience Level, string Introduction, DateTimeOffset? SendAt, Uri Origin)
{
    public const int LongestIntroduction = 1000;
}

public sealed class AskAnnouncementHandler(
    IStoryAnnouncements announcements, IAnnouncementRequests requests, ILiveStories live, ComposeAnnouncement compose, IMail mail, IAudit audit, TimeProvider clock)
{
    /// <summary>Further ahead is more likely a slip of the finger.</summary>
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>The same again changes nothing.</summary>
    public async Task<Result<StoryAnnouncement>> HandleAsync(AskAnnouncement command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await announcements.FindAsync(command.Story, command.Id, cancellationToken) is { Value: var standing })
            return (standing.By, standing.Level, standing.Introduction, standing.SendAt) == (command.By, command.Level, command.Introduction, command.SendAt) ? standing : Refusals.AlreadyDifferent("announcement");

        var now = clock.GetUtcNow();
        if (command.SendAt <= now || command.SendAt > now + FurthestAhead)
            return Refusals.BadField("sendAt", "Must be in the future, and within a year.");
        if (command.By == AnnouncedBy.Mail && mail is { IsThere: true, Lists: [] })
            return Refusals.NoLists;
        if (await live.FindAsync(command.Story, cancellationToken) is not { Value: { Live: true } wish })
            return Refusals.NotOnShow;
        if (await compose.HandleAsync(command.Story, StoryAnnouncement.CodeOf(command.By, command.Id), command.Introduction, command.Origin, cancellationToken) is { Repeats: true })
            return Refusals.RepeatsWords;

        var asked = new StoryAnnouncement
        {
            Id = command.Id,
            Story = command.Story,
            Project = wish.Project,
            By = command.By,
            Level = command.Level,
            Introduction = command.Introduction,
            Origin = command.Origin,
            AskedBy = by,
            AskedAt = now,
            SendAt = command.SendAt,
            State = command.SendAt is null ? AnnouncingState.Waiting : AnnouncingState.Scheduled,
            DueAt = command.SendAt ?? now,
        };
        // First: from the row on a timer sees it through, and nothing else says later who asked.
        await audit.RecordAsync(new AuditEntry(now, by, "story-announced", $"story/{command.Story}", wish.Project, $"{Kebab.Of(command.By)}, {Kebab.Of(command.Level)}"), cancellationToken);
        if (!await announcements.PutAsync(asked, null, cancellationToken))
            return await HandleAsync(command, by, cancellationToken);
        if (command.SendAt is null)
            await requests.SendAsync(asked.Story, asked.Id, cancellationToken);
        return asked;
    }
}

/// <summary>Calls one off that is to be sent at a time.</summary>
public sealed class CancelAnnouncementHandler(IStoryAnnouncements announcements, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(StoryId story, StoryAnnouncementId id, Actor by, CancellationToken cancellationToken)
    {
        while (await announcements.FindAsync(story, id, cancellationToken) is { } found)
        {
            if (found.Value.State == AnnouncingState.Cancelled)
                return Done.Instance;
            if (found.Value.State != AnnouncingState.Scheduled)
                return Refusals.TooLateToCallOff;
            if (!await announcements.PutAsync(found.Value with { State = AnnouncingState.Cancelled, DueAt = null }, found.Mark, cancellationToken))
                continue;
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "story-announcement-cancelled", $"story/{story}", found.Value.Project), cancellationToken);
            return Done.Instance;
        }

        return Refusals.NotFound("announcement");
    }
}

/// <summary>Tries one again that failed, once somebody has done what it said.</summary>
public sealed class RetryAnnouncementHandler(IStoryAnnouncements announcements, IAnnouncementRequests requests, IAudit audit, TimeProvider clock)
{
    public async Task<Result<StoryAnnouncement>> HandleAsync(StoryId story, StoryAnnouncementId id, Actor by, CancellationToken cancellationToken)
    {
        while (await announcements.FindAsync(story, id, cancellationToken) is { } found)
        {
            if (found.Value.State != AnnouncingState.Failed)
                return found.Value;
            var again = found.Value with { State = AnnouncingState.Waiting, Tries = 0, DueAt = clock.GetUtcNow() };
            if (!await announcements.PutAsync(again, found.Mark, cancellationToken))
                continue;
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "story-announcement-retried", $"story/{story}", found.Value.Project), cancellationToken);
            await requests.SendAsync(story, id, cancellationToken);
            return again;
        }

        return Refusals.NotFound("announcement");
    }
}
