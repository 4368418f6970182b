namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Slows the guessing of withdrawal codes. Every answer about a code takes at least <see cref="Floor"/>, right or wrong; each
/// wrong code of late makes the next answers slower, for everybody and up to <see cref="Longest"/>, and is forgotten again at one
/// a second. Nothing is kept of who asks. Per instance: the code's 80 bits are the defence, this keeps a guesser from being a
/// load. A withdrawal itself does not wait, only its answer does.
/// </summary>
public sealed class GuessPace(TimeProvider clock)
{
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(300);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan PerWrongCode = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private double _wrong;
    private long _at = clock.GetTimestamp();

    /// <summary>How long the next answer takes; decided before the code is looked at.</summary>
    public TimeSpan Next()
    {
        lock (_lock)
        {
            var slowed = Floor + (PerWrongCode * Forget());
            return slowed < Longest ? slowed : Longest;
        }
    }

    public void WrongCode()
    {
        lock (_lock)
            _wrong = Forget() + 1;
    }

    private double Forget()
    {
        var now = clock.GetTimestamp();
        _wrong = Math.Max(0, _wrong - clock.GetElapsedTime(_at, now).TotalSeconds);
        _at = now;
        return _wrong;
    }
}
