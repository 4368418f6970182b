using System.Globalization;
using Benchmarks.Harness;

namespace Benchmarks.Views;

/// <summary>
/// Views that are durable before they are answered, a second: the whole app as a process, real HTTP, one view a request, into Azurite on
/// disk; against nginx that answers 204 and writes an access log, and beside the same server and log without an app (<see cref="Bare"/>). All in turn, several
/// rounds, medians. Then every answer is looked for in the log and in the figures. <c>--rounds N</c> (5), <c>--seconds N</c> a round and side (4).
/// </summary>
internal static class CollectBenchmark
{
    /// <summary>Connections, the share of nginx's rate that is asked for at so many, and what is asked for in any case.</summary>
    private static readonly (int Connections, double Share, double ASecond)[] Asked = [(1, 0, 600), (64, 0.16, 0), (256, 0.30, 0), (1024, 0.40, 0)];

    private const double MostP99Ms = 150;

    /// <summary>Until what a view passes is compiled for good: a service runs for weeks.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(20);

    private const int CountedExactly = 100_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (Tools.Missing("nginx", "wrk") is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 2;
        }

        var rounds = Options.Number(args, "--rounds", 5);
        var time = TimeSpan.FromSeconds(Options.Number(args, "--seconds", 4));
        using var work = new WorkFolder();
        await using var nginx = await Nginx.StartAsync(work);
        await using var bare = await Bare.StartAsync(work);
        await using var service = await Service.StartAsync(work);
        var log = new WrittenLog(service.ConnectionString);
        var story = await service.Desk.PublishAsync();
        await Wrk.ForAsync(Warming, bare.Address, 256, story, "warm");
        await Wrk.ForAsync(Warming, service.Address, 256, story, "warm");

        Console.WriteLine($"{rounds} rounds of {time.TotalSeconds} s each, nginx, the server without an app, and the app in turn; {Environment.ProcessorCount} cores for everything\n");
        var measured = new List<Measured>();
        foreach (var (connections, share, aSecond) in Asked)
            measured.Add(await MeasureAsync(new(nginx, bare, service, log, story, measured.Count), connections, share, aSecond, rounds, time));
        Print(measured);

        var exact = await CountAsync(service, log, measured);
        return exact && measured.All(load => load.Reached) ? 0 : 1;
    }

    private static async Task<Measured> MeasureAsync(Stage stage, int connections, double share, double aSecond, int rounds, TimeSpan time)
    {
        var theirs = new List<Load>();
        var bare = new List<Load>();
        var ours = new List<(Load Load, string Run)>();
        var (appends, used) = (await stage.Log.AppendsAsync(), stage.Service.Used);
        for (var round = 0; round < rounds; round++)
        {
            var run = string.Create(CultureInfo.InvariantCulture, $"r{stage.Number}{round:D2}");
            theirs.Add(await Wrk.ForAsync(time, stage.Nginx.Address, connections, stage.Story, run));
            bare.Add(await Wrk.ForAsync(time, stage.Bare.Address, connections, stage.Story, run));
            ours.Add((await Wrk.ForAsync(time, stage.Service.Address, connections, stage.Story, run), run));
            Say.Line($"  {connections,5} connections: nginx {theirs[^1].ASecond,9:N0}/s   without an app {bare[^1].ASecond,9:N0}/s   app {ours[^1].Load.ASecond,9:N0}/s   p99 {ours[^1].Load.P99Ms:0} ms");
        }

        var views = ours.Sum(run => run.Load.Answered);
        return new(
            connections, share, aSecond, theirs, bare, ours,
            (await stage.Log.AppendsAsync() - appends) * 1000.0 / views,
            (stage.Service.Used - used).TotalMicroseconds / views);
    }

    private static void Print(IReadOnlyList<Measured> measured)
    {
        Console.WriteLine();
        Say.Table(
            ["connections", "nginx /s", "no app /s", "ratio", "app /s", "ratio", "asked", "p50 ms", "p99 ms", "appends per 1,000", "app's processor µs", "reached"],
            measured.Select(load => (IReadOnlyList<string>)
            [
                Say.Number(load.Connections), Say.Number(load.Theirs), Say.Number(load.WithoutAnApp), Say.Number(load.MostRatio), Say.Number(load.Ours), Say.Number(load.Ratio),
                load.Share > 0 ? Say.Number(load.Share) : $"{load.ASecond} /s",
                Say.Number(load.P50Ms), Say.Number(load.P99Ms), Say.Number(load.AppendsPerThousand), Say.Number(load.ProcessorMicroseconds),
                load.Reached ? "yes" : "no",
            ]));
    }

    /// <summary>Whether whatever was acknowledged was received, to the unit, and nothing that was not sent.</summary>
    private static async Task<bool> CountAsync(Service service, WrittenLog log, IReadOnlyList<Measured> measured)
    {
        Console.WriteLine("\nAcknowledged, and found again:");
        var right = true;
        foreach (var connections in measured.Select(load => load.Connections).Where(connections => connections > 1))
        {
            var story = await service.Desk.PublishAsync();
            var load = await Wrk.ExactlyAsync(CountedExactly, service.Address, connections, story, string.Create(CultureInfo.InvariantCulture, $"x{connections % 1000:D3}"));
            await service.Desk.RollUpAsync();
            var figures = await service.Desk.FiguresAsync(story);
            var (received, total) = (figures.GetProperty("received").GetInt64(), figures.GetProperty("total").GetInt64());
            right &= load is { Refused: 0, Broken: 0 } && received == load.Answered && total == load.Answered;
            Say.Line($"  {connections,5} connections, every answer awaited: {load.Answered:N0} acknowledged, {received:N0} received, {total:N0} views in the figures");
        }

        var views = await log.ViewsByRunAsync();
        foreach (var load in measured)
        {
            // wrk cuts off at its end, so each connection may have sent one view whose answer it did not await.
            var acknowledged = load.Rounds.Sum(round => round.Load.Answered);
            var found = load.Rounds.Sum(round => views[round.Run]);
            right &= load.Rounds.All(round => views[round.Run] >= round.Load.Answered && views[round.Run] <= round.Load.Answered + load.Connections);
            Say.Line($"  {load.Connections,5} connections, cut off at the end: {acknowledged:N0} acknowledged, {found:N0} in the log, {found - acknowledged} of them cut off");
        }

        Console.WriteLine(right ? "All of it is there, once." : "IT DOES NOT ADD UP.");
        return right;
    }

    private sealed record Stage(Nginx Nginx, Bare Bare, Service Service, WrittenLog Log, Guid Story, int Number);

    private sealed record Measured(
        int Connections, double Share, double ASecond, IReadOnlyList<Load> Nginx, IReadOnlyList<Load> Bare, IReadOnlyList<(Load Load, string Run)> Rounds,
        double AppendsPerThousand, double ProcessorMicroseconds)
    {
        public double Theirs => Say.Median(Nginx.Select(load => load.ASecond));

        public double Ours => Say.Median(Rounds.Select(round => round.Load.ASecond));

        /// <summary>Of each round its own: what else the machine was doing then met both.</summary>
        public double Ratio => Say.Median(Rounds.Zip(Nginx, (ours, theirs) => ours.Load.ASecond / theirs.ASecond));

        public double WithoutAnApp => Say.Median(Bare.Select(load => load.ASecond));

        public double MostRatio => Say.Median(Bare.Zip(Nginx, (bare, theirs) => bare.ASecond / theirs.ASecond));

        public double P50Ms => Say.Median(Rounds.Select(round => round.Load.P50Ms));

        public double P99Ms => Say.Median(Rounds.Select(round => round.Load.P99Ms));

        public bool Reached =>
            Ratio >= Share && Ours >= ASecond && P99Ms <= MostP99Ms && Rounds.All(round => round.Load is { Refused: 0, Broken: 0 });
    }
}
