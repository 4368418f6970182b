using System.Collections.Concurrent;
using System.Threading.Channels;

namespace EngagementPipeline.LocalHost.Tests.Fixtures;

/// <summary>What the test functions of one host saw and did, and a gate they can be made to wait at.</summary>
public sealed class Probe
{
    private readonly Channel<object> _seen = Channel.CreateUnbounded<object>();
    private int _running;
    private int _mostRunning;

    public ConcurrentQueue<string> Steps { get; } = new();

    /// <summary>Closed until a test opens it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int MostRunning => Volatile.Read(ref _mostRunning);

    public int Running => Volatile.Read(ref _running);

    /// <summary>How many sightings nobody has asked for yet.</summary>
    public int Waiting => _seen.Reader.Count;

    public void See(object what) => _seen.Writer.TryWrite(what);

    /// <summary>The next thing a function saw; waits for it, at most a minute.</summary>
    public async Task<T> NextAsync<T>()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        return Assert.IsType<T>(await _seen.Reader.ReadAsync(limit.Token), exactMatch: false);
    }

    /// <summary>Waits at the gate, counting how many wait with it.</summary>
    public async Task PassGateAsync(CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref _running);
        InterlockedMax(now);

        try
        {
            await Gate.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private void InterlockedMax(int value)
    {
        int before;

        do
        {
            before = Volatile.Read(ref _mostRunning);
        }
        while (value > before && Interlocked.CompareExchange(ref _mostRunning, value, before) != before);
    }
}
