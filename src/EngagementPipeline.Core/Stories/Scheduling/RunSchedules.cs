using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Scheduling;

/// <summary>
/// Does what is due: publishes the newest version by the same handler as a press of the button, or takes the page down.
/// <para>
/// First it notes which publication the story is at, then acts on condition that it still is, then strikes the act from the schedule. So an act happens once, however often and
/// wherever this is cut off, by however many timers; and what somebody decides by hand meanwhile stands. What is blocked is told, and not tried again.
/// </para>
/// </summary>
public sealed class RunSchedulesHandler(
    IStorySchedules schedules, ILiveStories live, IStoryDrafts drafts, PublishStoryHandler publish, UnpublishStoryHandler unpublish, RefreshPageHandler refresh, IAudit audit, TimeProvider clock)
{
    /// <summary>Of one act that neither succeeds nor is refused: storage away, a fault of ours. A minute apart.</summary>
    public const int MostTries = 10;

    /// <summary>One that fails does not keep the others waiting. Failures are thrown together at the end.</summary>
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var story in await schedules.DueAsync(clock.GetUtcNow(), cancellationToken))
        {
            try
            {
                await RunAsync(story, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private async Task RunAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(story, cancellationToken) is not { } found || ActOf(found.Value) is not { } act)
            return;
        if (await drafts.FindAsync(story, cancellationToken) is null)
        {
            await schedules.RemoveAsync(found, cancellationToken);
            return;
        }

        var wish = (await live.FindAsync(story, cancellationToken))?.Value;
        var old = found.Value.Begun is { } before && before.Act == act ? before : new(act, wish?.Publication ?? 0, 0);
        var begun = found.Value with { Begun = old with { Tries = old.Tries + 1 } };
        if (old.Tries >= MostTries)
        {
            var tried = new DocumentProblem("schedule-failed", null, "It was tried ten times, and something went wrong on our side each time. Please do it by hand.");
            await BlockAsync(found, act, old.Publication, [tried], cancellationToken);
            return;
        }

        // Of two that run at once one goes on.
        if (!await schedules.PutAsync(begun, found.Mark, cancellationToken)
            || await schedules.FindAsync(story, cancellationToken) is not { } held || held.Value.Begun != begun.Begun || held.Value.SetAt != begun.SetAt)
            return;

        if ((wish?.Publication ?? 0) != begun.Begun!.Publication)
            await SeeThroughAsync(held, act, wish, cancellationToken);
        else if (act == ScheduledAct.Publish)
            await PublishAsync(held, cancellationToken);
        else
            await UnpublishAsync(held, cancellationToken);
    }

    /// <summary>Whoever is to be taken down by now is not published first, however late this runs.</summary>
    private ScheduledAct? ActOf(StorySchedule schedule)
    {
        var now = clock.GetUtcNow();
        return schedule.UnpublishAt <= now ? ScheduledAct.Unpublish : schedule.PublishAt <= now ? ScheduledAct.Publish : null;
    }

    /// <summary>It was done before this was cut off, or somebody has decided otherwise since. Either way the page has to be what the wish says.</summary>
    private async Task SeeThroughAsync(Versioned<StorySchedule> held, ScheduledAct act, LiveStory? wish, CancellationToken cancellationToken)
    {
        if (wish is { Confirmed: false })
            await refresh.HandleAsync(held.Value.Story, cancellationToken);
        await StrikeAsync(held, act, cancellationToken);
    }

    private async Task PublishAsync(Versioned<StorySchedule> held, CancellationToken cancellationToken)
    {
        var schedule = held.Value;
        var number = schedule.Begun!.Publication;
        var published = await publish.HandleAsync(new(schedule.Story, schedule.OnWithdrawal, number), schedule.SetBy, cancellationToken);
        if (published.Succeeded)
            await StrikeAsync(held, ScheduledAct.Publish, cancellationToken);
        else if (published.Refusal.Problems is { Count: > 0 } problems)
            await BlockAsync(held, ScheduledAct.Publish, await NumberAsync(schedule.Story, cancellationToken), problems, cancellationToken);
        else if (published.Refusal is { Status: not 412 } refusal)
            await BlockAsync(held, ScheduledAct.Publish, number, [new(refusal.Code, null, $"{refusal.Title}. {refusal.Detail}".TrimEnd())], cancellationToken);
    }

    private async Task UnpublishAsync(Versioned<StorySchedule> held, CancellationToken cancellationToken)
    {
        await unpublish.HandleAsync(held.Value.Story, held.Value.SetBy, cancellationToken, held.Value.Begun!.Publication); // refused where nothing was ever published
        await StrikeAsync(held, ScheduledAct.Unpublish, cancellationToken);
    }

    private async Task<int> NumberAsync(StoryId story, CancellationToken cancellationToken) => (await live.FindAsync(story, cancellationToken))?.Value.Publication ?? 0;

    private async Task StrikeAsync(Versioned<StorySchedule> held, ScheduledAct act, CancellationToken cancellationToken)
    {
        await TellAsync(held.Value, act, "story-schedule-kept", WhyOf(held.Value, act), cancellationToken);
        await LeaveAsync(held, held.Value.Without(act), cancellationToken);
    }

    private static string WhyOf(StorySchedule schedule, ScheduledAct act) => (act, schedule.PublishAt) switch
    {
        (ScheduledAct.Publish, _) => "Publishing was due.",
        (_, null) => "Taking the page down was due.",
        _ => "Taking the page down was due. Publishing it before that was missed.",
    };

    private async Task BlockAsync(
        Versioned<StorySchedule> held, ScheduledAct act, int publication, IReadOnlyList<DocumentProblem> problems, CancellationToken cancellationToken)
    {
        var codes = string.Join(", ", problems.Select(problem => problem.Code).Distinct(StringComparer.Ordinal));
        await TellAsync(held.Value, act, "story-schedule-blocked", codes, cancellationToken);
        await LeaveAsync(held, held.Value.Without(act) with { Blocked = new(act, AtOf(held.Value, act), publication, problems) }, cancellationToken);
    }

    // Of the time when it was due, so that telling it again says nothing new.
    private Task TellAsync(StorySchedule schedule, ScheduledAct act, string what, string why, CancellationToken cancellationToken) =>
        audit.RecordAsync(new AuditEntry(AtOf(schedule, act), Actor.System, what, $"story/{schedule.Story}", schedule.Project, why), cancellationToken);

    private static DateTimeOffset AtOf(StorySchedule schedule, ScheduledAct act) => (act == ScheduledAct.Publish ? schedule.PublishAt : schedule.UnpublishAt)!.Value;

    // A schedule that was set anew meanwhile stays.
    private async Task LeaveAsync(Versioned<StorySchedule> held, StorySchedule next, CancellationToken cancellationToken)
    {
        if (next.IsOver)
            await schedules.RemoveAsync(held, cancellationToken);
        else
            await schedules.PutAsync(next, held.Mark, cancellationToken);
    }
}
