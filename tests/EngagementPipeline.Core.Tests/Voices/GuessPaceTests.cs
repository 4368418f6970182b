using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class GuessPaceTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void Every_answer_takes_the_floor_at_least()
    {
        Assert.Equal(GuessPace.Floor, new GuessPace(_clock).Next());
    }

    [Fact]
    public void Wrong_codes_slow_every_answer_up_to_a_limit()
    {
        var pace = new GuessPace(_clock);

        for (var i = 0; i < 10; i++)
            pace.WrongCode();
        Assert.Equal(TimeSpan.FromMilliseconds(800), pace.Next());

        for (var i = 0; i < 1_000; i++)
            pace.WrongCode();
        Assert.Equal(GuessPace.Longest, pace.Next());
    }

    [Fact]
    public void Wrong_codes_are_forgotten_one_a_second()
    {
        var pace = new GuessPace(_clock);
        for (var i = 0; i < 10; i++)
            pace.WrongCode();

        _clock.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromMilliseconds(600), pace.Next());

        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(GuessPace.Floor, pace.Next());
    }

    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
