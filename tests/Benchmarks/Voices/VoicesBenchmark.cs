using System.Diagnostics;
using System.Globalization;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.LocalHost.Azurite;
using Microsoft.Extensions.Configuration;

namespace Benchmarks.Voices;

/// <summary>
/// Fills two projects, each on an Azurite of its own, and asks both for the same pages: every kind of list, its first page and one
/// in the middle. Prints the median time and the number of storage operations of each, and how much dearer the larger project is.
/// <c>--sizes 1000,10000</c> and <c>--rounds 15</c> are what it does when nothing is said. Ends with 1 when a page of the
/// larger project takes more than <see cref="MostOperations"/> times the operations, or all together <see cref="MostTime"/> times the
/// time: a single page's time says more about the machine.
/// </summary>
internal static class VoicesBenchmark
{
    private const double MostOperations = 1.25;
    private const double MostTime = 2;

    private static readonly Actor Worker = new("worker", "An invented worker", new HashSet<Role> { Role.EngagementWorker });

    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = Argument(args, "--sizes", "1000,10000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        var rounds = int.Parse(Argument(args, "--rounds", "15"), CultureInfo.InvariantCulture);
        var costs = new List<IReadOnlyList<Cost>>();
        foreach (var size in sizes)
            costs.Add(await MeasureAsync(size, rounds));

        var good = true;
        Console.WriteLine($"{"page",-44} {string.Join("", sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size,9:N0} voices   ")))}    ratio");
        for (var i = 0; i < costs[0].Count; i++)
        {
            var (first, last) = (costs[0][i], costs[^1][i]);
            var (time, operations) = (last.Milliseconds / first.Milliseconds, (double)last.Operations / first.Operations);
            good &= operations <= MostOperations;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{first.Page,-44} {string.Join("", costs.Select(of => string.Create(CultureInfo.InvariantCulture, $"{of[i].Milliseconds,6:0} ms {of[i].Operations,4} op   ")))} {time,5:0.00} time {operations,5:0.00} op"));
        }

        var all = costs[^1].Sum(cost => cost.Milliseconds) / costs[0].Sum(cost => cost.Milliseconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all pages together: {all:0.00} of the time"));
        return good && all <= MostTime ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Cost>> MeasureAsync(int size, int rounds)
    {
        var data = Path.Combine(Path.GetTempPath(), "engagement-pipeline-" + Path.GetRandomFileName());
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, CancellationToken.None);
            var field = await VoicesField.FilledAsync(
                new Storage(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.ConnectionString)]).Build()), size);
            using var operations = new StorageOperations();
            var list = new ListVoicesHandler(field.Projects, field.Voices, field.Consents, TimeProvider.System);
            var costs = new List<Cost>();
            foreach (var (name, query) in Pages(field))
            {
                costs.Add(await MeasureAsync(name + ", first page", () => list.HandleAsync(query, Worker, default), operations, rounds));
                var middle = await MiddleAsync(list, query);
                costs.Add(await MeasureAsync(name + ", in the middle", () => list.HandleAsync(middle, Worker, default), operations, rounds));
            }

            return costs;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static IEnumerable<(string Name, ListVoices Query)> Pages(VoicesField field)
    {
        var all = new ListVoices(field.Project, Status: null, Theme: null, UsableFor: null, Purpose: null, From: null);
        yield return ("all", all);
        yield return ("approved (nine in ten)", all with { Status = VoiceStatus.Approved });
        yield return ("waiting for review (120)", all with { Status = VoiceStatus.Pending });
        yield return ("theme (half)", all with { Theme = VoicesField.CommonTheme });
        yield return ("theme (120)", all with { Theme = VoicesField.RareTheme });
        yield return ("usable for local stories (most)", all with { UsableFor = Audience.Local, Purpose = Purpose.Story });
        yield return ("usable for national training (120)", all with { UsableFor = Audience.National, Purpose = Purpose.Training });
    }

    /// <summary>The page in the middle of the list, or the eleventh.</summary>
    private static async Task<ListVoices> MiddleAsync(ListVoicesHandler list, ListVoices query)
    {
        for (var page = 0; page < 10; page++)
        {
            if ((await list.HandleAsync(query, Worker, default)).Value.Continue is not { } more)
                break;
            query = query with { From = Id.Parse<VoiceId>(more, "continue").Value };
        }

        return query;
    }

    private static async Task<Cost> MeasureAsync<T>(string page, Func<Task<T>> ask, StorageOperations operations, int rounds)
    {
        await ask();
        var times = new List<double>();
        var before = operations.Made;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Cost(page, times.Order().ElementAt(rounds / 2), (operations.Made - before) / rounds);
    }

    private static string Argument(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? args[at + 1] : otherwise;

    private sealed record Cost(string Page, double Milliseconds, long Operations);
}
