using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class FreezeReportTests
{
    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role> { Role.ReportAuthor });
    private readonly StoryBook _book = new();
    private readonly StoryId _story;

    public FreezeReportTests()
    {
        _story = _book.Launch("How it feels — “really”", "2021-10-05T09:00:00Z");
        _book.View(_story, "2021-10-05", 312);
    }

    [Fact]
    public async Task A_frozen_year_keeps_its_figures_and_shows_what_has_changed_beside_them()
    {
        await FreezeAsync("2022-04-02");
        var second = _book.Launch("Another", "2021-11-05T09:00:00Z");
        _book.View(_story, "2021-10-06", 3).View(second, "2022-01-01", 40);

        var report = await _book.ReportAsync("2021-22", "2022-05-01");

        var views = report.Figures.Single(f => f.Key == "stories.views");
        Assert.Equal((312, "312"), (views.Value, views.Wording));
        Assert.Equal((355m, "355", "The rows behind it have changed for the stories listed."), (views.Later!.Value!.Value, views.Later.Wording, views.Later.Why));
        Assert.Equal(
            [new LaterPart(_story, "How it feels — “really”", 312, 315), new LaterPart(second, "Another", 0, 40)], views.Later.Stories);
        Assert.Null(report.Figures.Single(f => f.Key == "stories.completions").Later);
    }

    [Fact]
    public async Task Nothing_stands_beside_a_figure_that_counts_the_same_again()
    {
        await FreezeAsync("2022-04-02");

        Assert.All((await _book.ReportAsync("2021-22", "2023-01-12")).Figures, f => Assert.Null(f.Later));
    }

    [Fact]
    public async Task A_year_that_is_over_is_frozen_once()
    {
        var first = await FreezeAsync("2022-04-02");
        _book.View(_story, "2021-10-06", 3);

        var again = await FreezeAsync("2022-05-01");

        Assert.Equal(first, again);
        Assert.False(first.Provisional);
        Assert.Equal(["report-freeze-asked", "report-frozen"], _book.Audit.Entries.Select(entry => entry.Action));
        Assert.Equal(("report/2021-22", first.Sha256), (_book.Audit.Entries[^1].Subject, _book.Audit.Entries[^1].Why));
    }

    [Fact]
    public async Task A_year_that_is_not_over_is_frozen_provisionally_until_it_is()
    {
        var draft = await FreezeAsync("2022-02-01");
        _book.View(_story, "2021-10-06", 3);
        var sameDraft = await FreezeAsync("2022-03-01");
        var whileDraft = await _book.ReportAsync("2021-22", "2022-03-01");
        var final = await FreezeAsync("2022-04-02");
        var afterwards = await _book.ReportAsync("2021-22", "2022-04-02");

        Assert.True(draft.Provisional);
        Assert.Equal("By 1 February 2022: Stories were viewed 312 times in the year.", Views(whileDraft).Sentence);
        Assert.DoesNotContain(afterwards.Figures, figure => figure.Sentence.StartsWith("By ", StringComparison.Ordinal));
        Assert.Equal(draft, sameDraft);
        Assert.Equal((draft, 312m), (whileDraft.Frozen, Views(whileDraft).Value));
        Assert.False(final.Provisional);
        Assert.Equal((final, 315m), (afterwards.Frozen, Views(afterwards).Value));
    }

    [Fact]
    public async Task The_hash_is_that_of_the_file()
    {
        var mark = await FreezeAsync("2022-04-02");

        var file = (await _book.Frozen.DownloadAsync(StoryBook.Year("2021-22"), TestContext.Current.CancellationToken)).Value;

        Assert.Equal(mark.Sha256, Convert.ToHexStringLower(SHA256.HashData(file.Span)));
        Assert.Contains("How it feels — “really”", Encoding.UTF8.GetString(file.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_reads_back_as_the_report_it_was_and_writes_the_same_bytes()
    {
        _book.Launch("Earlier", "2020-10-05T09:00:00Z");
        var report = await _book.ReportAsync("2021-22", "2022-04-02");
        var at = new DateTimeOffset(2022, 4, 2, 9, 30, 0, TimeSpan.FromHours(1));

        var bytes = ReportSnapshot.Write(report, at);
        var read = ReportSnapshot.Read(bytes);

        Assert.Equal((report.Year, report.Provisional, report.Sample), (read.Year, read.Provisional, read.Sample));
        Assert.Equivalent(report.Figures, read.Figures, strict: true);
        Assert.Equal(at, read.Frozen!.At);
        Assert.Equal(bytes, ReportSnapshot.Write(read, read.Frozen.At));
    }

    [Fact]
    public async Task The_next_year_is_set_beside_what_was_reported()
    {
        await FreezeAsync("2022-04-02");
        _book.View(_story, "2021-10-06", 3).View(_story, "2022-10-05", 624);

        var views = Views(await _book.ReportAsync("2022-23", "2023-04-02"));

        Assert.Equal((312, "doubled"), (views.Previous!.Value, views.Comparison));
    }

    [Fact]
    public async Task A_changed_definition_and_a_figure_that_came_or_went_are_said_to_be_so()
    {
        var frozen = await _book.ReportAsync("2021-22", "2022-04-02");
        var counted = frozen with
        {
            Figures = [.. frozen.Figures.Skip(2).Select(f => f with { Version = 2 }), frozen.Figures[0] with { Key = "stories.new" }],
        };

        var report = LaterDifferences.Beside(frozen, counted);

        Assert.Equal([.. frozen.Figures.Select(f => f.Key), "stories.new"], report.Figures.Select(f => f.Key));
        Assert.All(report.Figures.Take(2), f => Assert.Equal((null, "This figure is not counted any more."), (f.Later!.Value, f.Later.Why)));
        Assert.All(report.Figures.Skip(2).SkipLast(1), f => Assert.Contains("definition has changed", f.Later!.Why, StringComparison.Ordinal));
        Assert.Contains("has been added", report.Figures[^1].Later!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_that_has_not_begun_is_refused()
    {
        var refused = await _book.FreezeReport("2021-03-31").HandleAsync(StoryBook.Year("2021-22"), Author, TestContext.Current.CancellationToken);

        Assert.Equal("year-not-begun", refused.Refusal!.Code);
        Assert.Empty(_book.Audit.Entries);
    }

    private static ReportedFigure Views(Report report) => report.Figures.Single(f => f.Key == "stories.views");

    private async Task<FrozenMark> FreezeAsync(string today) =>
        (await _book.FreezeReport(today).HandleAsync(StoryBook.Year("2021-22"), Author, TestContext.Current.CancellationToken)).Value;
}
