using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Publishing and taking down at a time that was set before (docs/stories.md).</summary>
public sealed class ScheduleFunctions(SetScheduleHandler set, ReadScheduleHandler read, CancelScheduleHandler cancel, RunSchedulesHandler run)
{
    [Function("SetSchedule"), AllowedTo(Role.Comms)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/stories/{story}/schedule")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        request.ReadAsync<SetScheduleRequest>()
            .Then(body => body.Parse(story))
            .Then(command => set.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(schedule => Http.Ok(ScheduleView.Of(schedule)));

    [Function("GetSchedule"), AllowedTo(Role.Comms)]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/schedule")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => read.HandleAsync(id, cancellationToken)).ToHttpAsync(schedule => Http.Ok(ScheduleView.Of(schedule)));

    [Function("CancelSchedule"), AllowedTo(Role.Comms)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/stories/{story}/schedule")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => cancel.HandleAsync(id, request.Actor(), cancellationToken)).ToHttpAsync(_ => Http.NoContent());

    /// <summary>Every minute: what is due by then.</summary>
    [Function("RunSchedules"), AllowedToTheSystem]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => run.HandleAsync(cancellationToken);
}

public sealed record SetScheduleRequest(string? PublishAt, string? UnpublishAt, string? OnWithdrawal)
{
    public Result<SetSchedule> Parse(string story)
    {
        var fields = new Fields();
        var id = fields.Id<StoryId>(story, "story");
        DateTimeOffset? publishAt = PublishAt is null ? null : fields.Instant(PublishAt, "publishAt");
        DateTimeOffset? unpublishAt = UnpublishAt is null ? null : fields.Instant(UnpublishAt, "unpublishAt");
        OnWithdrawal? choice = OnWithdrawal is null ? null : fields.Name<OnWithdrawal>(OnWithdrawal, "onWithdrawal");
        return fields.Build(() => new SetSchedule(id, publishAt, unpublishAt, choice));
    }
}

public sealed record ScheduleView(
    DateTimeOffset? PublishAt, DateTimeOffset? UnpublishAt, OnWithdrawal? OnWithdrawal, string SetBy, DateTimeOffset SetAt, BlockedView? Blocked)
{
    public static ScheduleView Of(StorySchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new(
            schedule.PublishAt, schedule.UnpublishAt, schedule.OnWithdrawal, schedule.SetBy.Name, schedule.SetAt,
            schedule.Blocked is { } blocked ? new(blocked.Act, blocked.At, blocked.Problems) : null);
    }
}

/// <summary>What was to happen at <paramref name="At"/>, and what stood in its way.</summary>
public sealed record BlockedView(ScheduledAct Act, DateTimeOffset At, IReadOnlyList<DocumentProblem> Problems);
