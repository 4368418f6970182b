using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class StoryFiguresTests
{
    private const string LongAfter = "2023-01-12";
    private readonly StoryBook _book = new();

    [Fact]
    public async Task Views_are_those_of_the_days_of_the_year()
    {
        var story = _book.Launch("Bias", "2021-01-10T09:00:00Z");
        _book.View(story, "2021-03-31", 1).View(story, "2021-04-01", 10).View(story, "2022-03-31", 100).View(story, "2022-04-01", 1000);

        var views = await FigureAsync("stories.views");

        Assert.Equal((110, 2), (views.Value, views.Rows));
        Assert.Equal(1, views.Previous);
    }

    [Fact]
    public async Task A_first_week_is_the_launch_day_and_six_more()
    {
        var story = _book.Launch("Bias", "2021-10-05T22:59:59Z"); // 23:59:59 in London
        _book.View(story, "2021-10-04", 1).View(story, "2021-10-05", 10).View(story, "2021-10-11", 100).View(story, "2021-10-12", 1000);

        Assert.Equal(110, (await FigureAsync("stories.first-week-views")).Value);
    }

    [Fact]
    public async Task The_launch_day_is_Londons()
    {
        var story = _book.Launch("Bias", "2021-10-05T23:00:00Z"); // midnight in London: the 6th
        _book.View(story, "2021-10-05", 1).View(story, "2021-10-06", 10).View(story, "2021-10-12", 100).View(story, "2021-10-13", 1000);

        Assert.Equal(110, (await FigureAsync("stories.first-week-views")).Value);
    }

    [Fact]
    public async Task A_first_week_that_runs_on_past_the_year_counts_whole_and_in_the_year_of_its_launch()
    {
        var story = _book.Launch("Bias", "2022-03-30T09:00:00Z");
        _book.View(story, "2022-03-30", 1).View(story, "2022-04-05", 10).View(story, "2022-04-06", 100);

        Assert.Equal(11, (await FigureAsync("stories.first-week-views")).Value);
        Assert.Equal(1, (await FigureAsync("stories.views")).Value);
        Assert.Equal(0, (await FigureAsync("stories.first-week-views", "2022-23")).Value);
        Assert.Equal(11, (await FigureAsync("stories.first-week-views", "2022-23")).Previous);
    }

    [Fact]
    public async Task A_launch_counts_once_in_its_own_year()
    {
        _book.Launch("First hour", "2021-03-31T23:00:00Z"); // 1 April in London
        _book.Launch("Last hour", "2022-03-31T22:59:59Z"); // 31 March in London
        _book.Launch("Next year", "2022-03-31T23:00:00Z");

        Assert.Equal(2, (await FigureAsync("stories.published")).Value);
        Assert.Equal(1, (await FigureAsync("stories.published", "2022-23")).Value);
    }

    [Fact]
    public async Task Visitors_and_completions_are_added_up()
    {
        var story = _book.Launch("Bias", "2021-06-01T09:00:00Z");
        _book.View(story, "2021-06-01", 9, visitors: 7, completed: 3).View(story, "2021-06-02", 9, visitors: 5, completed: 1);

        Assert.Equal(12, (await FigureAsync("stories.visitors")).Value);
        Assert.Equal(4, (await FigureAsync("stories.completions")).Value);
    }

    [Fact]
    public async Task Views_go_to_the_level_of_their_share_and_the_levels_add_up()
    {
        var story = _book.Launch(
            "Bias",
            "2021-06-01T09:00:00Z",
            shares: [("a", Audience.Local), ("b", Audience.Local), ("c", Audience.Regional), ("d", Audience.National)]);
        _book.View(story, "2021-06-01", 1).View(story, "2021-06-01", 2, "a").View(story, "2021-06-01", 4, "b")
            .View(story, "2021-06-02", 8, "c").View(story, "2021-06-03", 16, "d").View(story, "2021-06-03", 32, "gone");

        Assert.Equal(6, (await FigureAsync("stories.views.local")).Value);
        Assert.Equal(8, (await FigureAsync("stories.views.regional")).Value);
        Assert.Equal(16, (await FigureAsync("stories.views.national")).Value);
        Assert.Equal(33, (await FigureAsync("stories.views.unshared")).Value);
        Assert.Equal(63, (await FigureAsync("stories.views")).Value);
    }

    [Fact]
    public async Task A_share_code_of_one_story_says_nothing_about_another()
    {
        _book.Launch("Shared", "2021-06-01T09:00:00Z", shares: [("a", Audience.Local)]);
        var other = _book.Launch("Other", "2021-06-01T09:00:00Z");
        _book.View(other, "2021-06-01", 5, "a");

        Assert.Equal(0, (await FigureAsync("stories.views.local")).Value);
        Assert.Equal(5, (await FigureAsync("stories.views.unshared")).Value);
    }

    [Fact]
    public async Task The_year_before_is_left_out_when_no_story_had_been_launched()
    {
        var story = _book.Launch("Bias", "2021-04-01T09:00:00Z");
        _book.View(story, "2021-04-01", 10);

        var report = await _book.ReportAsync("2021-22", LongAfter);

        Assert.All(report.Figures, figure => Assert.Equal((null, null, null), (figure.Previous, figure.Ratio, figure.Comparison)));
    }

    [Fact]
    public async Task A_year_without_views_after_a_launch_is_nought_not_missing()
    {
        _book.Launch("Bias", "2021-01-10T09:00:00Z");

        Assert.Equal(0, (await FigureAsync("stories.views")).Previous);
    }

    [Fact]
    public async Task One_reading_of_each_story_serves_all_figures_and_both_years()
    {
        for (var i = 0; i < 20; i++)
            _book.View(_book.Launch($"Story {i}", "2021-01-10T09:00:00Z"), "2021-05-01", 1);
        _book.Launch("Not launched by then", "2022-04-01T09:00:00Z");

        await _book.ReportAsync("2021-22", LongAfter);

        Assert.Equal(20, _book.Reads);
    }

    private async Task<ReportedFigure> FigureAsync(string key, string year = "2021-22") =>
        (await _book.ReportAsync(year, LongAfter)).Figures.Single(f => f.Key == key);
}
