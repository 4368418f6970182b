using Benchmarks.Harness;
using EngagementPipeline.Azure.Views;

namespace Benchmarks.Views;

/// <summary>
/// The sums behind docs/scale.md: collectors and roll-ups at 1, 1,000 and 1,000,000 views a second against a model of what storage carries. The
/// numbers of one collector and one roll-up are those that the other benchmarks measured; the rest is simulated, the same every time.
/// </summary>
internal static class ScaleBenchmark
{
    private const double Seconds = 30;
    private const double RollUpSeconds = 10;

    /// <summary>A line of the log, and the newline of its batch, as measured.</summary>
    private const double BytesAView = 135;

    /// <summary>What one core adds up (<c>rollup</c>), of which half is planned with.</summary>
    private const double ReadsACore = 900_000 / 2.0;

    /// <summary>What a view takes until its day is closed: in memory up to <see cref="EngagementPipeline.Core.Views.ViewsRollUp.MostHeld"/> of them, on disk beyond; and a worker's disk.</summary>
    private const double BytesAHeldView = 72;
    private const double DiskAWorker = 20e9;

    /// <summary>Records of one view (opening, 15 s, hidden) and the periods that a roll-up holds.</summary>
    private const double RecordsAView = 3;
    private const double PeriodsHeld = 3;

    public static Task<int> RunAsync(string[] args)
    {
        Console.WriteLine("A rate that lasts all day; every view one record:\n");
        Say.Table(
            ["views a second", "collectors", "appends /s", "views an append", "of the account's requests", "of its ingress", "503", "p50 ms", "p99 ms", "$ per million", "segments an hour"],
            new[] { (1.0, 1), (1_000, 1), (1_000, 4), (1_000_000, 100), (1_000_000, 400) }.Select(load => Collect(load.Item1, load.Item2)));

        Console.WriteLine("\nAdding up:\n");
        Say.Table(
            ["views a second", "log bytes /s", "cores to read it", "views held", "GB to hold them", "workers with 20 GB of disk", "table writes /s, 1,000 stories"],
            new[] { 1.0, 1_000, 1_000_000 }.Select(RollUp));
        return Task.FromResult(0);
    }

    private static IReadOnlyList<string> Collect(double rate, int collectors)
    {
        var run = new SimulatedCollectors(collectors, rate, rate < 10 ? Seconds * 20 : Seconds, new Random(1));
        run.Run(BytesAView);
        var seconds = rate < 10 ? Seconds * 20 : Seconds;
        var appends = run.Requests / seconds;
        // At least one segment a collector and hour, and one more each 49,000 appends.
        var segments = collectors * Math.Ceiling(appends / collectors * 3600 / AppendBlobViewLog.MostBlocks);
        return
        [
            Say.Number(rate), Say.Number(collectors), Say.Number(appends), Say.Number(run.Durable / run.Requests),
            Share(appends / StorageTargets.AccountRequestsASecond), Share(run.Durable * BytesAView / seconds / StorageTargets.AccountBytesInASecond),
            Share(run.ThrottledShare), Say.Number(run.WaitMs(0.5)), Say.Number(run.WaitMs(0.99)),
            Say.Number(run.Requests / run.Durable * 1e6 * StoragePrices.BlobWrite), Say.Number(segments),
        ];
    }

    private static IReadOnlyList<string> RollUp(double rate)
    {
        var held = rate * 86_400 * PeriodsHeld;
        var workers = Math.Max(1, Math.Max(Math.Ceiling(rate * RecordsAView / ReadsACore), Math.Ceiling(held * BytesAHeldView / DiskAWorker)));
        return
        [
            Say.Number(rate), Say.Number(rate * RecordsAView * BytesAView), Say.Number(rate * RecordsAView / ReadsACore),
            Say.Number(held), Say.Number(held * BytesAHeldView / 1e9), Say.Number(workers),
            Say.Number(Math.Min(1_000, rate * RollUpSeconds) / RollUpSeconds),
        ];
    }

    private static string Share(double share) => $"{Say.Number(share * 100)}%";
}
