using EngagementPipeline.Core.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class LondonTests
{
    [Theory]
    [InlineData("2026-01-15T23:59:59Z", "2026-01-15")]
    [InlineData("2026-06-15T22:59:59Z", "2026-06-15")]
    [InlineData("2026-06-15T23:00:00Z", "2026-06-16")] // summer time: midnight in London is 23:00 UTC
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25")]
    public void A_day_is_what_the_calendar_in_London_says(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), London.DayOf(DateTimeOffset.Parse(instant, null)));

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-11-23", 24)]
    public void The_nights_the_clocks_change_make_days_shorter_and_longer(string day, int hours)
    {
        var date = DateOnly.Parse(day, null);

        Assert.Equal(TimeSpan.FromHours(hours), London.StartOf(date.AddDays(1)) - London.StartOf(date));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_is_read_an_hour_later() =>
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:30:00Z", null), London.At(new(2026, 3, 29), new(1, 30)));

    [Fact]
    public void A_time_that_the_clocks_show_twice_is_the_first_of_them() =>
        Assert.Equal(DateTimeOffset.Parse("2026-10-25T00:30:00Z", null), London.At(new(2026, 10, 25), new(1, 30)));

    [Fact]
    public void Every_instant_lies_within_its_day() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().Resize(2_000_000_000).ToArbitrary(), seconds =>
        {
            var instant = DateTimeOffset.UnixEpoch.AddSeconds(1_000_000_000L + Math.Abs((long)seconds));
            var day = London.DayOf(instant);
            return London.StartOf(day) <= instant && instant < London.StartOf(day.AddDays(1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
}
