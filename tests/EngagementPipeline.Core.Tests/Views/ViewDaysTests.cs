using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class ViewDaysTests
{
    [Theory]
    [InlineData("2026-11-23T02:59:59Z", "2026-11-21")]
    [InlineData("2026-11-23T03:00:00Z", "2026-11-22")]
    [InlineData("2026-06-15T01:59:59Z", "2026-06-13")] // 03:00 in London is 02:00 UTC
    [InlineData("2026-06-15T02:00:00Z", "2026-06-14")]
    [InlineData("2026-03-29T01:59:59Z", "2026-03-27")] // the night the clocks go forward
    [InlineData("2026-03-29T02:00:00Z", "2026-03-28")]
    [InlineData("2026-10-25T02:59:59Z", "2026-10-23")] // the night they go back
    [InlineData("2026-10-25T03:00:00Z", "2026-10-24")]
    public void A_day_closes_at_three_in_London_on_the_next(string now, string newestClosed) =>
        Assert.Equal(A.Day(newestClosed), ViewDays.NewestClosed(A.Time(now)));

    [Fact]
    public void Periods_follow_one_another_without_gap() =>
        Prop.ForAll(Gen.Choose(0, 366 * 24 * 60).ToArbitrary(), minutes =>
        {
            var instant = A.Time("2026-01-01T00:00:00Z").AddMinutes(minutes);
            var period = ViewDays.PeriodOf(instant);
            return ViewDays.ClosingOf(period.AddDays(-1)) <= instant && instant < ViewDays.ClosingOf(period);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void The_cursor_says_the_same_in_any_order() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 366 * 24 * 60)).ToArbitrary(), all =>
        {
            var cursor = new ViewDays.Cursor();
            return all.All(minutes =>
            {
                var instant = A.Time("2026-01-01T00:00:00Z").AddMinutes(minutes);
                cursor.MoveTo(instant.ToUnixTimeMilliseconds());
                return cursor.Day == London.DayOf(instant) && cursor.Period == ViewDays.PeriodOf(instant);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
