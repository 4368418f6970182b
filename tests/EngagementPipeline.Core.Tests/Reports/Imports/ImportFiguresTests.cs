using System.Text;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

public sealed class ImportFiguresTests
{
    private const string Header = "key,title,kind,period-start,period-end,value,source\n";
    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role> { Role.ReportAuthor });

    private readonly ImportsInMemory _store = new();
    private readonly AuditInMemory _audit = new();

    [Theory]
    [InlineData("tool.accesses", 797, "797", "Online tool: accessed 797 times.")]
    [InlineData("briefings.views", 26_134, "26,134", "Virtual briefings: viewed 26,134 times, almost two and a half times the number of the year before.")]
    [InlineData("training.attendance", 988, "just under 1,000", "Training: just under 1,000 people attended.")]
    [InlineData("training.met-needs", 98, "98%", "Content met needs: 98%, up from 95% the year before.")]
    [InlineData("training.delivery", 97, "97%", "Delivery was right: 97%.")]
    [InlineData("reviews.published", 2, "two", "Case reviews: two publications.")]
    public async Task Imported_figures_say_what_the_annual_report_said(string key, decimal value, string wording, string sentence)
    {
        await ImportAsync(
            """
            tool.accesses,Online tool,accesses,2021-10-05,2021-12-31,400,Invented platform
            tool.accesses,Online tool,accesses,2022-01-01,2022-03-31,397,Invented platform
            briefings.views,Virtual briefings,views,2020-04-01,2021-03-31,10600,Invented video site
            briefings.views,Virtual briefings,views,2021-04-01,2022-03-31,26134,Invented video site
            training.attendance,Training,attendance,2021-04-01,2022-03-31,988,Invented register
            training.met-needs,Content met needs,share,2020-04-01,2021-03-31,95.2,Invented survey
            training.met-needs,Content met needs,share,2021-04-01,2022-03-31,97.9,Invented survey
            training.delivery,Delivery was right,share,2021-04-01,2022-03-31,97,Invented survey
            reviews.published,Case reviews,publications,2021-04-01,2022-03-31,2,Invented list
            """);

        var figure = (await ReportAsync("2021-22")).Figures.Single(f => f.Key == key);

        Assert.Equal((value, wording, sentence), (Math.Round(figure.Value), figure.Wording, figure.Sentence));
        Assert.False(figure.Provisional);
    }

    [Theory]
    [InlineData("attendance", 3, null, null)]
    [InlineData("attendance", 5, 5, 15)]
    [InlineData("views", 3, 3, 13)]
    public async Task What_would_happen_does_not_tell_of_few_who_were_imported_before(string kind, int first, int? before, int? after)
    {
        await ImportAsync($"k,A,{kind},2021-05-01,2021-05-01,{first},A\n");

        var changed = Assert.Single((await ImportAsync($"k,A,{kind},2021-06-01,2021-06-01,10,A\n", dryRun: true)).Value.Figures);

        Assert.Equal((before, after), ((int?)changed.Before, (int?)changed.After));
    }

    /// <summary>Whoever sent the file knows its rows; other report authors read the trace.</summary>
    [Fact]
    public async Task Rows_that_tell_of_few_people_stand_in_the_trace_together()
    {
        await ImportAsync("days.attended,Day,attendance,2021-05-01,2021-05-01,3,A\ndays.attended,Day,attendance,2021-06-01,2021-06-01,4,A\ndays.attended,Day,attendance,2021-07-01,2021-07-01,30,A\n");

        var trace = await new ReadTraceHandler([new ImportedFigures(_store, new(5))], [], new FreezerInMemory(), Clock).HandleAsync("days.attended", StoryBook.Year("2021-22"), null, default);

        Assert.Equal([("Periods put together, so that none tells of few", 7m), ("Day", 30m)], trace.Value.Rows.Items.Select(row => (row.Title, row.Value)));
        Assert.Equal((null, null, null), (trace.Value.Rows.Items[0].Batch, trace.Value.Rows.Items[0].Line, trace.Value.Rows.Items[0].Source));
        Assert.Equal(37, Assert.Single((await ReportAsync("2021-22")).Figures).Value);
    }

    [Fact]
    public async Task A_figures_period_is_that_of_its_rows_and_they_are_its_trace()
    {
        var batch = (await ImportAsync("tool.accesses,New name,accesses,2022-01-01,2022-03-30,397,B\ntool.accesses,Old name,accesses,2021-10-05,2021-12-31,400,A\n"))
            .Value.Import!.Batch.Value;

        var figure = Assert.Single((await ReportAsync("2021-22")).Figures);
        var trace = await new ReadTraceHandler([new ImportedFigures(_store, new(5))], [], new FreezerInMemory(), Clock).HandleAsync("tool.accesses", StoryBook.Year("2021-22"), null, default);

        Assert.Equal((StoryBook.Day("2021-10-05"), StoryBook.Day("2022-03-30"), "New name"), (figure.From, figure.To, figure.Title));
        Assert.Contains("Source: A; B.", figure.Definition, StringComparison.Ordinal);
        Assert.Equal(
            [
                new TraceRow("Old name", StoryBook.Day("2021-10-05"), 400) { Until = StoryBook.Day("2021-12-31"), Source = "A", Batch = batch, Line = 3 },
                new TraceRow("New name", StoryBook.Day("2022-01-01"), 397) { Until = StoryBook.Day("2022-03-30"), Source = "B", Batch = batch, Line = 2 },
            ],
            trace.Value.Rows.Items);
    }

    [Fact]
    public async Task A_trace_goes_on_from_its_place()
    {
        await ImportAsync(string.Concat(Enumerable.Range(0, 3).Select(i => $"k,a,views,2021-0{i + 4}-01,2021-0{i + 4}-28,{i},s\n")));

        var rest = new ImportedFigures(_store, new(5)).Trace("k", StoryBook.Year("2021-22"), "2021-04-01", default).Value;

        Assert.Equal([1m, 2m], await rest.Select(r => r.Row.Value).ToListAsync(TestContext.Current.CancellationToken));
        Assert.False(new ImportedFigures(_store, new(5)).Trace("k", StoryBook.Year("2021-22"), "April", default).Succeeded);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_leaves_nothing()
    {
        await ImportAsync("k,Before,views,2021-04-01,2021-04-30,10,s\n");

        var told = (await ImportAsync("k,After,views,2021-05-01,2021-05-31,5,s\nnew,New,views,2021-05-01,2021-05-31,7,s\n", dryRun: true)).Value;

        Assert.Null(told.Import);
        Assert.Equal([("k", "After", 10m, 15m), ("new", "New", null, 7m)], told.Figures.Select(f => (f.Key, f.Title, f.Before, f.After)));
        Assert.Equal(1, _store.Rows);
        Assert.Single(_audit.Entries);
    }

    [Fact]
    public async Task The_same_file_twice_is_noticed()
    {
        const string rows = "k,a,views,2021-04-01,2021-04-30,10,s\n";
        await ImportAsync(rows);

        var again = await ImportAsync(rows);
        var dry = await ImportAsync(rows, dryRun: true);

        Assert.Equal(("already-imported", 409), (again.Refusal!.Code, again.Refusal.Status));
        Assert.Equal("already-imported", dry.Refusal!.Code);
        Assert.Equal(10, Assert.Single((await ReportAsync("2021-22")).Figures).Value);
    }

    [Theory]
    [InlineData("k,a,views,2021-04-30,2021-05-31,5,s", "line 2, period-start")]
    [InlineData("k,a,accesses,2021-06-01,2021-06-30,5,s", "line 2, kind")]
    [InlineData("share,a,share,2021-06-01,2021-06-30,5,s", "line 2, key")]
    public async Task What_does_not_go_with_earlier_figures_is_refused_whole(string row, string place)
    {
        await ImportAsync("k,a,views,2021-04-01,2021-04-30,10,s\nshare,a,share,2021-04-01,2021-04-30,98,s\n");

        var refused = await ImportAsync($"{row}\nfine,a,views,2021-06-01,2021-06-30,5,s\n");

        Assert.Equal(("does-not-fit", 422), (refused.Refusal!.Code, refused.Refusal.Status));
        Assert.Equal(place, Assert.Single(refused.Refusal.Errors!).Key);
        Assert.Equal(2, _store.Rows);
    }

    [Fact]
    public async Task Of_two_overlapping_files_at_once_one_is_taken()
    {
        _store.BeforeNextComplete = () => ImportAsync("k,a,views,2021-04-15,2021-05-31,5,s\n");

        var refused = await ImportAsync("k,a,views,2021-04-01,2021-04-30,10,s\n");

        Assert.Equal("does-not-fit", refused.Refusal!.Code);
        Assert.Equal(5, Assert.Single((await ReportAsync("2021-22")).Figures).Value);
        Assert.Equal(1, _store.Rows);
    }

    [Fact]
    public async Task Of_the_same_file_twice_at_once_one_is_taken()
    {
        const string rows = "k,a,views,2021-04-01,2021-04-30,10,s\n";
        _store.BeforeNextComplete = () => ImportAsync(rows);

        var refused = await ImportAsync(rows);

        Assert.Equal("already-imported", refused.Refusal!.Code);
        Assert.Equal(10, Assert.Single((await ReportAsync("2021-22")).Figures).Value);
    }

    [Fact]
    public async Task Two_files_that_have_nothing_to_do_with_each_other_are_both_taken()
    {
        _store.BeforeNextComplete = () => ImportAsync("other,a,views,2021-04-15,2021-05-31,5,s\n");

        Assert.True((await ImportAsync("k,a,views,2021-04-01,2021-04-30,10,s\n")).Succeeded);
        Assert.Equal(2, (await ReportAsync("2021-22")).Figures.Count);
    }

    [Fact]
    public async Task Rows_of_an_import_that_stopped_half_way_do_not_count_and_trying_again_completes_it()
    {
        const string rows = "k,a,views,2021-04-01,2021-04-30,10,s\n";
        _store.BeforeNextComplete = () => throw new IOException("The service stopped.");
        await Assert.ThrowsAsync<IOException>(() => ImportAsync(rows));
        Assert.Empty((await ReportAsync("2021-22")).Figures);

        Assert.True((await ImportAsync(rows)).Succeeded);

        Assert.Equal(10, Assert.Single((await ReportAsync("2021-22")).Figures).Value);
    }

    [Fact]
    public async Task Undoing_takes_one_file_away_and_lets_it_come_again()
    {
        const string rows = "k,a,views,2021-04-01,2021-04-30,10,s\n";
        var batch = (await ImportAsync(rows)).Value.Import!.Batch;
        await ImportAsync("k,a,views,2021-05-01,2021-05-31,5,s\n");
        var undo = new UndoImportHandler(_store, _audit, Clock);

        Assert.True((await undo.HandleAsync(batch, Author, default)).Succeeded);
        Assert.Equal("not-found", (await undo.HandleAsync(batch, Author, default)).Refusal!.Code);

        Assert.Equal(5, Assert.Single((await ReportAsync("2021-22")).Figures).Value);
        Assert.True((await ImportAsync(rows)).Succeeded);
        Assert.Equal(["figures-imported", "figures-imported", "import-undone", "figures-imported"], _audit.Entries.Select(e => e.Action));
    }

    [Fact]
    public async Task Figures_of_a_year_that_has_not_begun_are_refused() =>
        Assert.Equal("year-not-begun", (await ImportAsync("k,a,views,2023-04-01,2023-04-30,10,s\n")).Refusal!.Code);

    [Fact]
    public async Task Figures_of_a_year_that_is_not_over_are_provisional()
    {
        await ImportAsync("k,a,views,2022-04-01,2022-04-30,10,s\n");

        Assert.True(Assert.Single((await ReportAsync("2022-23")).Figures).Provisional);
    }

    [Fact]
    public async Task A_title_is_only_ever_a_title()
    {
        await ImportAsync("k,{0} and =1+1,views,2021-04-01,2021-04-30,312,s\n");

        var report = await ReportAsync("2021-22");

        Assert.Equal("{0} and =1+1: viewed 312 times.", Assert.Single(report.Figures).Sentence);
    }

    private static TimeProvider Clock => new StoryBook.StoppedClock("2023-01-12");

    private async Task<Report> ReportAsync(string year) =>
        await new CountReport([new ImportedFigures(_store, new(5))])
            .CountAsync(StoryBook.Year(year), Clock.GetUtcNow(), null, TestContext.Current.CancellationToken);

    private Task<Result<FiguresImported>> ImportAsync(string rows, bool dryRun = false) =>
        new ImportFiguresHandler(_store, _audit, Clock, new(5))
            .HandleAsync(new(Encoding.UTF8.GetBytes(Header + rows), dryRun), Author, TestContext.Current.CancellationToken);
}
