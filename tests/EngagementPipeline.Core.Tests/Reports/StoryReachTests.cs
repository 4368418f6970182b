using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>How far stories were given on, and how deeply they were read.</summary>
public sealed class StoryReachTests
{
    private readonly StoryBook _book = new();

    [Fact]
    public async Task A_story_counts_once_at_each_level_it_was_shared_at_in_the_year()
    {
        var story = _book.Launch("Bias", "2021-06-01T09:00:00Z");
        _book.Share(story, "team", Audience.Local, "2021-06-02").Share(story, "town", Audience.Local, "2021-06-01")
            .Share(story, "board", Audience.Regional, "2022-03-31").Share(story, "late", Audience.National, "2022-04-01");

        Assert.Equal([1m, 1m, 0m], await ValuesAsync("2021-22", "stories.shared.local", "stories.shared.regional", "stories.shared.national"));
        Assert.Equal([0m, 0m, 1m], await ValuesAsync("2022-23", "stories.shared.local", "stories.shared.regional", "stories.shared.national"));
    }

    [Fact]
    public async Task The_row_behind_it_is_the_first_share_of_the_level()
    {
        var story = _book.Launch("Bias", "2021-06-01T09:00:00Z");
        _book.Share(story, "team", Audience.Local, "2021-06-02").Share(story, "town", Audience.Local, "2021-06-01");

        var row = Assert.Single((await _book.TraceAsync("stories.shared.local", "2021-22", "2023-01-12")).Value.Rows.Items);

        Assert.Equal(("town", Audience.Local, StoryBook.Day("2021-06-01"), 1m), (row.Share, row.Level, row.Day, row.Value));
    }

    [Fact]
    public async Task Views_through_shares_and_others_make_up_all_views()
    {
        var story = _book.Launch("Bias", "2021-06-01T09:00:00Z");
        _book.Share(story, "team", Audience.Local, "2021-06-01").Share(story, "board", Audience.National, "2021-06-01")
            .View(story, "2021-06-01", 1).View(story, "2021-06-01", 2, "team").View(story, "2021-06-02", 4, "board").View(story, "2021-06-02", 8, "gone");

        Assert.Equal([6m, 9m, 15m], await ValuesAsync("2021-22", "stories.views.shared", "stories.views.unshared", "stories.views"));
    }

    [Fact]
    public async Task The_three_depths_make_up_all_views()
    {
        var story = _book.Launch("Bias", "2021-06-01T09:00:00Z");
        _book.Read(story, "2021-06-01", 100, 20, 3).Read(story, "2022-03-31", 1, 1, 1).Read(story, "2022-04-01", 7, 7, 7);

        Assert.Equal(
            [101m, 21m, 4m, 126m],
            await ValuesAsync("2021-22", "stories.depth.glance", "stories.depth.quick", "stories.depth.deep", "stories.views"));
    }

    private async Task<IEnumerable<decimal>> ValuesAsync(string year, params string[] keys)
    {
        var report = await _book.ReportAsync(year, "2023-05-12");
        return keys.Select(key => report.Figures.Single(figure => figure.Key == key).Value);
    }
}
