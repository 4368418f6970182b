using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace Benchmarks.Views;

/// <summary>One measured run of the roll-up over <see cref="MadeReads"/>.</summary>
/// <param name="WholeSeconds">Processor time of the whole process: start, compile, read, add up.</param>
/// <param name="WarmSeconds">Processor time of doing it all again in the same process; 0 when that was not asked for.</param>
/// <param name="Views">In the days it found, so that a run that loses some can't look fast.</param>
internal sealed record RollUpRun(double WholeSeconds, double WarmSeconds, double PeakMegabytes, long Views)
{
    /// <summary>Runs in a process of its own on one core, so that its peak of memory is its own.</summary>
    public static async Task<RollUpRun> OnOneCoreAsync(string folder, MadeReads reads, bool warm)
    {
        var self = Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll");
        string[] numbers = [.. new[] { reads.Count, reads.Days, reads.Visitors, reads.Stories, warm ? 1 : 0 }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        var said = await Harness.Tools.RunAsync("taskset", ["-c", "0", "dotnet", self, "rollup", "--in", folder, .. numbers]);
        return JsonSerializer.Deserialize<RollUpRun>(said)!;
    }

    /// <summary>What the process made by <see cref="OnOneCoreAsync"/> does.</summary>
    public static async Task<int> InThisProcessAsync(string[] args)
    {
        var numbers = args[1..].Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        var reads = new MadeReads(numbers[0], numbers[1], numbers[2], numbers[3]);
        var views = await RollUpAsync(args[0], reads);
        var whole = Environment.CpuUsage.TotalTime;
        var (warm, peak) = (TimeSpan.Zero, PeakMegabytesNow());
        if (numbers[4] == 1)
        {
            await RollUpAsync(args[0], reads); // by now everything is compiled as well as it will be
            var before = Environment.CpuUsage.TotalTime;
            await RollUpAsync(args[0], reads);
            warm = Environment.CpuUsage.TotalTime - before;
        }

        Console.WriteLine(JsonSerializer.Serialize(new RollUpRun(whole.TotalSeconds, warm.TotalSeconds, peak, views)));
        return 0;
    }

    private static async Task<long> RollUpAsync(string folder, MadeReads reads)
    {
        var sums = new CountingSums();
        using var rollUp = new RollUpViewsHandler(new FolderLog(folder), sums, new MadeStories(reads.Published()), new NoSalts(), new At(reads.End));
        await rollUp.HandleAsync(CancellationToken.None);
        return sums.Views;
    }

    private static double PeakMegabytesNow()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }

    private sealed class CountingSums : IViewSumStore
    {
        private long _views;

        public long Views => _views;

        public Task ReplaceAsync(StoryDay found, CancellationToken cancellationToken)
        {
            // As a store would have to write them.
            foreach (var share in found.Shares.Values)
            {
                share.Visitors.ToBytes();
                share.ActiveTimes.ToBytes();
                Interlocked.Add(ref _views, share.Views);
            }

            return Task.CompletedTask;
        }

        public IAsyncEnumerable<StoryDay> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<StoryDay>();

        public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => Task.FromResult<DateOnly?>(null);

        public Task<DateOnly?> VerifiedThroughAsync(CancellationToken cancellationToken) => Task.FromResult<DateOnly?>(null);

        public Task VerifyAsync(DateOnly day, DateTimeOffset at, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task CloseAsync(ClosedDay day, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class MadeStories(IReadOnlyDictionary<StoryId, PublishedStory> stories) : IPublishedStories
    {
        public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) => Task.FromResult(stories.GetValueOrDefault(story));

        public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PublishedStory>>([.. stories.Values]);
    }

    private sealed class NoSalts : IVisitorSalts
    {
        public ValueTask<byte[]> OfAsync(DateOnly day, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DestroyThroughAsync(DateOnly day, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class At(DateTimeOffset instant) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => instant;
    }
}
