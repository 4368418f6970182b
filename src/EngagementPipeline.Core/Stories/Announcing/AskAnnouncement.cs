using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>Asks for a story to be announced, now or at a time.</summary>
public sealed record AskAnnouncement(StoryAnnouncementId Id, StoryId Story, AnnouncedBy By, Audience Level, string Introduction, DateTimeOffset? SendAt, Uri Origin)
{
    /// <summary>Also to people who were told already.</summary>
    public bool Again { get; init; }

    public const int LongestIntroduction = 1000;
}

public sealed class AskAnnouncementHandler(
    IStoryAnnouncements announcements, IAnnouncementRequests requests, ILiveStories live, ComposeAnnouncement compose, AnnouncedBefore before, IMail mail, IAudit audit, TimeProvider clock)
{
    /// <summary>Further ahead is more likely a slip of the finger.</summary>
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>The same again changes nothing.</summary>
    public async Task<Result<StoryAnnouncement>> HandleAsync(AskAnnouncement command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ProjectId? noted = null;
        while (true)
        {
            var turn = await announcements.TurnAsync(command.Story, cancellationToken);
            if (await announcements.FindAsync(command.Story, command.Id, cancellationToken) is { Value: var standing } && IsSame(standing, command))
                return standing;
            var made = await MakeAsync(command, by, cancellationToken);
            if (!made.Succeeded)
            {
                if (noted is not null)
                    await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "story-announcement-cancelled", $"story/{command.Story}", noted, "Somebody was quicker."), cancellationToken);
                return made;
            }

            var asked = made.Value;
            // First: from the row on a timer sees it through, and nothing else says later who asked.
            if (noted is null)
                await audit.RecordAsync(new AuditEntry(asked.AskedAt, by, "story-announced", $"story/{asked.Story}", asked.Project, $"{Kebab.Of(asked.By)}, {Kebab.Of(asked.Level)}"), cancellationToken);
            noted = asked.Project;
            // Of two at once one goes on, and the other looks again.
            if (!await announcements.PutInTurnAsync(asked, null, turn, cancellationToken))
                continue;
            if (asked.SendAt is null)
                await requests.SendAsync(asked.Story, asked.Id, cancellationToken);
            return asked;
        }
    }

    private static bool IsSame(StoryAnnouncement standing, AskAnnouncement command) =>
        (standing.By, standing.Level, standing.Introduction, standing.SendAt) == (command.By, command.Level, command.Introduction, command.SendAt);

    private async Task<Result<StoryAnnouncement>> MakeAsync(AskAnnouncement command, Actor by, CancellationToken cancellationToken)
    {
        var all = await announcements.ListAsync(command.Story, cancellationToken);
        if (all.Any(one => one.Id == command.Id))
            return Refusals.AlreadyDifferent("announcement");
        var now = clock.GetUtcNow();
        if (command.SendAt <= now || command.SendAt > now + FurthestAhead)
            return Refusals.BadField("sendAt", "Must be in the future, and within a year.");
        if (command.By == AnnouncedBy.Mail && mail is { IsThere: true, Lists: [] })
            return Refusals.NoLists;
        if (await live.FindAsync(command.Story, cancellationToken) is not { Value: { Live: true } wish })
            return Refusals.NotOnShow;
        if (await compose.HandleAsync(command.Story, StoryAnnouncement.CodeOf(command.By, command.Id), command.Introduction, command.Origin, cancellationToken) is { Repeats: true })
            return Refusals.RepeatsWords;
        if (!command.Again && before.Find(command.By, all) is { } earlier)
            return Refusals.AnnouncedAlready(before.Say(earlier));

        return new StoryAnnouncement
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
public sealed class RetryAnnouncementHandler(IStoryAnnouncements announcements, IAnnouncementRequests requests, AnnouncedBefore before, IAudit audit, TimeProvider clock)
{
    /// <param name="story">Whose it is.</param>
    /// <param name="id">Which one.</param>
    /// <param name="again">Also where the same people were told by another one meanwhile.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<StoryAnnouncement>> HandleAsync(StoryId story, StoryAnnouncementId id, bool again, Actor by, CancellationToken cancellationToken)
    {
        while (await announcements.TurnAsync(story, cancellationToken) is var turn && await announcements.FindAsync(story, id, cancellationToken) is { } found)
        {
            if (found.Value.State != AnnouncingState.Failed)
                return found.Value;
            // What may stand already tells nobody anew.
            if (!again && !found.Value.StillStands && before.Find(found.Value.By, await announcements.ListAsync(story, cancellationToken)) is { } other)
                return Refusals.AnnouncedAlready(before.Say(other));
            var next = found.Value with { State = AnnouncingState.Waiting, Tries = 0, DueAt = clock.GetUtcNow() };
            if (!await announcements.PutInTurnAsync(next, found.Mark, turn, cancellationToken))
                continue;
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "story-announcement-retried", $"story/{story}", found.Value.Project), cancellationToken);
            await requests.SendAsync(story, id, cancellationToken);
            return next;
        }

        return Refusals.NotFound("announcement");
    }
}
