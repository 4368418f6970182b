using System.Diagnostics;
using System.Globalization;
using System.Text;
using Benchmarks.Harness;

namespace Benchmarks.Views;

/// <summary>
/// What a million views cost in storage operations at 1, 10 and 1,000 a second: the app runs as it would, roll-ups every ten seconds included, and
/// every call to storage is counted. Without views, the same time costs what the first row says, which is taken off the others.
/// <c>--seconds N</c> at each rate (60). The queues are the host's to read, and not in it.
/// </summary>
internal static class CostBenchmark
{
    private static readonly int[] Rates = [0, 1, 10, 1000];

    public static async Task<int> RunAsync(string[] args)
    {
        var time = TimeSpan.FromSeconds(Options.Number(args, "--seconds", 60));
        using var work = new WorkFolder();
        var calls = new CountedCalls();
        await using var app = await AppHere.StartAsync(work, calls);
        var story = await app.Desk.PublishAsync();
        await SendAsync(app.Desk.Address, story, 10, TimeSpan.FromSeconds(11)); // the day's secret, the hour's blob, the first roll-up

        var rows = new List<Row>();
        foreach (var rate in Rates)
        {
            var before = calls.SoFar;
            var sent = await SendAsync(app.Desk.Address, story, rate, time);
            var made = calls.SoFar.ToDictionary(kind => kind.Key, kind => kind.Value - before.GetValueOrDefault(kind.Key), StringComparer.Ordinal);
            rows.Add(new(rate, sent, made));
        }

        Print(rows, time);
        return 0;
    }

    private static void Print(List<Row> rows, TimeSpan time)
    {
        var kinds = CountedCalls.Prices.Keys.Where(kind => rows.Any(row => row.Calls.GetValueOrDefault(kind) > 0)).ToList();
        Console.WriteLine($"Calls to storage in {time.TotalSeconds} s:");
        Say.Table(
            ["views a second", "views", .. kinds, "$ a month", "$ per million views"],
            rows.Select(row => (IReadOnlyList<string>)
            [
                Say.Number(row.Rate), Say.Number(row.Views), .. kinds.Select(kind => Say.Number(row.Calls.GetValueOrDefault(kind))),
                Say.Number(row.Dollars * TimeSpan.FromDays(30) / time),
                row.Views == 0 ? "" : Say.Number((row.Dollars - rows[0].Dollars) * 1e6 / row.Views),
            ]));
    }

    /// <summary>So many a second, evenly, whether or not those before were answered; returns how many were acknowledged.</summary>
    private static async Task<int> SendAsync(Uri address, Guid story, int rate, TimeSpan time)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { BaseAddress = address };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        var clock = Stopwatch.StartNew();
        var sent = new List<Task<bool>>();
        while (clock.Elapsed < time)
        {
            while (sent.Count < rate * clock.Elapsed.TotalSeconds)
                sent.Add(SendOneAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }

        return (await Task.WhenAll(sent)).Count(acknowledged => acknowledged);

        async Task<bool> SendOneAsync()
        {
            var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..20];
            using var body = new StringContent($$"""{"id":"{{id}}","story":"{{story}}","version":1,"seq":0}""", Encoding.UTF8, "text/plain");
            using var response = await client.PostAsync(new Uri("api/views", UriKind.Relative), body);
            return response.IsSuccessStatusCode;
        }
    }

    private sealed record Row(int Rate, int Views, IReadOnlyDictionary<string, long> Calls)
    {
        public double Dollars => Calls.Sum(kind => kind.Value * CountedCalls.Prices[kind.Key]);
    }
}
