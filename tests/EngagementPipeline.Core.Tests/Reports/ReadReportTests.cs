using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class ReadReportTests
{
    private readonly StoryBook _book = new();

    [Fact]
    public async Task Says_what_the_annual_report_said()
    {
        var story = _book.Launch("How it feels", "2021-10-05T09:00:00Z");
        _book.View(story, "2021-10-05", 200).View(story, "2021-10-11", 112).View(story, "2022-02-01", 40);

        var report = await _book.ReportAsync("2021-22", "2023-01-12");

        var firstWeek = Figure(report, "stories.first-week-views");
        Assert.Equal("over 300", firstWeek.Wording);
        Assert.Equal("Stories launched in the year were viewed over 300 times in their first week.", firstWeek.Sentence);
        Assert.Equal((StoryBook.Day("2021-04-01"), StoryBook.Day("2022-03-31")), (firstWeek.From, firstWeek.To));
        Assert.Equal("Stories were viewed 352 times in the year.", Figure(report, "stories.views").Sentence);
        Assert.Equal("One story was published in the year.", Figure(report, "stories.published").Sentence);
        Assert.False(report.Provisional);
    }

    [Fact]
    public async Task Sets_a_whole_year_beside_the_one_before()
    {
        var story = _book.Launch("How it feels", "2020-06-01T09:00:00Z");
        _book.View(story, "2020-06-01", 10_600).View(story, "2021-06-01", 26_134);

        var views = Figure(await _book.ReportAsync("2021-22", "2023-01-12"), "stories.views");

        Assert.Equal((26_134, 10_600, 2.4655m), (views.Value, views.Previous!.Value, views.Ratio!.Value));
        Assert.Equal("almost two and a half times", views.Comparison);
        Assert.Equal(
            "Stories were viewed 26,134 times in the year, almost two and a half times the number of the year before.", views.Sentence);
    }

    [Fact]
    public async Task Makes_no_claim_about_part_of_a_year()
    {
        var story = _book.Launch("How it feels", "2020-06-01T09:00:00Z");
        _book.View(story, "2020-06-01", 100).View(story, "2021-06-01", 50);

        var views = Figure(await _book.ReportAsync("2021-22", "2021-06-02"), "stories.views");

        Assert.True(views.Provisional);
        Assert.Equal(100, views.Previous);
        Assert.Null(views.Comparison);
        Assert.Equal("Stories were viewed 50 times in the year.", views.Sentence);
    }

    [Fact]
    public async Task Makes_no_claim_from_a_small_base()
    {
        var story = _book.Launch("How it feels", "2020-06-01T09:00:00Z");
        _book.View(story, "2020-06-01", 3).View(story, "2021-06-01", 50);

        var views = Figure(await _book.ReportAsync("2021-22", "2023-01-12"), "stories.views");

        Assert.Equal("Stories were viewed 50 times in the year, compared with three the year before.", views.Sentence);
    }

    [Theory]
    [InlineData("2022-03-31", true)]
    [InlineData("2022-04-01T02:59:59Z", true)] // 03:59:59 in London
    [InlineData("2022-04-01T03:00:00Z", false)]
    public async Task Is_provisional_until_the_last_day_has_settled(string today, bool provisional)
    {
        _book.Launch("How it feels", "2021-10-05T09:00:00Z");

        Assert.Equal(provisional, (await _book.ReportAsync("2021-22", today)).Provisional);
    }

    [Fact]
    public async Task Is_provisional_while_a_first_week_runs_on()
    {
        var story = _book.Launch("How it feels", "2022-03-31T09:00:00Z");
        _book.View(story, "2022-03-31", 1);

        var during = await _book.ReportAsync("2021-22", "2022-04-06");
        var after = await _book.ReportAsync("2021-22", "2022-04-07");

        Assert.True(during.Provisional);
        Assert.Equal(["stories.first-week-views"], during.Figures.Where(f => f.Provisional).Select(f => f.Key));
        Assert.False(after.Provisional);
    }

    [Fact]
    public async Task Is_provisional_while_a_row_behind_it_is()
    {
        var story = _book.Launch("How it feels", "2021-10-05T09:00:00Z");
        _book.View(story, "2021-12-01", 1, provisional: true);

        var report = await _book.ReportAsync("2021-22", "2023-01-12");

        Assert.True(report.Provisional);
        Assert.True(Figure(report, "stories.views").Provisional);
        Assert.False(Figure(report, "stories.first-week-views").Provisional);
    }

    [Fact]
    public async Task Says_when_the_invented_sample_is_in_it()
    {
        _book.Launch("Real", "2021-10-05T09:00:00Z");
        Assert.False((await _book.ReportAsync("2021-22", "2023-01-12")).Sample);

        _book.Launch("Invented", "2021-10-05T09:00:00Z", Core.Shared.Sample.Project);
        var report = await _book.ReportAsync("2021-22", "2023-01-12");

        Assert.True(report.Sample);
        Assert.Contains("invented sample", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.False((await _book.ReportAsync("2020-21", "2023-01-12")).Sample);
    }

    [Fact]
    public async Task A_year_that_has_not_begun_is_refused()
    {
        var handler = _book.ReadReport("2022-03-31");

        var refused = await handler.HandleAsync(StoryBook.Year("2022-23"), TestContext.Current.CancellationToken);
        var begun = await handler.HandleAsync(StoryBook.Year("2021-22"), TestContext.Current.CancellationToken);

        Assert.Equal(("year-not-begun", 422), (refused.Refusal!.Code, refused.Refusal.Status));
        Assert.True(begun.Succeeded);
    }

    private static ReportedFigure Figure(Report report, string key) => report.Figures.Single(f => f.Key == key);
}
