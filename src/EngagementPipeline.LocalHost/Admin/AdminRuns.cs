using System.Collections.Concurrent;
using EngagementPipeline.LocalHost.Clock;
using EngagementPipeline.LocalHost.Runtime;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Admin;

/// <summary>One run that an administrator started, and how it went so far.</summary>
/// <param name="Status"><c>running</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Fault">The kind of exception that ended it; what it said may quote somebody and is left out.</param>
internal sealed record AdminRun(Guid Id, string Function, string Status, DateTime StartedAt, DateTime? FinishedAt = null, string? Fault = null);

/// <summary>Starts runs and keeps the latest of them to be asked after.</summary>
internal sealed partial class AdminRuns(BackgroundTriggers triggers, MovableClock clock, ILogger<AdminRuns> log)
{
    private const int Kept = 1_000;

    private readonly ConcurrentDictionary<Guid, AdminRun> _runs = new();
    private readonly ConcurrentQueue<Guid> _order = new();

    public AdminRun? Find(Guid id) => _runs.GetValueOrDefault(id);

    /// <returns>The run as it stands at its start, and the task that gives it when finished. That task does not fail.</returns>
    public (AdminRun Started, Task<AdminRun> Finished) Start(Function function, string? input)
    {
        var run = new AdminRun(Guid.NewGuid(), function.Name, "running", clock.GetUtcNow().UtcDateTime);
        _runs[run.Id] = run;
        _order.Enqueue(run.Id);

        while (_order.Count > Kept && _order.TryDequeue(out var oldest)) _runs.TryRemove(oldest, out _);

        return (run, Task.Run(() => FollowAsync(run, function, input)));
    }

    private async Task<AdminRun> FollowAsync(AdminRun run, Function function, string? input)
    {
        string? kind = null;

        try
        {
            await triggers.RunByHandAsync(function, input);
        }
        catch (Exception fault)
        {
            kind = fault.GetType().Name;
            Failed(function.Name, FaultOutline.Of(fault));
        }

        var finished = run with { Status = kind is null ? "completed" : "failed", FinishedAt = clock.GetUtcNow().UtcDateTime, Fault = kind };
        _runs.TryUpdate(run.Id, finished, run);
        return finished;
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed: {Outline}")]
    private partial void Failed(string function, string outline);
}
