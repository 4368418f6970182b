using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Views;

namespace Benchmarks.Faults;

/// <summary>
/// A million damaged beacons through the real HTTP path (<c>--count N</c> for another number): what was answered how often, and how
/// much memory the service holds after each tenth. Ends with 1 at any answer of 500 or more, at a row that does not add up, and where the service holds far more in the end than after the first fifth.
/// </summary>
internal static class FuzzBenchmark
{
    private const int Senders = 16;

    // Of the last tenth over the second. What is kept of each view for as long as its day is open comes to less; the bodies themselves would come to far more.
    private const long MostGrowth = 256L * 1048576;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args is ["--count", var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000;
        var data = Directory.CreateTempSubdirectory("ep-fuzz-");
        var (service, address) = await Service.ReadyAsync("--port", "0", "--no-sample", "--data", data.FullName);
        var story = await CountedStory.PublishAsync(address);
        using var client = new HttpClient { BaseAddress = address };
        var answers = new ConcurrentDictionary<HttpStatusCode, long>();

        var held = new List<long>();
        for (var tenth = 1; tenth <= 10; tenth++)
        {
            var seed = tenth * Senders;
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(client, new(story, seed + sender), count / 10 / Senders, answers))));
            held.Add(MemoryOf(service.Id));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenth * count / 10,9} sent, the service holds {held[^1] / 1048576} MiB"));
        }

        var counts = await CountedStory.CountAsync(address, story);
        Console.WriteLine($"Answers: {string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key} {a.Value} times"))}. {counts}");
        await service.DisposeAsync();
        data.Delete(recursive: true);
        return answers.Keys.Any(status => (int)status >= 500) || held[^1] - held[1] > MostGrowth || !counts.AddsUp ? 1 : 0;
    }

    private static async Task SendAsync(HttpClient client, MutatedBeacons beacons, int count, ConcurrentDictionary<HttpStatusCode, long> answers)
    {
        for (var sent = 0; sent < count; sent++)
        {
            var (body, type) = beacons.Next();
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            using var answer = await client.PostAsync("api/views", content);
            answers.AddOrUpdate(answer.StatusCode, 1, (_, before) => before + 1);
        }
    }

    /// <summary>Resident bytes, as the system counts them.</summary>
    private static long MemoryOf(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
}
