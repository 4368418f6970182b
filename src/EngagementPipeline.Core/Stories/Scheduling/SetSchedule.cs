using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Scheduling;

/// <summary>Asks for a story to be published, taken down, or first one and then the other. Takes the place of what was asked before.</summary>
public sealed record SetSchedule(StoryId Story, DateTimeOffset? PublishAt, DateTimeOffset? UnpublishAt, OnWithdrawal? OnWithdrawal);

public sealed class SetScheduleHandler(IStorySchedules schedules, IStoryDrafts drafts, ILiveStories live, IAudit audit, TimeProvider clock)
{
    /// <summary>Further ahead is more likely a slip of the finger.</summary>
    private const int MostYears = 2;

    public async Task<Result<StorySchedule>> HandleAsync(SetSchedule command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        if (await drafts.FindAsync(command.Story, cancellationToken) is not { Value: var head })
            return Refusals.NotFound("story");

        while (true)
        {
            var found = await schedules.FindAsync(command.Story, cancellationToken);
            if (found?.Value is { Blocked: null } same
                && (same.PublishAt, same.UnpublishAt, same.OnWithdrawal) == (command.PublishAt, command.UnpublishAt, command.OnWithdrawal))
                return same;

            var now = clock.GetUtcNow();
            var fields = Checked(command, now);
            if (!fields.HasErrors && command.PublishAt is null && (await live.FindAsync(command.Story, cancellationToken))?.Value is not { Live: true })
                fields.Error("unpublishAt", "There is no page to take down. Give a time to publish at, too.");
            var schedule = fields.Build(() => new StorySchedule
            {
                Story = command.Story,
                Project = head.Project,
                PublishAt = command.PublishAt,
                UnpublishAt = command.UnpublishAt,
                OnWithdrawal = command.OnWithdrawal,
                SetBy = by,
                SetAt = now,
            });
            if (!schedule.Succeeded)
                return schedule;
            if (!await schedules.PutAsync(schedule.Value, found?.Mark, cancellationToken))
                continue;

            await audit.RecordAsync(new AuditEntry(now, by, "story-scheduled", $"story/{command.Story}", head.Project, WhyOf(command)), cancellationToken);
            return schedule;
        }
    }

    private static Fields Checked(SetSchedule command, DateTimeOffset now)
    {
        var fields = new Fields();
        if (command.PublishAt is null && command.UnpublishAt is null)
            fields.Error("publishAt", "Give a time to publish at, a time to take the page down, or both.");
        foreach (var (field, at) in new[] { ("publishAt", command.PublishAt), ("unpublishAt", command.UnpublishAt) })
        {
            if (at <= now)
                fields.Error(field, "Must be in the future.");
            else if (at > now.AddYears(MostYears))
                fields.Error(field, string.Create(CultureInfo.InvariantCulture, $"Must be within {MostYears} years."));
        }

        if (command.UnpublishAt <= command.PublishAt)
            fields.Error("unpublishAt", "Must be after the story is published.");
        return fields;
    }

    private static string WhyOf(SetSchedule command) => string.Join(
        ' ', new[] { Said("To be published at", command.PublishAt), Said("To be taken down at", command.UnpublishAt) }.OfType<string>());

    private static string? Said(string what, DateTimeOffset? at) =>
        at is { } instant ? string.Create(CultureInfo.InvariantCulture, $"{what} {instant.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}.") : null;
}

/// <summary>Calls off what was asked for.</summary>
public sealed class CancelScheduleHandler(IStorySchedules schedules, IAudit audit, TimeProvider clock)
{
    /// <summary>Also when there is none.</summary>
    public async Task<Result<Done>> HandleAsync(StoryId story, Actor by, CancellationToken cancellationToken)
    {
        while (await schedules.FindAsync(story, cancellationToken) is { } found)
        {
            if (!await schedules.RemoveAsync(found, cancellationToken))
                continue;
            await audit.RecordAsync(
                new AuditEntry(clock.GetUtcNow(), by, "story-schedule-cancelled", $"story/{story}", found.Value.Project), cancellationToken);
            break;
        }

        return Done.Instance;
    }
}

/// <summary>What is asked for, and what became of it as long as that still matters.</summary>
public sealed class ReadScheduleHandler(IStorySchedules schedules, ILiveStories live)
{
    public async Task<StorySchedule?> FindAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(story, cancellationToken) is not { Value: var schedule })
            return null;
        if (schedule.Blocked is { } blocked && ((await live.FindAsync(story, cancellationToken))?.Value.Publication ?? 0) != blocked.Publication)
            schedule = schedule with { Blocked = null };
        return schedule.IsOver ? null : schedule;
    }

    public async Task<Result<StorySchedule>> HandleAsync(StoryId story, CancellationToken cancellationToken) =>
        await FindAsync(story, cancellationToken) is { } schedule ? schedule : Refusals.NotFound("schedule");
}

/// <summary>Before anything else of a project goes: nothing of it may come before readers any more.</summary>
public sealed class EraseSchedules(IStoryDrafts drafts, IStorySchedules schedules) : IEraseProject
{
    public int Order => 5;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var story in await drafts.OfProjectAsync(project, cancellationToken))
            await schedules.EraseAsync(story, cancellationToken);
    }
}
