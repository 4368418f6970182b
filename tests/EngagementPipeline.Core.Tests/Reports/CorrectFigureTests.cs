using System.Text;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Reports.Outputs.Workbook;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Reports.Outputs;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>A figure that was wrong after its year was frozen: what is right stands beside it everywhere, and nothing takes its place.</summary>
public sealed class CorrectFigureTests
{
    private const string Note = "A test page was counted. It should have been 300.";

    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role> { Role.ReportAuthor });
    private readonly StoryBook _book = new();

    public CorrectFigureTests() => _book.View(_book.Launch("How it feels", "2021-10-05T09:00:00Z"), "2021-10-05", 312);

    [Fact]
    public async Task It_stands_beside_the_frozen_value_and_changes_nothing_else()
    {
        var mark = await FreezeAsync("2022-04-02");
        var before = await _book.ReportAsync("2021-22", "2022-05-01");

        var kept = (await CorrectAsync("2022-05-01", NewId(), "stories.views", Note)).Value;

        var report = await _book.ReportAsync("2021-22", "2022-05-02");
        var views = report.Figures.Single(figure => figure.Key == "stories.views");
        Assert.Equal((312m, Note, "Report author"), (views.Value, views.Corrections.Single().Note, views.Corrections.Single().By));
        Assert.Equal("Correction of 1 May 2022: A test page was counted. It should have been 300.", kept.Value.Said);
        Assert.Equal((mark, before.Frozen), (report.Frozen!, report.Frozen));
        Assert.All(report.Figures.Where(figure => figure.Key != "stories.views"), figure => Assert.Empty(figure.Corrections));
        Assert.Contains(_book.Audit.Entries, entry => entry is { Action: "figure-corrected", Subject: "report/2021-22/stories.views", Why: Note });
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_another_text_is_refused()
    {
        await FreezeAsync("2022-04-02");
        var id = NewId();

        Assert.True((await CorrectAsync("2022-05-01", id, "stories.views", Note)).Value.IsNew);
        Assert.False((await CorrectAsync("2022-05-02", id, "stories.views", Note)).Value.IsNew);
        Assert.Equal("already-different", (await CorrectAsync("2022-05-02", id, "stories.views", "Something else.")).Refusal?.Code);
        Assert.Equal("already-different", (await CorrectAsync("2022-05-02", id, "stories.completions", Note)).Refusal?.Code);

        Assert.Equal(London.At(StoryBook.Day("2022-05-01"), new(12, 0)), (await FigureAsync("stories.views")).Corrections.Single().At);
        Assert.Single(_book.Audit.Entries, entry => entry.Action == "figure-corrected");
    }

    [Theory]
    [InlineData("2021-22", "no.such-figure", "does-not-fit")]
    [InlineData("2020-21", "stories.views", "not-frozen")]
    public async Task Only_what_was_frozen_is_corrected(string year, string figure, string code)
    {
        await FreezeAsync("2022-04-02");

        Assert.Equal(code, (await Handler("2022-05-01").HandleAsync(new(StoryBook.Year(year), NewId(), figure, Note), Author, default)).Refusal?.Code);
        Assert.DoesNotContain(_book.Audit.Entries, entry => entry.Action == "figure-corrected");
    }

    [Fact]
    public async Task One_that_was_wrong_itself_goes_and_the_audit_keeps_that_it_stood()
    {
        await FreezeAsync("2022-04-02");
        var id = NewId();
        await CorrectAsync("2022-05-01", id, "stories.views", Note);
        var remove = new RemoveCorrectionHandler(_book.Corrections, _book.Audit, new StoryBook.StoppedClock("2022-05-03"));

        Assert.True((await remove.HandleAsync(StoryBook.Year("2021-22"), id, Author, default)).Succeeded);
        Assert.Equal("not-found", (await remove.HandleAsync(StoryBook.Year("2021-22"), id, Author, default)).Refusal?.Code);

        Assert.Empty((await FigureAsync("stories.views")).Corrections);
        Assert.Equal(["figure-corrected", "correction-removed"], _book.Audit.Entries.TakeLast(2).Select(entry => entry.Action));
    }

    [Fact]
    public async Task What_was_corrected_before_the_year_was_over_is_not_said_of_what_is_frozen_for_good()
    {
        await FreezeAsync("2021-12-01");
        await CorrectAsync("2021-12-05", NewId(), "stories.views", Note);
        Assert.Single((await _book.ReportAsync("2021-22", "2021-12-06")).Figures.Single(figure => figure.Key == "stories.views").Corrections);

        await FreezeAsync("2022-04-10");

        Assert.Empty((await FigureAsync("stories.views")).Corrections);
    }

    [Fact]
    public async Task The_year_after_says_that_what_stands_beside_its_own_was_corrected()
    {
        await FreezeAsync("2022-04-02");
        await CorrectAsync("2022-05-01", NewId(), "stories.views", Note);

        var next = await _book.ReportAsync("2022-23", "2023-05-01");

        Assert.Equal(["Page views of stories, the year before. Correction of 1 May 2022: " + Note], next.Notes);
        Assert.All(next.Figures, figure => Assert.Empty(figure.Corrections));
    }

    [Fact]
    public async Task Every_file_says_it_beside_the_value_that_was_published()
    {
        var report = await ReportsToWrite.CorrectedAsync();
        var views = report.Figures.Single(figure => figure.Key == "stories.views");
        string[] notes = ["A test page was counted. It should have been 17 fewer.", "The test page had 18 views, not 17."];

        var csv = Encoding.UTF8.GetString(ReportCsv.Write(report));
        Assert.StartsWith("\uFEFFkey,title,definition,value,unit,period-start,period-end,provisional,wording,previous,ratio,correction\r\n", csv, StringComparison.Ordinal);
        Assert.Contains($",\"Correction of 1 June 2022: {notes[0]} Correction of 3 June 2022: {notes[1]}\"\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("Correction of 2 June 2022: =HYPERLINK", csv, StringComparison.Ordinal);

        var book = new WorkbookFile(ReportWorkbook.Write(report));
        var rows = book["Corrections"].Records.Where(row => (string)row["Key"] == "stories.views").ToList();
        Assert.Equal(notes, rows.Select(row => (string)row["Correction"]));
        Assert.All(rows, row => Assert.Equal(views.Value, row["Frozen value"]));
        Assert.Equal("Final; see Corrections", book["Figures"].Records.Single(row => (string)row["Key"] == "stories.views")["Status [note 3]"]);
        Assert.Contains("2 figures were wrong, and stand as they were published: the sheet Corrections says what is right.", book["Cover"].Texts);

        using var word = new WordReader(report);
        var table = word.Table("What was wrong, and what is right");
        Assert.Equal(notes, table.Where(row => row[0] == views.Title).Select(row => row[3]));
        Assert.Contains(word.Paragraphs("ListBullet"), bullet => bullet == $"{views.Sentence} (corrected, see the notes)");
    }

    [Fact]
    public async Task A_report_without_any_is_as_it_was()
    {
        var report = await ReportsToWrite.ChangedAsync();

        Assert.Same(report, report.With([], []));
        Assert.DoesNotContain("correction", Encoding.UTF8.GetString(ReportCsv.Write(report)), StringComparison.Ordinal);
        Assert.DoesNotContain(new WorkbookFile(ReportWorkbook.Write(report)).Sheets, sheet => sheet.Name == "Corrections");
    }

    private static CorrectionId NewId() => new(Guid.NewGuid());

    private async Task<ReportedFigure> FigureAsync(string key) => (await _book.ReportAsync("2021-22", "2023-01-12")).Figures.Single(figure => figure.Key == key);

    private async Task<FrozenMark> FreezeAsync(string today) => (await _book.FreezeReport(today).HandleAsync(StoryBook.Year("2021-22"), Author, default)).Value;

    private Task<Result<Core.Voices.Kept<Correction>>> CorrectAsync(string today, CorrectionId id, string figure, string note) =>
        Handler(today).HandleAsync(new(StoryBook.Year("2021-22"), id, figure, note), Author, default);

    private CorrectFigureHandler Handler(string today) => new(_book.Frozen, _book.Corrections, _book.Audit, new StoryBook.StoppedClock(today));
}
