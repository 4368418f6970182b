using System.Net;
using System.Text;
using Benchmarks.Harness;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace Benchmarks.Views;

/// <summary>
/// Bytes allocated, and processor time, for a view: from the body's bytes to the line in the batch; and, where wrk is there, from the
/// request to its answer through the whole app.
/// </summary>
internal static class AllocationBenchmark
{
    private const int Views = 200_000;

    public static async Task<int> RunAsync(string[] args)
    {
        await OfTheRulesAsync();
        if (Tools.Missing("wrk") is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 2;
        }

        await OfTheWholePathAsync();
        return 0;
    }

    private static async Task OfTheRulesAsync()
    {
        var story = MadeReads.Story(0);
        var body = Encoding.UTF8.GetBytes(
            $$"""{"id":"an-id-of-twenty-char","story":"{{story}}","version":1,"seq":1,"activeMs":15000,"cards":[0],"done":false}""");
        var reader = new ReaderSigns(
            IPAddress.Loopback, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", false);
        var stories = new KnownStories(new OneStory(new MadeReads(0, 0).Published()[story]), TimeProvider.System);
        var collect = new CollectViewsHandler(stories, new OneSalt(), new GroupCommit(new Nowhere()), TimeProvider.System);

        await CollectAsync(); // compiles
        var (bytes, time) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
        await CollectAsync();
        Print("from the body's bytes to a line in the batch", bytes, time);

        async Task CollectAsync()
        {
            // As many at once as a busy moment has, so that they share their batches.
            var waiting = new Task[64];
            for (var view = 0; view < Views; view += waiting.Length)
            {
                for (var i = 0; i < waiting.Length; i++)
                    waiting[i] = collect.HandleAsync(new(PageRecordReader.Read(body).Value, reader), CancellationToken.None);
                await Task.WhenAll(waiting);
            }
        }
    }

    private static async Task OfTheWholePathAsync()
    {
        using var work = new WorkFolder();
        await using var app = await AppHere.StartAsync(work);
        var story = await app.Desk.PublishAsync();
        await Wrk.ForAsync(TimeSpan.FromSeconds(4), app.Desk.Address, 64, story, "warm");
        var (bytes, time) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
        await Wrk.ExactlyAsync(Views, app.Desk.Address, 64, story, "real");
        Print("from request to answer, 64 connections, into Azurite", bytes, time);
    }

    private static void Print(string what, long bytesBefore, TimeSpan timeBefore) => Say.Line(
        $"{(GC.GetTotalAllocatedBytes(precise: true) - bytesBefore) / (double)Views,7:N0} bytes and {(Environment.CpuUsage.TotalTime - timeBefore).TotalMicroseconds / Views,5:0.0} µs of processor time a view, {what}");

    private sealed class OneStory(PublishedStory story) : IPublishedStories
    {
        public Task<PublishedStory?> FindAsync(StoryId id, CancellationToken cancellationToken) => Task.FromResult<PublishedStory?>(story);

        public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PublishedStory>>([story]);
    }

    private sealed class OneSalt : IVisitorSalts
    {
        private readonly byte[] _salt = new byte[32];

        public ValueTask<byte[]> OfAsync(DateOnly day, CancellationToken cancellationToken) => new(_salt);

        public Task DestroyThroughAsync(DateOnly day, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Nowhere : IViewLog
    {
        public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
