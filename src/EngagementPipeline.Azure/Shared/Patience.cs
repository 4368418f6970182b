namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// How long somebody's request waits for storage that says nothing: <see cref="Silence"/> in all, however many calls it makes and however often each is tried. Storage that is
/// merely slow is waited for, because every answer begins the count anew. Queues, timers and backups have no such patience: they wait as long as the clients do (docs/decisions/0025).
/// </summary>
/// <param name="time">The machine's where nothing is said, and not the service's: a clock that is moved for a trial must not time anybody out.</param>
public sealed class Patience(TimeProvider? time = null)
{
    /// <summary>With what else a request takes, an answer is there within ten seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    private static readonly AsyncLocal<Patience?> OfThisFlow = new();

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private TimeSpan _silent;
    private long _since;
    private int _waiting;

    /// <summary>Of the request that is being answered. Null in the background; what works on for several requests sets it to null, so that no single one's ends it.</summary>
    public static Patience? Current
    {
        get => OfThisFlow.Value;
        set => OfThisFlow.Value = value;
    }

    /// <summary>Zero or less where there is none.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
                return Silence - _silent - (_waiting > 0 ? _time.GetElapsedTime(_since) : TimeSpan.Zero);
        }
    }

    /// <summary>Storage is asked. Calls may be under way side by side: their silence counts once.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            if (_waiting++ == 0)
                _since = _time.GetTimestamp();
        }
    }

    /// <summary>Once for each <see cref="Ask"/>.</summary>
    public void Hear(bool answered)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            _silent = answered ? TimeSpan.Zero : _silent + _time.GetElapsedTime(_since, now);
            _since = now;
            _waiting--;
        }
    }
}
