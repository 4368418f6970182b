using EngagementPipeline.LocalHost.Clock;
using EngagementPipeline.LocalHost.Runtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Timers;

/// <summary>
/// Runs one timer function on its schedule, one run at a time. Occurrences that pass while a run is under way, or in one jump of the clock,
/// are made up for by at most one run.
/// </summary>
internal sealed partial class FunctionTimer(
    Function function,
    TimerSchedule schedule,
    Func<Function, object?, CancellationToken, Task> run,
    MovableClock clock,
    TimerMemory memory,
    ILogger log) : IDisposable
{
    /// <summary>A run that starts this much after its time says so in <see cref="TimerInfo.IsPastDue"/>.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;
    private DateTimeOffset? _last;
    private DateTimeOffset _due;
    private bool _atStart;

    /// <summary>
    /// Follows the schedule from this moment until <paramref name="stopping"/>; a run under way is then seen to its end, or to <paramref name="abort"/>.
    /// </summary>
    public Task FollowAsync(CancellationToken stopping, CancellationToken abort)
    {
        // Settled before this returns: a clock that is moved next finds the timer waiting.
        var remembered = _trigger.UseMonitor ? memory.Find(function.Name, schedule) : null;
        _last = remembered?.Last;
        _atStart = _trigger.RunOnStartup;
        _due = _atStart ? clock.GetUtcNow() : remembered?.Next ?? schedule.NextAfter(clock.GetUtcNow());
        Remember();

        return Task.Run(() => LoopAsync(stopping, abort), CancellationToken.None);
    }

    /// <summary>Runs it now, after any run under way. What the function throws comes out.</summary>
    public async Task RunNowAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);

        try
        {
            await RunAsync(pastDue: false, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task LoopAsync(CancellationToken stopping, CancellationToken abort)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await clock.WaitUntilAsync(_due, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // Busy only while an administrator runs it by hand: that run stands for this occurrence too.
            if (await _oneAtATime.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            {
                try
                {
                    // The run at the start has no time of its own that it could be late for.
                    await RunAsync(pastDue: !_atStart && clock.GetUtcNow() - _due >= Late, abort);
                }
                catch (Exception fault)
                {
                    Failed(function.Name, FaultOutline.Of(fault));
                }
                finally
                {
                    _oneAtATime.Release();
                }
            }

            _atStart = false;
            _due = schedule.NextAfter(clock.GetUtcNow());
            Remember();
        }
    }

    private async Task RunAsync(bool pastDue, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = _last;
        _last = now;

        await run(function, Information(now, before, pastDue), cancellationToken);
    }

    private TimerInfo Information(DateTimeOffset now, DateTimeOffset? before, bool pastDue) => new()
    {
        IsPastDue = pastDue,
        ScheduleStatus = _trigger.UseMonitor
            ? new ScheduleStatus
            {
                Last = before?.UtcDateTime ?? default,
                Next = schedule.NextAfter(now).UtcDateTime,
                LastUpdated = before?.UtcDateTime ?? default,
            }
            : null,
    };

    private void Remember()
    {
        if (_trigger.UseMonitor) memory.Keep(function.Name, new TimerState(schedule.Text, _last ?? default, _due));
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed: {Outline}")]
    private partial void Failed(string function, string outline);
}
