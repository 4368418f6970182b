using System.Text;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

public sealed class ImportFeedbackTests
{
    private const string Met = "Did the content meet your training needs?";

    private static readonly StoryBook.StoppedClock Clock = new("2023-01-12");

    private readonly ImportsInMemory _store = new();

    [Fact]
    public async Task Answers_become_a_share_with_their_number()
    {
        await ImportAsync(Answers(Met, ("Yes", 245), ("No", 3), ("Not sure", 2)));

        var report = await ReportAsync("2021-22");
        var share = report.Figures.Single(figure => figure.Key == "feedback.did-the-content-meet-your-training-needs");
        var number = report.Figures.Single(figure => figure.Key == "feedback.did-the-content-meet-your-training-needs.answers");

        Assert.Equal((98m, "%", "98%"), (share.Value, share.Unit, share.Wording));
        Assert.Equal($"98% of 250 answers to “{Met}” said yes, agreed or gave 4 or 5 of 5.", share.Sentence);
        Assert.Contains("of 250 answers", share.Definition, StringComparison.Ordinal);
        Assert.Equal(250, number.Value);
    }

    [Fact]
    public async Task Excels_habits_are_read()
    {
        var csv = $"\uFEFFanswer;source;answered-on;question\r\n{string.Concat(Enumerable.Repeat($"strongly AGREE;Forms;01/11/2021;{Met}\r\n", 6))}";

        var imported = (await ImportAsync(csv)).Value;

        Assert.Equal((6, AnsweredWith.Agreement, 6L), (imported.Rows, imported.Questions[0].With, imported.Questions[0].InFavour));
        Assert.Equal(100, (await ReportAsync("2021-22")).Figures[0].Value);
    }

    [Fact]
    public async Task What_somebody_wrote_is_counted_and_not_kept()
    {
        const string Wrote = "It made me think of Sam in my class";
        var csv = Answers("What will you do differently?", (Wrote, 6), ("No", 1));

        var imported = (await ImportAsync(csv)).Value;

        Assert.Equal((AnsweredWith.Words, 7L), (imported.Questions[0].With, imported.Questions[0].Answers));
        Assert.DoesNotContain("Sam", string.Join(' ', _store.Everything), StringComparison.Ordinal);
        var figure = Assert.Single((await ReportAsync("2021-22")).Figures);
        Assert.Equal(("feedback.what-will-you-do-differently.answers", 7m), (figure.Key, figure.Value));
    }

    [Theory]
    [InlineData(4, 0)] // few answers
    [InlineData(48, 2)] // few others, who would follow from the share and the number
    [InlineData(3, 40)]
    public async Task A_share_that_would_tell_of_few_is_left_out(int yes, int no)
    {
        await ImportAsync(Answers(Met, ("Yes", yes), ("No", no)));

        var figures = (await ReportAsync("2021-22")).Figures;

        Assert.DoesNotContain(figures, figure => figure.Unit == "%");
        Assert.Equal(yes + no >= 5, figures.Any(figure => figure.Key.EndsWith(".answers", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_by_line_and_column_and_nothing_is_imported()
    {
        var csv = $"source,question,answered-on,answer\nForms,{Met},2021-11-31,Yes\n,{Met},2021-11-01,Yes\nForms,{Met},2021-11-01,\nForms,{Met},2021-11-01,Yess,5\n";

        var refusal = (await ImportAsync(csv)).Refusal!;

        Assert.Equal("bad-fields", refusal.Code);
        Assert.Equal(["line 2, answered-on", "line 3, source", "line 4, answer", "line 5"], refusal.Errors!.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(_store.Everything);
    }

    [Fact]
    public async Task One_answer_of_another_kind_is_told_with_what_was_expected()
    {
        var refusal = (await ImportAsync(Answers(Met, ("Yes", 6), ("Yess", 1)))).Refusal!;

        var (place, messages) = Assert.Single(refusal.Errors!);
        Assert.Equal("line 8, answer", place);
        Assert.Contains("yes, no, not sure or don't know", messages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Yess", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_and_changes_nothing_and_the_same_file_twice_is_noticed()
    {
        var csv = Answers(Met, ("Yes", 6));

        var dry = (await ImportAsync(csv, dryRun: true)).Value;
        Assert.Null(dry.Import);
        Assert.Empty(_store.Everything);

        Assert.NotNull((await ImportAsync(csv)).Value.Import);
        Assert.Equal("already-imported", (await ImportAsync(csv)).Refusal!.Code);
        Assert.Equal("already-imported", (await ImportAsync(csv, dryRun: true)).Refusal!.Code);
    }

    [Fact]
    public async Task An_import_can_be_undone()
    {
        var batch = (await ImportAsync(Answers(Met, ("Yes", 6)))).Value.Import!.Batch;

        await new UndoImportHandler(_store, new AuditInMemory(), Clock).HandleAsync(batch, Actor.System, default);

        Assert.Empty((await ReportAsync("2021-22")).Figures);
    }

    [Fact]
    public async Task Answers_belong_to_the_year_of_their_day_and_the_year_before_stands_beside()
    {
        await ImportAsync(Answers(Met, ("Yes", 30), ("No", 10)) + Lines(Met, "2021-03-31", ("Yes", 20), ("No", 20)));

        var share = (await ReportAsync("2021-22")).Figures.Single(figure => figure.Unit == "%");

        Assert.Equal((75m, 50m), (share.Value, share.Previous));
        Assert.Equal("up from 50% the year before", share.Comparison);
    }

    [Fact]
    public async Task Imported_answers_are_no_imported_figures()
    {
        await ImportAsync(Answers(Met, ("Yes", 6)));

        Assert.Empty((await new CountReport([new ImportedFigures(_store, new(5))]).CountAsync(StoryBook.Year("2021-22"), Clock.GetUtcNow(), null, default)).Figures);
    }

    private static string Answers(string question, params (string Answer, int Times)[] answers) =>
        "source,question,answered-on,answer\n" + Lines(question, "2021-11-01", answers);

    private static string Lines(string question, string day, params (string Answer, int Times)[] answers) =>
        string.Concat(answers.SelectMany(answer => Enumerable.Repeat($"Forms,{question},{day},{answer.Answer}\n", answer.Times)));

    private Task<Result<FeedbackImported>> ImportAsync(string csv, bool dryRun = false) =>
        new ImportFeedbackHandler(_store, new AuditInMemory(), Clock)
            .HandleAsync(new(Encoding.UTF8.GetBytes(csv), dryRun), Actor.System, TestContext.Current.CancellationToken);

    private Task<Report> ReportAsync(string year) =>
        new CountReport([new ImportedFeedback(_store, new(5))])
            .CountAsync(StoryBook.Year(year), Clock.GetUtcNow(), before: null, TestContext.Current.CancellationToken);
}
