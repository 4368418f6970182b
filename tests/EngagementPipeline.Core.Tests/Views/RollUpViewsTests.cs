using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class RollUpViewsTests
{
    private static readonly DateOnly Monday = A.Day("2026-11-23");

    private readonly StoppedClock _clock = new(A.Time("2026-11-23T10:00:00Z"));
    private readonly FakeLog _log;
    private readonly FakeSums _sums = new();
    private readonly FakeStories _stories = new(A.PublishedStory);
    private readonly FakeSalts _salts = new();

    public RollUpViewsTests() => _log = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_reads_only_what_is_new_and_replaces_the_days_it_touches()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1, 2);
        var first = await rollUp.HandleAsync(Token);
        await ReadAsync("2026-11-23T10:00:20Z", 2, 3);
        var second = await rollUp.HandleAsync(Token);
        var third = await rollUp.HandleAsync(Token);

        Assert.Equal((1, 1, 0), (first.DaysWritten, second.DaysWritten, third.DaysWritten));
        Assert.Equal(0, third.BytesRead);
        Assert.Equal(_log.Segments.Values.Sum(s => s.Length), first.BytesRead + second.BytesRead);
        Assert.Equal((3, true), (Day().Shares[""].Views, Day().Provisional));
    }

    [Fact]
    public async Task A_log_with_lines_that_only_a_newer_app_can_read_is_left_to_it()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-20T10:00:00Z", 1);
        await _log.AppendAsync(A.Newer("2\twhat nobody here knows\tand more of it"), Token);
        await ReadAsync("2026-11-23T10:00:00Z", 2);

        for (var run = 0; run < 2; run++)
            Assert.Equal(2, (await Assert.ThrowsAsync<NewerVersionException>(() => rollUp.HandleAsync(Token))).Version);

        Assert.Empty(_sums.Days);
        Assert.Empty(_sums.Closed);
    }

    [Fact]
    public async Task A_new_process_comes_to_the_same_from_the_log_alone()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-21T10:00:00Z", 1);
        await ReadAsync("2026-11-22T10:00:00Z", 2);
        await ReadAsync("2026-11-23T01:00:00Z", 3, 4);
        await rollUp.HandleAsync(Token);
        await ReadAsync("2026-11-23T10:00:00Z", 4, 5);
        await rollUp.HandleAsync(Token);
        var before = _sums.Days.ToDictionary();

        _sums.Days.Clear();
        _sums.Closed.Clear();
        using var another = ARollUp();
        await another.HandleAsync(Token);

        Assert.Equal(before.Keys.OrderBy(d => d.Item2), _sums.Days.Keys.OrderBy(d => d.Item2));
        Assert.All(before, day => Assert.Equal(
            (day.Value.Lines, day.Value.Received, day.Value.Provisional, day.Value.Shares[""].Views),
            (_sums.Days[day.Key].Lines, _sums.Days[day.Key].Received, _sums.Days[day.Key].Provisional, _sums.Days[day.Key].Shares[""].Views)));
    }

    [Fact]
    public async Task A_day_is_final_once_it_has_closed_and_its_secret_is_destroyed()
    {
        using var rollUp = ARollUp();
        await _salts.OfAsync(Monday, Token);
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        await rollUp.HandleAsync(Token);
        await ReadAsync("2026-11-24T02:59:00Z", 1);
        await rollUp.HandleAsync(Token);
        Assert.True(Day().Provisional);
        Assert.Contains(Monday, _salts.Kept);

        await _salts.OfAsync(Monday.AddDays(1), Token);
        _clock.Now = A.Time("2026-11-24T03:00:05Z");
        await rollUp.HandleAsync(Token);

        Assert.False(Day().Provisional);
        Assert.Equal(Monday, _sums.Closed[^1].Day);
        Assert.Equal([Monday.AddDays(1)], _salts.Kept.Keys);
    }

    [Fact]
    public async Task A_line_that_lands_just_after_the_day_closed_is_still_counted_on_it()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        _clock.Now = A.Time("2026-11-24T03:00:05Z");
        await rollUp.HandleAsync(Token);

        await _log.AppendAsync(A.Log(A.Received("2026-11-23T23:59:00Z", 2)), Token);
        await rollUp.HandleAsync(Token);

        Assert.Equal((2, false), (Day().Shares[""].Views, Day().Provisional));
    }

    [Fact]
    public async Task Days_missed_while_the_service_was_down_are_closed_one_by_one_within_bounded_memory()
    {
        for (var day = 1; day <= 20; day++)
            await ReadAsync($"2026-11-{day:D2}T12:00:00Z", day);
        _clock.Now = A.Time("2026-11-23T10:00:00Z");

        using var rollUp = ARollUp();
        var done = await rollUp.HandleAsync(Token);

        Assert.Equal((20, 22), (done.DaysWritten, done.DaysClosed));
        Assert.Equal(Enumerable.Range(1, 22).Select(d => new DateOnly(2026, 11, d)), _sums.Closed.Select(c => c.Day));
        Assert.All(_sums.Days.Values, day => Assert.Equal((1, false), (day.Shares[""].Views, day.Provisional)));
    }

    /// <summary>By less than <see cref="ViewDays.LatestLanding"/>, which is far more than a machine's clock is ever set right by.</summary>
    [Theory]
    [InlineData("2026-11-24T03:00:30Z", "2026-11-24T01:30:00Z")]
    [InlineData("2026-11-24T00:10:00Z", "2026-11-23T22:50:00Z")]
    [InlineData("2026-03-29T02:10:00Z", "2026-03-29T00:50:00Z")]
    [InlineData("2026-10-25T03:00:10Z", "2026-10-25T01:10:00Z")]
    public async Task A_clock_that_is_set_back_over_a_midnight_or_a_closing_loses_nothing_and_counts_nothing_twice(string late, string back)
    {
        using var rollUp = ARollUp();
        foreach (var (at, id) in new[] { (late, 1), (back, 2), (late, 3) })
        {
            await ReadAsync(at, id, 1); // the first reader is still there, all along
            await rollUp.HandleAsync(Token);
        }

        _clock.Now = A.Time(late).AddDays(2);
        await rollUp.HandleAsync(Token);

        Assert.Equal(3, _sums.Days.Values.Sum(day => day.Shares[""].Views));
        Assert.Equal(6, _sums.Days.Values.Sum(day => day.Received));
        Assert.All(_sums.Days.Values, day => Assert.False(day.Provisional));
    }

    [Fact]
    public async Task A_year_that_passes_in_a_jump_of_the_clock_is_closed_too()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        await rollUp.HandleAsync(Token);

        _clock.Now = A.Time("2027-11-23T10:00:00Z");
        await rollUp.HandleAsync(Token);
        await ReadAsync("2027-11-23T10:00:00Z", 2);
        await rollUp.HandleAsync(Token);

        Assert.False(Day().Provisional);
        Assert.Equal(1, Day(A.Day("2027-11-23")).Shares[""].Views);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_by_the_next_run()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        _sums.Fault = new IOException();
        await Assert.ThrowsAsync<IOException>(() => rollUp.HandleAsync(Token));

        _sums.Fault = null;
        await rollUp.HandleAsync(Token);

        Assert.Equal(1, Day().Shares[""].Views);
    }

    [Fact]
    public async Task One_that_is_behind_does_not_undo_what_another_found()
    {
        using var behind = ARollUp();
        using var ahead = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        await behind.HandleAsync(Token);
        await ReadAsync("2026-11-23T10:00:10Z", 2);
        await ahead.HandleAsync(Token);

        Assert.Equal(2, Day().Shares[""].Views);
        await behind.HandleAsync(Token);
        Assert.Equal(2, Day().Shares[""].Views);
    }

    [Fact]
    public async Task Runs_at_the_same_time_come_to_the_same_as_one()
    {
        await ReadAsync("2026-11-23T10:00:00Z", [.. Enumerable.Range(0, 200)]);
        using var one = ARollUp();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => one.HandleAsync(Token)));

        Assert.Equal((200, 200), (Day().Shares[""].Views, Day().Received));
    }

    [Fact]
    public async Task The_sums_of_a_story_that_was_erased_do_not_come_back()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        await rollUp.HandleAsync(Token);
        _stories.Published.Clear();
        await _sums.EraseAsync(A.PublishedStory.Project, Token);

        await ReadAsync("2026-11-23T10:00:10Z", 2);
        await rollUp.HandleAsync(Token);
        using var another = ARollUp();
        await another.HandleAsync(Token);

        Assert.Empty(_sums.Days);
    }

    [Fact]
    public async Task A_story_that_is_erased_while_its_day_is_being_written_leaves_nothing()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        _sums.BeforeWriting = () =>
        {
            // The whole of erasing happens between the roll-up's look at the story and its write.
            _stories.Published.Clear();
            _sums.Days.Clear();
        };

        await rollUp.HandleAsync(Token);

        Assert.Empty(_sums.Days);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_told_when_their_day_closes()
    {
        using var rollUp = ARollUp();
        await ReadAsync("2026-11-23T10:00:00Z", 1);
        await _log.AppendAsync("half a li"u8.ToArray(), Token);
        var done = await rollUp.HandleAsync(Token);
        _clock.Now = A.Time("2026-11-24T03:00:05Z");
        await rollUp.HandleAsync(Token);

        Assert.Equal(1, done.SetAside);
        Assert.Equal(1, _sums.Closed[^1].SetAside);
        Assert.Equal(1, Day().Shares[""].Views);
    }

    private RollUpViewsHandler ARollUp() => new(_log, _sums, _stories, _salts, _clock);

    private StoryDay Day(DateOnly? day = null) => _sums.Days[(A.Story, day ?? Monday)];

    /// <summary>Moves the clock there, and has the views of these ids arrive.</summary>
    private async Task ReadAsync(string at, params int[] ids)
    {
        _clock.Now = A.Time(at);
        foreach (var id in ids)
            await _log.AppendAsync(A.Log(A.Received(at, id)), Token);
    }
}
