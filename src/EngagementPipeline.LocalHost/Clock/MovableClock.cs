namespace EngagementPipeline.LocalHost.Clock;

/// <summary>
/// The app's clock: the machine's, moved forward by however much somebody asked. It ticks at normal speed. As when a machine's clock is set, only the
/// time of day moves; delays and timeouts already running keep their length. Schedules wait with <see cref="WaitUntilAsync"/>, which notices.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    /// <summary>The longest single wait; a timer cannot be set for more than 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock _moving = new();
    private readonly ClockFile? _file;
    private long _offsetTicks;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="start">Where to start; null for where it was left, or else the machine's time.</param>
    /// <param name="file">Remembers how far the clock was moved; null remembers nothing.</param>
    internal MovableClock(DateTimeOffset? start, ClockFile? file)
    {
        _file = file;
        var machine = System.GetUtcNow();
        var earliest = file?.Read(machine);
        var now = earliest > start ? earliest.Value : start ?? earliest ?? machine;

        StartedLaterThanAsked = start < now;
        _offsetTicks = (now - machine).Ticks;
        _file?.Write(now, machine);
    }

    /// <summary>True when the data had seen a later time than the start asked for: the clock never goes back.</summary>
    public bool StartedLaterThanAsked { get; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    private TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Moves the clock forward and wakes every schedule that has become due.</summary>
    /// <returns>False, and nothing moved, if <paramref name="now"/> is in the clock's past.</returns>
    public bool TryMoveTo(DateTimeOffset now)
    {
        TaskCompletionSource waiting;

        lock (_moving)
        {
            var machine = System.GetUtcNow();

            if (now < machine + Offset) return false;

            _file?.Write(now, machine);
            Interlocked.Exchange(ref _offsetTicks, (now - machine).Ticks);
            waiting = _moved;
            _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
        return true;
    }

    /// <summary>Waits until this clock shows <paramref name="instant"/>, however it gets there.</summary>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = Volatile.Read(ref _moved).Task;
            var left = instant - GetUtcNow();

            if (left <= TimeSpan.Zero) return;

            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, LongestWait.TotalMilliseconds)));
            await moved.WaitAsync(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Records the present, so that a machine whose own clock is set back meanwhile does not take this one back with it.</summary>
    internal void Remember()
    {
        var machine = System.GetUtcNow();
        _file?.Write(machine + Offset, machine);
    }
}
