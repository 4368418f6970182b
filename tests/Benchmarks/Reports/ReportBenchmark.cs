using System.Diagnostics;
using Benchmarks.Harness;
using Benchmarks.Views;
using EngagementPipeline.Core.Shared;

namespace Benchmarks.Reports;

/// <summary>
/// Asks the app for reports of a service that is ten years old, over HTTP, on an Azurite of its own. Prints how long the first report of the day takes,
/// which reads the month so far, and how long the next ones, which of this year's days read those that are not closed, all stories' at once; for few
/// stories, for those with a thousand times the views, and for all; and what reading the raw log of the same views would take. <c>--stories 500</c> is what it does when nothing is said. Ends with 1 when a warm report of the most stories takes
/// more than <see cref="MostSeconds"/>, or grows with the views.
/// </summary>
internal static class ReportBenchmark
{
    private const double MostSeconds = 1;
    private const double MostOfViews = 1.5;
    private const int Rounds = 7;

    public static async Task<int> RunAsync(string[] args)
    {
        var stories = Options.Number(args, "--stories", 500);
        var runs = new List<Run>();
        foreach (var (count, views) in new[] { (stories / 5, 12L), (stories / 5, 12_000L), (stories, 12L) })
        {
            runs.Add(await RunAsync(count, views));
            Say.Line($"{runs[^1].Stories} stories, {runs[^1].Views:N0} views: {runs[^1].First:0.00} s, then {runs[^1].ThisYear:0.00} s, last year {runs[^1].LastYear:0.00} s");
        }

        Say.Table(
            ["stories", "page views of both years", "first of the day, s", "this year, s", "last year, s"],
            runs.Select(run => (IReadOnlyList<string>)[Say.Number(run.Stories), Say.Number(run.Views), Say.Number(run.First), Say.Number(run.ThisYear), Say.Number(run.LastYear)]));

        using var log = new WorkFolder();
        var reads = new MadeReads(1_000_000, Days: 7);
        reads.WriteViewLog(log.Path);
        var perView = (await RollUpRun.OnOneCoreAsync(log.Path, reads, warm: true)).WarmSeconds / reads.Count;
        foreach (var run in runs)
            Say.Line($"{run.Stories} stories: reading the raw log of {run.Views:N0} views takes {perView * run.Views:N0} s, {perView * run.Views / run.ThisYear:N0} times as long");

        var slowest = Math.Max(runs[2].ThisYear, runs[2].LastYear);
        var ofViews = runs[1].ThisYear / runs[0].ThisYear;
        Say.Line($"warm, {runs[2].Stories} stories: {slowest:0.00} s (asked: {MostSeconds:0.00}); {runs[0].Stories} stories with a thousand times the views: {ofViews:0.00} times as long");
        return slowest <= MostSeconds && ofViews <= MostOfViews ? 0 : 1;
    }

    private static async Task<Run> RunAsync(int stories, long views)
    {
        using var work = new WorkFolder();
        await using var service = await Service.StartAsync(work);
        var today = London.DayOf(TimeProvider.System.GetUtcNow());
        var year = ReportingYear.Of(today);
        var field = new ReportField(service.ConnectionString, stories, views, new(today.Year, today.Month, 1), today);
        await field.FillAsync();

        var (first, seen) = await AskAsync(service, year);
        var thisYear = new List<double>();
        var lastYear = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            thisYear.Add((await AskAsync(service, year)).Seconds);
            lastYear.Add((await AskAsync(service, year.Previous)).Seconds);
        }

        return new(stories, seen, first, Say.Median(thisYear), Say.Median(lastYear));
    }

    private static async Task<(double Seconds, double Views)> AskAsync(Service service, ReportingYear year)
    {
        var start = Stopwatch.GetTimestamp();
        var report = await service.Desk.SendAsync(HttpMethod.Get, $"api/reports/{year}", null);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var views = report.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("key").GetString() == "stories.views");
        return (seconds, views.GetProperty("value").GetDouble() + (views.TryGetProperty("previous", out var previous) ? previous.GetDouble() : 0));
    }

    private sealed record Run(int Stories, double Views, double First, double ThisYear, double LastYear);
}
