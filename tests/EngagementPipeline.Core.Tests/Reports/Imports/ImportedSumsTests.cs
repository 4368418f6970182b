using System.Text;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

/// <summary>What counts of imported files is read from their sums; undoing takes them away at one stroke.</summary>
public sealed class ImportedSumsTests
{
    private const string Header = "key,title,kind,period-start,period-end,value,source\n";
    private const string Rows = "k,Old,views,2021-04-01,2021-04-30,10,B\nk,New,views,2021-05-01,2021-05-31,5,A\nother,Other,views,2020-04-01,2020-04-30,7,A\n";

    private static readonly ReportingYear Year = StoryBook.Year("2021-22");

    private readonly ImportsInMemory _store = new();
    private readonly AuditInMemory _audit = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_to_a_sum_for_each_key_and_year_and_no_row_is_read_for_it()
    {
        await ImportAsync(Rows);

        var sum = Assert.Single(await SumsAsync());

        Assert.Equal(("k", "New", 3, 2, 3, 15m, 2L), (sum.Key, sum.Title, sum.Newest, sum.FirstLine, sum.LastLine, sum.Value, sum.Rows));
        Assert.Equal((StoryBook.Day("2021-04-01"), StoryBook.Day("2021-05-31")), (sum.From, sum.To));
        Assert.Equal(["A", "B"], sum.Sources);
        Assert.Equal(0, _store.RowsRead);
    }

    [Fact]
    public async Task A_file_from_before_there_were_sums_is_added_up_once_and_comes_to_the_same()
    {
        await ImportAsync(Rows);
        var kept = await SumsAsync();
        _store.ForgetSums();

        var (first, second) = (await SumsAsync(), await SumsAsync());

        Assert.Equivalent(kept, first, strict: true);
        Assert.Equivalent(kept, second, strict: true);
        Assert.Equal(1, _store.RowsRead);
    }

    [Fact]
    public async Task A_file_that_is_undone_while_it_is_added_up_counts_for_nothing_and_nothing_is_kept_of_it()
    {
        var batch = (await ImportAsync(Rows)).Value.Import!.Batch;
        _store.ForgetSums();
        _store.AfterNextRead = () => UndoAsync(batch);

        Assert.Empty(await SumsAsync());
        Assert.Null(await _store.FindSumsAsync(batch, Year, Token));
    }

    [Fact]
    public async Task A_trace_whose_file_is_undone_while_it_is_read_has_none_of_its_rows()
    {
        var batch = (await ImportAsync(Rows)).Value.Import!.Batch;
        await ImportAsync("k,Third,views,2021-06-01,2021-06-30,1,C\n");
        _store.AfterNextRead = () => UndoAsync(batch);

        var rows = await new ImportedSums(_store).RowsAsync("k", Year, Token);

        Assert.Equal(["Third"], rows.Select(row => row.Figure.Title));
    }

    [Fact]
    public async Task A_large_file_counts_for_nothing_before_its_rows_are_gone_and_cannot_come_again_until_they_are()
    {
        var large = string.Concat(Enumerable.Range(0, 1_200).Select(i => $"k{i},Large,views,2021-04-01,2022-03-31,{i},s\n"));
        var batch = (await ImportAsync(large)).Value.Import!.Batch;

        Assert.False((await UndoAsync(batch)).Value.Gone);
        Assert.Empty(await SumsAsync());
        Assert.Equal(1_200, Assert.Single((await _store.ListAsync(Token)).Value).Written);
        Assert.Equal("import-being-undone", (await ImportAsync(large)).Refusal!.Code);
        Assert.False((await UndoAsync(batch)).Value.Gone);
        Assert.Single(_audit.Entries.Where(entry => entry.Action == "import-undone").DistinctBy(entry => (entry.At, entry.By.Id, entry.Subject)));

        await new ClearUndoneImportsHandler(_store).HandleAsync(Token);
        Assert.Equal(0, _store.Rows);
        Assert.True((await ImportAsync(large)).Succeeded);
    }

    [Fact]
    public async Task A_file_that_is_undone_while_it_is_written_is_not_recorded_and_none_of_its_rows_stays()
    {
        _store.AfterFirstRow = async () => await UndoAsync(Assert.Single((await _store.ListAsync(Token)).Value).Batch);

        Assert.Equal("import-undone", (await ImportAsync(Rows)).Refusal!.Code);

        Assert.Empty(await SumsAsync());
        await new ClearUndoneImportsHandler(_store).HandleAsync(Token);
        Assert.Equal(0, _store.Rows);
    }

    private async Task<IReadOnlyList<ImportedSum>> SumsAsync() => (await new ImportedSums(_store).ReadAsync(Year, Token)).Value;

    private Task<Result<ImportUndone>> UndoAsync(ImportBatchId batch) =>
        new UndoImportHandler(_store, _audit, new StoryBook.StoppedClock("2023-01-12")).HandleAsync(batch, Actor.System, Token);

    private Task<Result<FiguresImported>> ImportAsync(string rows) =>
        new ImportFiguresHandler(_store, _audit, new StoryBook.StoppedClock("2023-01-12"), new(5))
            .HandleAsync(new(Encoding.UTF8.GetBytes(Header + rows), DryRun: false), Actor.System, Token);
}
