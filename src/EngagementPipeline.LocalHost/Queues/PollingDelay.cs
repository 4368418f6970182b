namespace EngagementPipeline.LocalHost.Queues;

/// <summary>How long to leave an empty queue alone: doubling from a tenth of a second to the most that host.json allows.</summary>
internal sealed class PollingDelay(TimeSpan most)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private TimeSpan _next = Least;

    public TimeSpan Next()
    {
        var delay = _next < most ? _next : most;
        _next = delay * 2;
        return delay < Least ? Least : delay;
    }

    public void Reset() => _next = Least;
}
