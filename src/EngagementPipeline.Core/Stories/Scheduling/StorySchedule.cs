using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Scheduling;

public enum ScheduledAct
{
    Publish,
    Unpublish,
}

/// <summary>When a story is to go before readers, and when to be taken down. One of the two at least, or what became of it.</summary>
public sealed record StorySchedule
{
    public required StoryId Story { get; init; }

    public required ProjectId Project { get; init; }

    /// <summary>In UTC. None: that was done, or never asked for.</summary>
    public required DateTimeOffset? PublishAt { get; init; }

    /// <summary>In UTC, after <see cref="PublishAt"/>.</summary>
    public required DateTimeOffset? UnpublishAt { get; init; }

    /// <summary>For publishing: none keeps what was chosen before.</summary>
    public required OnWithdrawal? OnWithdrawal { get; init; }

    /// <summary>Who decided it, for the other writers and the audit.</summary>
    public required Actor SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    /// <summary>Why it was not published when it was to be; none once the schedule is set anew.</summary>
    public ScheduleBlocked? Blocked { get; init; }

    /// <summary>What is being done, and since which publication of the story: it is done only while the story is still at that one, and so once.</summary>
    public ScheduleBegun? Begun { get; init; }

    public DateTimeOffset? DueAt => PublishAt ?? UnpublishAt;

    public bool IsOver => PublishAt is null && UnpublishAt is null && Blocked is null;

    /// <summary>The schedule with one act less.</summary>
    public StorySchedule Without(ScheduledAct act) =>
        act == ScheduledAct.Publish ? this with { PublishAt = null, Begun = null } : this with { PublishAt = null, UnpublishAt = null, Begun = null };
}

/// <summary><paramref name="Tries"/> counts from 1.</summary>
public sealed record ScheduleBegun(ScheduledAct Act, int Publication, int Tries);

/// <summary>
/// The act that was to happen at <paramref name="At"/> did not, for these reasons. They were told while the story was at <paramref name="Publication"/>; somebody who publishes it since has
/// seen to them.
/// </summary>
public sealed record ScheduleBlocked(ScheduledAct Act, DateTimeOffset At, int Publication, IReadOnlyList<DocumentProblem> Problems);

public interface IStorySchedules
{
    Task<Versioned<StorySchedule>?> FindAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the schedule is no longer the one of <paramref name="onlyIf"/> (null: when there is one already).</summary>
    Task<bool> PutAsync(StorySchedule schedule, string? onlyIf, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the schedule is no longer that one.</summary>
    Task<bool> RemoveAsync(Versioned<StorySchedule> schedule, CancellationToken cancellationToken);

    /// <summary>Stories with something to be done by then.</summary>
    Task<IReadOnlyList<StoryId>> DueAsync(DateTimeOffset by, CancellationToken cancellationToken);

    /// <summary>For erasing a project. Safe to repeat.</summary>
    Task EraseAsync(StoryId story, CancellationToken cancellationToken);
}
