using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Benchmarks.Harness;
using EngagementPipeline.Core.Shared;

namespace Benchmarks.Reports;

/// <summary>
/// Imports a large file over HTTP, a row a day for each of its figures, and asks for the year's report and for a figure's trace; then undoes it.
/// <c>--rows 100000</c> is what it does when nothing is said. Ends with 1 when a warm report or a trace takes more than <see cref="MostSeconds"/>, the undoing is
/// answered later than <see cref="MostUndoing"/>, or anything of the file is in a report after it.
/// </summary>
internal static class ImportBenchmark
{
    private const double MostSeconds = 1;
    private const double MostUndoing = 10;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = Options.Number(args, "--rows", 100_000);
        var year = ReportingYear.Of(London.DayOf(TimeProvider.System.GetUtcNow())).Previous;
        using var work = new WorkFolder();
        await using var service = await Service.StartAsync(work);
        using var client = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Add("X-Local-Role", "report-author");

        var (batch, imported) = await TimeAsync(() => ImportAsync(client, AFile(rows, year)));
        var reports = new List<double>();
        var traces = new List<double>();
        long figures = 0;
        for (var round = 0; round < Rounds; round++)
        {
            (figures, var seconds) = await TimeAsync(() => FiguresAsync(service.Desk, year));
            reports.Add(seconds);
            traces.Add((await TimeAsync(() => service.Desk.SendAsync(HttpMethod.Get, $"api/reports/{year}/figures/invented.k0/trace", null))).Seconds);
        }

        var (_, undone) = await TimeAsync(() => service.Desk.SendAsync(HttpMethod.Delete, $"api/imports/{batch}", null));
        var after = await FiguresAsync(service.Desk, year);
        var removing = Stopwatch.GetTimestamp();
        while ((await service.Desk.SendAsync(HttpMethod.Get, "api/imports", null)).GetProperty("items").GetArrayLength() > 0)
            await Task.Delay(500);
        var removed = Stopwatch.GetElapsedTime(removing).TotalSeconds;

        Say.Line($"{rows:N0} rows of {figures:N0} figures: imported in {imported:0.0} s; report {Say.Median(reports):0.00} s, trace {Say.Median(traces):0.00} s; undoing answered in {undone:0.00} s, {after} of its figures in the next report, all rows gone {removed:0} s later");
        return Say.Median(reports) <= MostSeconds && Say.Median(traces) <= MostSeconds && undone <= MostUndoing && after == 0 ? 0 : 1;
    }

    private static async Task<string> ImportAsync(HttpClient client, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await client.PostAsync(new Uri("api/imports/figures", UriKind.Relative), content);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.GetProperty("batch").GetString()!;
    }

    private static async Task<long> FiguresAsync(Desk desk, ReportingYear year) =>
        (await desk.SendAsync(HttpMethod.Get, $"api/reports/{year}", null)).GetProperty("figures").EnumerateArray()
            .LongCount(figure => figure.GetProperty("key").GetString()!.StartsWith("invented.", StringComparison.Ordinal));

    private static byte[] AFile(int rows, ReportingYear year)
    {
        var days = year.LastDay.DayNumber - year.FirstDay.DayNumber + 1;
        return Encoding.UTF8.GetBytes("key,title,kind,period-start,period-end,value,source\n" + string.Concat(Enumerable.Range(0, rows).Select(row =>
        {
            var day = year.FirstDay.AddDays(row % days);
            return string.Create(CultureInfo.InvariantCulture, $"invented.k{row / days},Invented figure {row / days},views,{day:yyyy-MM-dd},{day:yyyy-MM-dd},{row % 97},Invented platform\n");
        })));
    }

    private static async Task<(T Made, double Seconds)> TimeAsync<T>(Func<Task<T>> act)
    {
        var start = Stopwatch.GetTimestamp();
        return (await act(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
