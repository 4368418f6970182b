using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Benchmarks.Harness;
using Benchmarks.Views;

namespace Benchmarks.Stories;

/// <summary>
/// Publishes stories that show one quote, takes it back, by a worker and by the code from the card, and opens every page until none shows it: over HTTP,
/// on the whole app, with Azurite on disk. Beside each stands a baseline of the same minute: writing as many pages over their marks with nothing
/// else, which no take-down can do without. <c>--most 200</c> ends the sizes there. Ends with 1 when 50 stories take more than five seconds.
/// </summary>
internal static class TakeDownBenchmark
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);
    private static readonly int[] Sizes = [1, 10, 50, 200];

    public static async Task<int> RunAsync(string[] args)
    {
        var most = Options.Number(args, "--most", Sizes[^1]);
        using var work = new WorkFolder();
        var calls = new CountedCalls();
        await using var app = await AppHere.StartAsync(work, calls);
        await MeasureAsync(app, calls, 5, byCode: false, BlobsOf(app)); // once for nothing, so that what starts is started
        var measured = new List<Taken>();
        foreach (var size in Sizes.Where(size => size <= most))
            foreach (var byCode in new[] { false, true })
                measured.Add(await MeasureAsync(app, calls, size, byCode, BlobsOf(app)));

        Say.Table(
            ["taken back", "stories", "first page after", "all pages after", "a story more", "operations a story", "bare writes", "ratio"],
            measured.Select(taken => RowOf(taken, measured)));
        var slow = measured.Where(taken => taken.Stories == 50 && taken.All > Bound).ToList();
        Say.Line($"50 stories within {Bound.TotalSeconds:0} s: {(slow.Count == 0 ? "yes" : "no")}");
        return slow.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<string> RowOf(Taken taken, IReadOnlyList<Taken> measured)
    {
        var one = measured.First(other => other.ByCode == taken.ByCode);
        var more = taken.Stories == 1 ? "" : Ms((taken.All - one.All) / (taken.Stories - 1));
        return
        [
            taken.ByCode ? "by code" : "by a worker",
            taken.Stories.ToString(CultureInfo.InvariantCulture),
            Ms(taken.First), Ms(taken.All), more,
            Say.Number((double)taken.Operations / taken.Stories), Ms(taken.Bare), Say.Number(taken.All / taken.Bare),
        ];
    }

    private static async Task<Taken> MeasureAsync(AppHere app, CountedCalls calls, int stories, bool byCode, BlobContainerClient baseline)
    {
        var field = await QuotedField.PublishAsync(app.Desk, stories);
        using var reader = new HttpClient { BaseAddress = app.Desk.Address };
        var bare = await BareWritesAsync(baseline, await reader.GetStringAsync(field.Pages[0]), stories);

        var (before, opened) = (calls.SoFar.Values.Sum(), 0L);
        var start = Stopwatch.GetTimestamp();
        var withdrawing = field.WithdrawAsync(app.Desk, byCode);
        TimeSpan? first = null;
        foreach (var page in field.Pages)
        {
            while (true)
            {
                var html = await reader.GetStringAsync(page);
                opened++;
                if (!html.Contains(QuotedField.Stays, StringComparison.Ordinal))
                    throw new InvalidOperationException("A page lost the words that stay.");
                if (!html.Contains(QuotedField.Goes, StringComparison.Ordinal))
                    break;
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }

            first ??= Stopwatch.GetElapsedTime(start);
        }

        var all = Stopwatch.GetElapsedTime(start);
        await withdrawing;
        return new(byCode, stories, first!.Value, all, calls.SoFar.Values.Sum() - before - opened, bare);
    }

    /// <summary>As many pages of that size written over their marks, as many at once as the app writes.</summary>
    private static async Task<TimeSpan> BareWritesAsync(BlobContainerClient container, string html, int pages)
    {
        await container.CreateIfNotExistsAsync();
        var (blobs, page) = (Enumerable.Range(0, pages).Select(i => container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{i}.html"))).ToList(), new BinaryData(html));
        foreach (var blob in blobs)
            await blob.UploadAsync(page, overwrite: true);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(blobs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (blob, token) =>
        {
            var mark = (await blob.GetPropertiesAsync(cancellationToken: token)).Value.ETag;
            await blob.UploadAsync(page, new BlobUploadOptions { Conditions = new() { IfMatch = mark } }, token);
        });
        return Stopwatch.GetElapsedTime(start);
    }

    private static BlobContainerClient BlobsOf(AppHere app) => new(app.ConnectionString, "bare-writes");

    private static string Ms(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N0} ms");

    private sealed record Taken(bool ByCode, int Stories, TimeSpan First, TimeSpan All, long Operations, TimeSpan Bare);
}
