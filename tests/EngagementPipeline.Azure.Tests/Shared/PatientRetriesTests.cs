using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Shared;

/// <summary>How often storage is tried, and how long each try may take: for somebody who waits, and for work behind a queue, for which nobody does.</summary>
public sealed class PatientRetriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_for_which_nobody_waits_is_tried_as_the_clients_do_by_themselves()
    {
        var tries = new Tries(Fault.Answer(500), Fault.Answer(503), Fault.Answer(500));

        Assert.Equal(200, await tries.SendAsync());

        Assert.Equal([null, null, null, null], tries.TimeLimits);
    }

    [Fact]
    public async Task Somebody_who_waits_hears_after_as_many_tries_but_each_has_what_is_left_of_the_time()
    {
        var (clock, tries) = (new Clock(), new Tries(Fault.Answer(500), Fault.Answer(500)));
        Patience.Current = new Patience(clock);
        tries.Each = () => clock.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(200, await tries.SendAsync());

        Assert.Equal([8, 6, 4], tries.TimeLimits.Select(limit => limit!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Once_nothing_is_left_storage_is_not_asked_again_by_the_call_or_the_next_of_the_same_request()
    {
        var (clock, tries) = (new Clock(), new Tries(Fault.Answer(503), Fault.Answer(503), Fault.Answer(503)));
        Patience.Current = new Patience(clock);
        tries.Each = () => clock.Pass(TimeSpan.FromSeconds(4));

        Assert.Equal(503, await tries.SendAsync());
        var silence = await Assert.ThrowsAsync<RequestFailedException>(tries.SendAsync);

        Assert.Equal(2, tries.TimeLimits.Count);
        Assert.True(StorageFault.IsPassing(silence));
    }

    [Fact]
    public async Task Every_answer_begins_the_count_anew_so_that_slow_storage_is_waited_for()
    {
        var (clock, tries) = (new Clock(), new Tries());
        Patience.Current = new Patience(clock);
        tries.Each = () => clock.Pass(TimeSpan.FromSeconds(5));

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(200, await tries.SendAsync());
            clock.Pass(TimeSpan.FromMinutes(1)); // what the app does meanwhile, or a slow upload to it
        }

        Assert.All(tries.TimeLimits, limit => Assert.Equal(Patience.Silence, limit));
    }

    [Fact]
    public async Task What_is_large_has_the_time_to_be_sent()
    {
        var tries = new Tries();
        Patience.Current = new Patience(new Clock());

        await tries.SendAsync(new byte[30_000_000]);

        Assert.Equal(38, Assert.Single(tries.TimeLimits)!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Calls_side_by_side_are_silent_once()
    {
        var clock = new Clock();
        var patience = new Patience(clock);

        patience.Ask();
        patience.Ask();
        clock.Pass(TimeSpan.FromSeconds(3));
        patience.Hear(answered: false);
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(4), patience.Left);

        patience.Hear(answered: true);
        Assert.Equal(Patience.Silence, patience.Left);
    }

    /// <summary>A cancelled task would look as if whoever asked had gone, and be told as nothing.</summary>
    [Fact]
    public async Task A_try_that_is_never_answered_is_a_fault_that_passes_and_no_cancellation()
    {
        var tries = new Tries { Each = Timeout };

        var silence = await Assert.ThrowsAsync<RequestFailedException>(tries.SendAsync);

        Assert.True(StorageFault.IsPassing(silence));
        Assert.Equal(4, tries.TimeLimits.Count);

        static void Timeout() => throw new TaskCanceledException("The network's time limit.");
    }

    [Fact]
    public async Task Who_goes_away_is_not_told_that_storage_was_silent()
    {
        using var gone = new CancellationTokenSource();
        var tries = new Tries
        {
            Each = () =>
            {
                gone.Cancel();
                gone.Token.ThrowIfCancellationRequested();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tries.SendAsync([], gone.Token));
    }

    private sealed class Tries : HttpPipelinePolicy
    {
        private readonly HttpPipeline _pipeline;
        private readonly ConcurrentQueue<TimeSpan?> _limits = new();

        public Tries(params Fault[] faults)
        {
            var options = new Options { Transport = new FaultTransport([.. faults, .. Enumerable.Repeat(Fault.Answer(200), 20)]) };
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.RetryPolicy = new PatientRetries(options.Retry);
            options.AddPolicy(this, HttpPipelinePosition.PerRetry);
            _pipeline = HttpPipelineBuilder.Build(options);
        }

        public Action Each { get; set; } = () => { };

        /// <summary>One for each try; null where the clients' own holds.</summary>
        public IReadOnlyList<TimeSpan?> TimeLimits => [.. _limits];

        public Task<int> SendAsync() => SendAsync([], Token);

        public Task<int> SendAsync(byte[] body) => SendAsync(body, Token);

        public async Task<int> SendAsync(byte[] body, CancellationToken token)
        {
            using var message = _pipeline.CreateMessage();
            message.Request.Uri.Reset(new Uri("http://storage.invalid/"));
            message.Request.Content = RequestContent.Create(body);
            await _pipeline.SendAsync(message, token);
            return message.Response.Status;
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            _limits.Enqueue(message.NetworkTimeout);
            Each();
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        private sealed class Options : ClientOptions;
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
