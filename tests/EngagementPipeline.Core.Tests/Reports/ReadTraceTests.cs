using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class ReadTraceTests
{
    private const string Today = "2023-01-12";
    private readonly StoryBook _book = new();

    [Fact]
    public async Task Every_figure_is_the_sum_of_its_trace()
    {
        GivenManyStories();
        var report = await _book.ReportAsync("2021-22", Today);

        foreach (var figure in report.Figures)
        {
            var rows = await AllRowsAsync(figure.Key);
            Assert.Equal((figure.Value, figure.Rows), (rows.Sum(r => r.Value), rows.Count));
        }
    }

    [Fact]
    public async Task Pages_are_full_and_follow_each_other_without_gap_or_repeat()
    {
        GivenManyStories();

        var first = (await _book.TraceAsync("stories.views", "2021-22", Today)).Value;
        var rows = await AllRowsAsync("stories.views");

        Assert.Equal(ReadTraceHandler.PageSize, first.Rows.Items.Count);
        Assert.Equal(rows.Count, rows.Select(r => (r.Story, r.Day, r.Share)).Distinct().Count());
        Assert.Equal(
            rows.OrderBy(r => r.Title, StringComparer.Ordinal).ThenBy(r => r.Day).ThenBy(r => r.Share, StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task The_first_page_tells_what_each_story_makes_up()
    {
        var one = _book.Launch("One", "2021-10-05T09:00:00Z");
        var two = _book.Launch("Two", "2021-11-05T09:00:00Z");
        _book.Launch("Unread", "2021-12-05T09:00:00Z");
        _book.View(one, "2021-10-05", 200).View(one, "2021-10-06", 112).View(two, "2021-11-05", 7);

        var trace = (await _book.TraceAsync("stories.first-week-views", "2021-22", Today)).Value;

        Assert.Equal([("One", 312m, "over 300"), ("Two", 7m, "seven")], trace.Parts!.Select(p => (p.Title, p.Value, p.Wording)));
    }

    [Fact]
    public async Task A_row_says_where_it_comes_from()
    {
        var story = _book.Launch("One", "2021-10-05T09:00:00Z", shares: ("a", Audience.Regional));
        _book.View(story, "2021-10-05", 3, "a", visitors: 2, completed: 1);

        var row = Assert.Single((await _book.TraceAsync("stories.completions", "2021-22", Today)).Value.Rows.Items);

        Assert.Equal(
            new TraceRow("One", StoryBook.Day("2021-10-05"), 1)
            {
                Story = story,
                Share = "a",
                Level = Audience.Regional,
                Views = 3,
                Visitors = 2,
                Completed = 1,
                ActiveSeconds = 30,
            },
            row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("somewhere")]
    [InlineData("1 2 3 4")]
    [InlineData("99999999999999999999 00000001-0000-0000-0000-000000000000 2021-04-01 a")]
    [InlineData("9223372036854775807 00000001-0000-0000-0000-000000000000 2021-04-01 a")]
    public async Task A_place_that_is_none_is_refused(string place) =>
        Assert.Equal("bad-fields", (await _book.TraceAsync("stories.views", "2021-22", Today, place)).Refusal!.Code);

    [Fact]
    public async Task Reading_goes_on_behind_a_story_that_is_gone()
    {
        GivenManyStories();
        var place = (await _book.TraceAsync("stories.views", "2021-22", Today)).Value.Rows.Continue!;
        var rest = (await _book.TraceAsync("stories.views", "2021-22", Today, place)).Value.Rows.Items;

        var missing = place.Replace(place.Split(' ')[1], "0000ffff-0000-0000-0000-000000000000", StringComparison.Ordinal);
        var restWithout = (await _book.TraceAsync("stories.views", "2021-22", Today, missing)).Value.Rows.Items;

        Assert.NotEmpty(restWithout);
        Assert.All(restWithout, row => Assert.Contains(row, rest));
    }

    [Fact]
    public async Task A_key_that_is_no_figure_is_not_found() =>
        Assert.Equal(404, (await _book.TraceAsync("stories.likes", "2021-22", Today)).Refusal!.Status);

    [Fact]
    public async Task A_year_that_has_not_begun_is_refused() =>
        Assert.Equal("year-not-begun", (await _book.TraceAsync("stories.views", "2023-24", Today)).Refusal!.Code);

    /// <summary>30 stories with 40 rows each: more than two pages, more than are read at once.</summary>
    private void GivenManyStories()
    {
        (string, Audience)[] shares = [("a", Audience.Local), ("b", Audience.National)];
        for (var s = 0; s < 30; s++)
        {
            var story = _book.Launch($"Story {s:00}", $"2021-05-{s + 1:00}T09:00:00Z", shares: shares);
            for (var d = 0; d < 20; d++)
            {
                var day = StoryBook.Day("2022-03-20").AddDays(d);
                _book.View(story, day, s + d, "b", visitors: d, completed: s).View(story, day, d, d % 3 == 0 ? "" : "a", visitors: 1);
            }

            _book.View(story, $"2021-05-{s + 1:00}", 100);
        }

        for (var d = 0; d < 200; d++)
            _book.View(new StoryId(new Guid(1, 0, 0, new byte[8])), StoryBook.Day("2021-06-01").AddDays(d), d);
    }

    private async Task<List<TraceRow>> AllRowsAsync(string key)
    {
        var rows = new List<TraceRow>();
        string? place = null;
        do
        {
            var page = (await _book.TraceAsync(key, "2021-22", Today, place)).Value.Rows;
            rows.AddRange(page.Items);
            place = page.Continue;
        }
        while (place is not null);
        return rows;
    }
}
