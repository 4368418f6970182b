using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class ReadViewsTests
{
    private readonly FakeSums _sums = new();
    private readonly StoppedClock _clock = new(A.Time("2027-04-05T10:00:00Z"));

    public ReadViewsTests()
    {
        var rollUp = new ViewsRollUp(A.Day("2026-10-01"));
        rollUp.Add(A.Log(
            A.Received("2026-11-02T10:00:00Z", 1, r => r with { ActiveMs = 5_000, Cards = CardSet.Of(0) }, visitor: 1),
            A.Received("2026-11-02T11:00:00Z", 2, r => r with { Via = "board", ActiveMs = 20_000, Cards = CardSet.Of(0, 1), Done = true }, visitor: 1),
            A.Received("2026-11-02T12:00:00Z", 3, excluded: Exclusion.Bot),
            A.Received("2026-11-03T10:00:00Z", 4, r => r with { Via = "nation", ActiveMs = 360_000, Cards = CardSet.Of(0, 1, 4) }, visitor: 1),
            A.Received("2026-11-03T10:01:00Z", 4, r => r with { Via = "nation", Seq = 1 }, visitor: 1),
            A.Received("2027-04-01T10:00:00Z", 5, visitor: 2)));
        foreach (var (story, day) in rollUp.Outstanding(A.Day("2027-04-04")))
            _sums.Days[(story, day)] = rollUp.Reckon(A.PublishedStory, day, provisional: day > A.Day("2027-03-31"));
    }

    [Fact]
    public async Task By_day_from_the_launch_until_today()
    {
        var figures = await ReadAsync(ViewsBy.Day);

        Assert.Equal(["2026-11-02", "2026-11-03", "2027-04-01"], figures.Rows.Select(r => r.Key));
        Assert.Equal(
            new ViewFigure("2026-11-02", 2, 1, 1, new(12.5, 25), new(1, 1, 0)),
            figures.Rows[0]);
        Assert.Equal((4, 6, 1, true), (figures.Total, figures.Received, figures.Repeats, figures.Provisional));
        Assert.Equal((1, 0, 0), (figures.Excluded[Exclusion.Bot], figures.Excluded[Exclusion.Preview], figures.Excluded[Exclusion.Objected]));
    }

    [Theory]
    [InlineData(ViewsBy.Month, "2026-11=3 2027-04=1")]
    [InlineData(ViewsBy.Year, "2026-27=3 2027-28=1")]
    [InlineData(ViewsBy.Share, "=2 board=1 nation=1")]
    [InlineData(ViewsBy.Level, "local=1 national=1 none=2")]
    [InlineData(ViewsBy.Card, "0=3 1=2 2=0 3=0 4=1")]
    public async Task By_anything_else(ViewsBy by, string rows) =>
        Assert.Equal(rows, string.Join(' ', (await ReadAsync(by)).Rows.Select(r => $"{r.Key}={r.Views}")));

    [Fact]
    public async Task Visitors_are_united_within_a_day_and_added_across_days() =>
        Assert.Equal(2, (await ReadAsync(ViewsBy.Month)).Rows[0].Visitors);

    [Fact]
    public async Task Days_outside_the_range_are_left_out_and_a_closed_range_is_not_provisional()
    {
        var figures = await ReadAsync(ViewsBy.Day, "2026-11-03", "2026-11-30");

        Assert.Equal(["2026-11-03"], figures.Rows.Select(r => r.Key));
        Assert.False(figures.Provisional);
    }

    [Fact]
    public async Task A_range_that_ends_before_the_launch_is_empty() =>
        Assert.Empty((await ReadAsync(ViewsBy.Day, to: "2026-10-01")).Rows);

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused() =>
        Assert.Equal("bad-fields", (await HandleAsync(new(A.Story, A.Day("2026-11-03"), A.Day("2026-11-02"), ViewsBy.Day))).Refusal!.Code);

    [Fact]
    public async Task A_story_that_was_never_published_has_no_figures() =>
        Assert.Equal(404, (await HandleAsync(new(new(Guid.NewGuid()), null, null, ViewsBy.Day))).Refusal!.Status);

    private async Task<ViewFigures> ReadAsync(ViewsBy by, string? from = null, string? to = null) =>
        (await HandleAsync(new(A.Story, from is null ? null : A.Day(from), to is null ? null : A.Day(to), by))).Value;

    private Task<Result<ViewFigures>> HandleAsync(ReadViews query) =>
        new ReadViewsHandler(_sums, new FakeStories(A.PublishedStory), _clock).HandleAsync(query, TestContext.Current.CancellationToken);
}
