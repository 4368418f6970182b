using Azure.Core;
using Azure.Core.Pipeline;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Shared;

public sealed class StorageHealthTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_ask_storage_is_looked_at_once_a_second_and_written_to_less_often()
    {
        var (calls, clock) = (new Calls(), new Clock());
        var storage = TestStorage.Of(azurite, calls);
        await storage.Blobs("settings").CreateIfNotExistsAsync(cancellationToken: Token);
        await storage.Table("Projects").CreateIfNotExistsAsync(Token);
        var health = new StorageHealth(storage, clock) { Patience = TimeSpan.FromMinutes(1) };
        calls.Restart();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => health.AwayAsync(Token))), Assert.Empty);
        Assert.Equal((3, 1), calls.Made);

        clock.Pass(StorageHealth.Fresh);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => health.AwayAsync(Token))), Assert.Empty);
        Assert.Equal((6, 1), calls.Made);

        clock.Pass(StorageHealth.BetweenWrites);
        Assert.Empty(await health.AwayAsync(Token));
        Assert.Equal((9, 2), calls.Made);
    }

    [Fact]
    public async Task Whoever_gives_up_stops_it_for_nobody_else()
    {
        var health = new StorageHealth(TestStorage.Of(azurite), TimeProvider.System) { Patience = TimeSpan.FromMinutes(1) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => health.AwayAsync(new CancellationToken(canceled: true)));

        Assert.DoesNotContain("queues", await health.AwayAsync(Token));
    }

    private sealed class Calls : HttpPipelinePolicy
    {
        private int _all;
        private int _writes;

        public (int All, int Writes) Made => (_all, _writes);

        public void Restart() => _all = _writes = 0;

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref _all);
            if (message.Request.Method == RequestMethod.Put)
                Interlocked.Increment(ref _writes);
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
