namespace Benchmarks.Views;

/// <summary>
/// A storage account as its published targets describe it. Over a target it answers 503, counted over each tenth of a second. Otherwise an append
/// takes a time drawn from a lognormal distribution: half of them within 8 ms, one of a hundred longer than 50 ms.
/// </summary>
internal sealed class SimulatedAccount(Random random)
{
    private const double MedianSeconds = 0.008;
    private const double Spread = 0.79; // so that the 99th percentile is 50 ms: ln(50 / 8) / 2.326
    private const double BusySeconds = 0.005;
    private const double Window = 0.1;

    private readonly Dictionary<long, (long Requests, double Bytes)> _windows = [];

    public long Requests { get; private set; }

    public long Throttled { get; private set; }

    /// <summary>When the answer is there, and whether it is a yes.</summary>
    public (double At, bool Durable) Append(double now, double bytes)
    {
        Requests++;
        var window = (long)(now / Window);
        var (requests, sum) = _windows.GetValueOrDefault(window);
        _windows[window] = (requests + 1, sum + bytes);
        if (requests >= StorageTargets.AccountRequestsASecond * Window || sum + bytes > StorageTargets.AccountBytesInASecond * Window)
        {
            Throttled++;
            return (now + BusySeconds, false);
        }

        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (now + Math.Max(1.0 / StorageTargets.BlobRequestsASecond, MedianSeconds * Math.Exp(Spread * normal)), true);
    }
}
