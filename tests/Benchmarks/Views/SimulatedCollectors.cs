using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;

namespace Benchmarks.Views;

/// <summary>
/// Collectors that gather and append as <see cref="GroupCommit"/> and <see cref="AppendBlobViewLog"/> do, on a <see cref="SimulatedAccount"/>: one append
/// under way each, the next when it is answered and the moment's wait is over, the same again after a 503 by the SDK's delays, given up
/// after eight seconds. Views come to all of them evenly, at random.
/// </summary>
internal sealed class SimulatedCollectors(int collectors, double viewsASecond, double seconds, Random random)
{
    private const double FirstRetrySeconds = 0.8; // Azure.Core's default, doubled each time
    private const double GivenUpSeconds = 8;
    private const int SamplesABatch = 8;

    private readonly SimulatedAccount _account = new(random);
    private readonly List<(double Seconds, double Views)> _waits = [];

    public double Durable { get; private set; }

    public double Refused { get; private set; }

    public long Segments { get; private set; }

    public long Requests => _account.Requests;

    public double ThrottledShare => (double)_account.Throttled / _account.Requests;

    public void Run(double bytesAView)
    {
        var next = new PriorityQueue<Collector, double>();
        for (var number = 0; number < collectors; number++)
            next.Enqueue(new(), random.NextDouble() * 0.01);
        while (next.TryDequeue(out var collector, out var now) && now < seconds)
            next.Enqueue(collector, Step(collector, now, bytesAView));
    }

    /// <summary>How long a share of the views waited for their answer, in milliseconds.</summary>
    public double WaitMs(double share)
    {
        _waits.Sort((a, b) => a.Seconds.CompareTo(b.Seconds));
        var left = share * _waits.Sum(wait => wait.Views);
        foreach (var (wait, views) in _waits)
            if ((left -= views) <= 0)
                return wait * 1000;
        return _waits[^1].Seconds * 1000;
    }

    private double Step(Collector collector, double now, double bytesAView)
    {
        if (collector.Trying is null)
        {
            var views = Arrived((now - collector.GatheredFrom) * viewsASecond / collectors);
            if (views == 0)
            {
                // Nobody there: who comes next is written at once.
                var comes = now - (Math.Log(1 - random.NextDouble()) * collectors / viewsASecond);
                (collector.GatheredFrom, collector.Trying) = (comes, new(comes, comes, 1));
                return comes;
            }

            var most = GroupCommit.MostBytes / bytesAView;
            Refused += Math.Max(0, views - most);
            collector.Trying = new(collector.GatheredFrom, now, Math.Min(views, most));
            collector.GatheredFrom = now;
        }

        var batch = collector.Trying;
        var (answered, durable) = _account.Append(now, batch.Views * bytesAView);
        if (!durable && answered - batch.Closed < GivenUpSeconds)
            return answered + (FirstRetrySeconds * Math.Pow(2, collector.Tries++) * (0.8 + (0.4 * random.NextDouble())));

        Finish(collector, batch, answered, durable);
        return answered + (batch.Views > 1 ? GroupCommit.MostWait.TotalSeconds : 0);
    }

    private void Finish(Collector collector, Batch batch, double answered, bool durable)
    {
        (collector.Trying, collector.Tries) = (null, 0);
        if (!durable)
        {
            Refused += batch.Views;
            return;
        }

        Durable += batch.Views;
        if (collector.Blocks++ % AppendBlobViewLog.MostBlocks == 0)
            Segments++;
        for (var sample = 0; sample < SamplesABatch; sample++)
            _waits.Add((answered - batch.From - ((batch.Closed - batch.From) * (sample + 0.5) / SamplesABatch), batch.Views / SamplesABatch));
    }

    /// <summary>So many views as come by chance where <paramref name="expected"/> are expected.</summary>
    private double Arrived(double expected)
    {
        if (expected > 50)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, Math.Round(expected + (Math.Sqrt(expected) * normal)));
        }

        var views = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-expected); product *= random.NextDouble())
            views++;
        return views;
    }

    private sealed class Collector
    {
        public double GatheredFrom { get; set; }

        public Batch? Trying { get; set; }

        public int Tries { get; set; }

        public long Blocks { get; set; }
    }

    private sealed record Batch(double From, double Closed, double Views);
}
