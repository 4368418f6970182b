using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class ClearViewLogTests
{
    private static readonly DateOnly FirstDay = A.Day("2026-07-01");

    private readonly StoppedClock _clock = new(A.Time("2026-07-01T10:00:00Z"));
    private readonly FakeLog _log;
    private readonly FakeSums _sums = new();
    private readonly FakeStories _stories = new(A.PublishedStory);

    public ClearViewLogTests() => _log = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_the_log_for_its_time_and_deletes_it_then()
    {
        await ReadDailyAsync(days: 10);

        _clock.Now = A.Time("2026-09-29T04:20:00Z"); // 90 days after the first
        await RollUpAsync();
        Assert.Equal(0, (await ClearAsync()).DatesDeleted);

        _clock.Now = A.Time("2026-10-01T04:20:00Z");
        Assert.Equal(2, (await ClearAsync()).DatesDeleted);
        Assert.Equal("2026-07-03", _log.Segments.Keys.First()[..10]);
    }

    [Fact]
    public async Task Deletes_nothing_before_its_days_are_closed()
    {
        await ReadDailyAsync(days: 5);

        _clock.Now = A.Time("2027-01-01T04:20:00Z"); // no roll-up has run since
        var done = await ClearAsync();

        Assert.Equal((0, (DateOnly?)null), (done.DatesDeleted, done.Differs));
        Assert.Equal(5, _log.Segments.Count);
    }

    [Fact]
    public async Task Deletes_nothing_that_a_day_which_does_not_hold_may_need()
    {
        await ReadDailyAsync(days: 10);
        _clock.Now = A.Time("2027-01-01T04:20:00Z");
        await RollUpAsync();
        var wrong = FirstDay.AddDays(6);
        var kept = _sums.Days[(A.Story, wrong)];
        _sums.Days[(A.Story, wrong)] = kept with { Received = kept.Received + 1 };

        var done = await ClearAsync();

        Assert.Equal(wrong, done.Differs);
        Assert.Equal($"{wrong.AddDays(-2):yyyy-MM-dd}", _log.Segments.Keys.First()[..10]);

        _sums.Days[(A.Story, wrong)] = kept;
        Assert.Null((await ClearAsync()).Differs);
        Assert.Empty(_log.Segments);
    }

    [Theory]
    [InlineData("provisional")]
    [InlineData("gone")]
    public async Task A_day_whose_rows_are_not_final_or_not_there_does_not_hold(string what)
    {
        await ReadDailyAsync(days: 3);
        _clock.Now = A.Time("2027-01-01T04:20:00Z");
        await RollUpAsync();
        if (what == "gone")
            _sums.Days.Remove((A.Story, FirstDay));
        else
            _sums.Days[(A.Story, FirstDay)] = _sums.Days[(A.Story, FirstDay)] with { Provisional = true };

        Assert.Equal(FirstDay, (await ClearAsync()).Differs);
        Assert.Equal(3, _log.Segments.Count);
    }

    [Fact]
    public async Task Lines_of_a_story_that_was_erased_hold_nothing_up()
    {
        await ReadDailyAsync(days: 3);
        _clock.Now = A.Time("2027-01-01T04:20:00Z");
        await RollUpAsync();
        _stories.Published.Clear();
        _sums.Days.Clear();

        Assert.Equal(3, (await ClearAsync()).DatesDeleted);
        Assert.Empty(_log.Segments);
    }

    [Fact]
    public async Task A_log_with_lines_that_only_a_newer_app_can_read_is_kept()
    {
        await ReadDailyAsync(days: 3);
        _clock.Now = A.Time("2026-10-20T04:20:00Z");
        await RollUpAsync();
        _log.Segments["2026-07-01/23/newer-0.log"] = A.Newer("2\twhat nobody here knows\tand more of it");
        var segments = _log.Segments.Count;

        await Assert.ThrowsAsync<NewerVersionException>(ClearAsync);

        Assert.Equal(segments, _log.Segments.Count);
    }

    [Fact]
    public async Task Running_every_day_comes_to_the_same_as_running_once()
    {
        for (var day = FirstDay; day < FirstDay.AddDays(120); day = day.AddDays(1))
        {
            await ReadAsync(day);
            _clock.Now = new(day, new(23, 59), TimeSpan.Zero);
            await RollUpAsync();
            Assert.Null((await ClearAsync()).Differs);
        }

        // 91 dates: today's, and those of the 90 days before.
        Assert.Equal(91, _log.Segments.Count);
        Assert.Equal(121, _sums.Days.Count); // what was said after the last midnight was received on a day of its own
    }

    [Fact]
    public void A_log_that_is_kept_for_less_than_a_week_is_no_setting() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ViewLogRetention(6));

    private async Task ReadDailyAsync(int days)
    {
        for (var day = FirstDay; day < FirstDay.AddDays(days); day = day.AddDays(1))
            await ReadAsync(day);
    }

    /// <summary>Two views before and one across the day's midnight.</summary>
    private async Task ReadAsync(DateOnly day)
    {
        var number = day.DayNumber * 10;
        _clock.Now = new(day, new(22, 0), TimeSpan.Zero);
        await _log.AppendAsync(
            A.Log(
                A.Received($"{day:yyyy-MM-dd}T10:00:00Z", number),
                A.Received($"{day:yyyy-MM-dd}T12:00:00Z", number + 1),
                A.Received($"{day:yyyy-MM-dd}T22:50:00Z", number + 2),
                A.Received($"{day.AddDays(1):yyyy-MM-dd}T00:10:00Z", number + 2, r => r with { ActiveMs = 60_000 })),
            Token);
    }

    private async Task RollUpAsync()
    {
        using var rollUp = new RollUpViewsHandler(_log, _sums, _stories, new FakeSalts(), _clock);
        await rollUp.HandleAsync(Token);
    }

    private Task<ViewLogCleared> ClearAsync() =>
        new ClearViewLogHandler(_log, _log, _sums, _stories, ViewLogRetention.Default, _clock).HandleAsync(Token);
}
