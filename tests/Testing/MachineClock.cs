namespace EngagementPipeline.Testing;

/// <summary>
/// Time as the machine gets round to it: a tenth of a second each time that it comes back after one. On an idle machine it is the time; on a busy one it goes as slowly as
/// everything else, so that what is bounded by it is not bounded by what else runs.
/// </summary>
public sealed class MachineClock : IAsyncDisposable
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _over = new();
    private readonly Task _running;
    private long _tenths;

    public MachineClock() => _running = RunAsync();

    public TimeSpan Now => Tenth * Interlocked.Read(ref _tenths);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _running;
        _over.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            await Task.Delay(Tenth, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Interlocked.Increment(ref _tenths);
        }
    }
}
