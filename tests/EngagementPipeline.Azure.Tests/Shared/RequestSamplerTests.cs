using System.Diagnostics;
using EngagementPipeline.Azure.Shared;
using OpenTelemetry.Trace;

namespace EngagementPipeline.Azure.Tests.Shared;

public sealed class RequestSamplerTests
{
    [Fact]
    public void Of_requests_so_many_a_second_are_kept_and_a_callers_flag_changes_nothing()
    {
        var clock = new Clock();
        var sampler = new RequestSampler(5, clock);

        Assert.Equal(5, Kept(sampler, ActivityKind.Server, 1000));
        Assert.Equal(0, Kept(sampler, ActivityKind.Server, 1000));
        clock.Pass(TimeSpan.FromSeconds(0.5));
        Assert.Equal(2, Kept(sampler, ActivityKind.Server, 1000));
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(5, Kept(sampler, ActivityKind.Server, 1000));
    }

    [Fact]
    public void What_no_request_began_is_always_kept() =>
        Assert.Equal(1000, Kept(new RequestSampler(5, new Clock()), ActivityKind.Consumer, 1000));

    private static int Kept(RequestSampler sampler, ActivityKind kind, int times) =>
        Enumerable.Range(0, times).Count(_ => sampler.ShouldSample(new(
            new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true),
            ActivityTraceId.CreateRandom(), "Runs", kind)).Decision == SamplingDecision.RecordAndSample);

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
