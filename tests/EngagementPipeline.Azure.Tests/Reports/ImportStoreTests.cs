using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Reports;

[Collection(nameof(ImportStoreTests))]
public sealed class ImportStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role>());
    private readonly ImportStore _store = new(TestStorage.Of(azurite));

    public async ValueTask InitializeAsync()
    {
        await TestStorage.Of(azurite).Table("Imports").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Table("ImportedFigures").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Blobs("import-sums").CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_kept_reads_back_equal()
    {
        var figure = AFigure(2, "2001-02", 97.9m) with { Title = "Ünïcode, \"quoted\"", Source = "A source" };
        var import = AnImport("2001-02");

        await KeepAsync(import, figure);

        Assert.Equal(new StoredFigure(import.Batch, figure), Assert.Single(await RowsAsync("2001-02")));
        var found = (await FindAsync(import))!;
        Assert.Equal(import with { Complete = true, By = found.By, Years = found.Years }, found);
        Assert.Equal((import.By.Id, import.By.Name), (found.By.Id, found.By.Name));
        Assert.Equal(import.Years, found.Years);
    }

    [Fact]
    public async Task A_thousand_rows_over_two_years_are_written_and_removed()
    {
        var import = AnImport("2002-03", "2003-04");
        List<ImportedFigure> figures = [.. Enumerable.Range(2, 1_000).Select(line => AFigure(line, line % 2 == 0 ? "2002-03" : "2003-04", line))];

        await KeepAsync(import, [.. figures]);
        await _store.WriteAsync(import.Batch, figures, TestContext.Current.CancellationToken);

        Assert.Equal(figures.Where(f => f.Year.StartYear == 2002), (await RowsAsync("2002-03")).Select(r => r.Figure));
        await RemoveAsync(import);
        Assert.Empty(await RowsAsync("2002-03"));
        Assert.Empty(await RowsAsync("2003-04"));
        Assert.Null(await FindAsync(import));
    }

    [Fact]
    public async Task Removing_one_file_leaves_the_others()
    {
        var (one, other) = (AnImport("2004-05"), AnImport("2004-05"));
        await KeepAsync(one, AFigure(2, "2004-05", 1));
        await KeepAsync(other, AFigure(2, "2004-05", 2));

        await RemoveAsync(one);

        Assert.Equal(2, Assert.Single(await RowsAsync("2004-05")).Figure.Value);
    }

    [Fact]
    public async Task An_import_is_not_completed_on_an_old_list()
    {
        var (one, other) = (AnImport("2005-06"), AnImport("2005-06"));
        var mark = (await _store.ListAsync(TestContext.Current.CancellationToken)).Mark;
        await KeepAsync(one, AFigure(2, "2005-06", 1));
        await _store.BeginAsync(other, TestContext.Current.CancellationToken);

        Assert.False(await _store.CompleteAsync(other with { Complete = true }, mark, TestContext.Current.CancellationToken));

        Assert.False((await FindAsync(other))!.Complete);
    }

    [Fact]
    public async Task Removing_makes_older_lists_old()
    {
        var (one, other) = (AnImport("2006-07"), AnImport("2006-07"));
        await KeepAsync(one, AFigure(2, "2006-07", 1));
        var mark = (await _store.ListAsync(TestContext.Current.CancellationToken)).Mark;

        await RemoveAsync(one);

        Assert.False(await _store.CompleteAsync(other with { Complete = true }, mark, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sums_read_back_as_they_were_kept_and_go_with_their_import()
    {
        var (import, year) = (AnImport("2009-10"), Year("2009-10"));
        var figures = Enumerable.Range(2, 6).Select(line => AFigure(line, "2009-10", line * 0.1m) with { Key = line % 2 == 0 ? "even" : "odd", Source = $"Ünï {line}" }).ToList();
        await KeepAsync(import, figures);
        var sums = ImportedSum.Of(import.Batch, figures);
        Assert.Null(await _store.FindSumsAsync(import.Batch, year, Token));

        await _store.KeepSumsAsync(import.Batch, year, sums, Token);

        var found = (await _store.FindSumsAsync(import.Batch, year, Token))!;
        Assert.Equal(sums.Select(s => s with { Sources = [] }), found.Select(s => s with { Sources = [] }));
        Assert.Equal(sums.SelectMany(s => s.Sources), found.SelectMany(s => s.Sources));
        Assert.Equal(
            figures.Where(f => f.Key == "even"),
            await _store.ReadAsync(year, found.Single(s => s.Key == "even"), Token).Select(row => row.Figure).ToListAsync(Token));
        await RemoveAsync(import);
        Assert.Null(await _store.FindSumsAsync(import.Batch, year, Token));
    }

    /// <summary>The array is the first form that was kept. A newer app's is none: then the rows are added up again.</summary>
    [Fact]
    public async Task Sums_of_the_first_form_are_read_and_those_of_a_newer_app_are_not()
    {
        var (import, year) = (AnImport("2011-12"), Year("2011-12"));
        var blob = TestStorage.Of(azurite).Blobs("import-sums").GetBlobClient($"2011-12/{import.Batch}.json");

        await blob.UploadAsync(
            BinaryData.FromString("""[{"Key":"even","Kind":"views","Newest":6,"Title":"T","FirstLine":2,"LastLine":6,"From":"2011-10-01","To":"2011-10-31","Value":1.2,"Rows":3,"Sources":["s"]}]"""), overwrite: true, Token);
        var sum = Assert.Single((await _store.FindSumsAsync(import.Batch, year, Token))!);
        Assert.Equal(("even", 1.2m, 3L, new DateOnly(2011, 10, 31)), (sum.Key, sum.Value, sum.Rows, sum.To));

        await blob.UploadAsync(BinaryData.FromString("""{"v":2,"sums":[]}"""), overwrite: true, Token);
        Assert.Null(await _store.FindSumsAsync(import.Batch, year, Token));
    }

    [Fact]
    public async Task What_is_undone_counts_for_nothing_before_any_row_is_gone_and_stays_so_since_when_it_was()
    {
        var import = AnImport("2010-11") with { Rows = 3 };
        await KeepAsync(import, AFigure(2, "2010-11", 1), AFigure(3, "2010-11", 1), AFigure(4, "2010-11", 1));

        var first = await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch.AddDays(1), Token);
        var second = await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch.AddDays(2), Token);

        Assert.Equal((false, 3, DateTimeOffset.UnixEpoch.AddDays(1)), (first!.Complete, first.Written, first.UndoneAt));
        Assert.Equal(first.UndoneAt, second!.UndoneAt);
        Assert.Equal(3, (await RowsAsync("2010-11")).Count);
        Assert.True(await _store.ClearAsync(first, int.MaxValue, Token));
        Assert.Null(await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch, Token));
    }

    [Fact]
    public async Task A_large_file_goes_in_parts_and_the_list_tells_what_is_left()
    {
        var import = AnImport("2011-12") with { Rows = 3_500 };
        await KeepAsync(import, [.. Enumerable.Range(2, 3_500).Select(line => AFigure(line, "2011-12", 1))]);
        var undone = await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch, Token);

        Assert.False(await _store.ClearAsync(undone!, 1_000, Token));

        var left = (await FindAsync(import))!.Written;
        Assert.InRange(left, 1, 2_500);
        Assert.Equal(left, (await RowsAsync("2011-12")).Count);
        Assert.True(await _store.ClearAsync(undone!, 1_000, Token));
        Assert.Empty(await RowsAsync("2011-12"));
    }

    [Fact]
    public async Task Two_may_take_the_same_file_away_at_once()
    {
        var import = AnImport("2012-13");
        await KeepAsync(import, [.. Enumerable.Range(2, 900).Select(line => AFigure(line, "2012-13", 1))]);
        var undone = await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch, Token);

        var gone = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _store.ClearAsync(undone!, int.MaxValue, Token)));

        Assert.Equal([true, true, true], gone);
        Assert.Empty(await RowsAsync("2012-13"));
        Assert.Null(await FindAsync(import));
    }

    [Fact]
    public async Task Rows_that_come_after_it_was_undone_are_taken_away_too()
    {
        var (import, figure) = (AnImport("2014-15"), AFigure(2, "2014-15", 1));
        await _store.BeginAsync(import, Token);
        await _store.ClearAsync((await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch, Token))!, int.MaxValue, Token);
        Assert.False(await _store.WriteAsync(import.Batch, [figure], Token));

        await _store.LeaveAsync(import, Token);

        var left = (await FindAsync(import))!;
        Assert.NotNull(left.UndoneAt);
        await _store.ClearAsync(left, int.MaxValue, Token);
        Assert.Empty(await RowsAsync("2014-15"));
        Assert.Null(await FindAsync(import));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task RemoveAsync(Import import) =>
        Assert.True(await _store.ClearAsync((await _store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch, Token))!, int.MaxValue, Token));

    /// <summary>Tests share the tables: each has years of its own.</summary>
    private static Import AnImport(params string[] years)
    {
        var sha256 = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N");
        return new(ImportBatchId.Of(sha256), sha256, DateTimeOffset.UnixEpoch, Author, 1, [.. years.Select(Year)], Complete: false);
    }

    private static ImportedFigure AFigure(int line, string year, decimal value) => new(
        line,
        $"key-{line}",
        "A title",
        ImportedKind.TryParse("views", out var kind) ? kind : throw new FormatException(),
        Year(year).FirstDay,
        Year(year).LastDay,
        value,
        "somewhere");

    private static ReportingYear Year(string text) => ReportingYear.TryParse(text, out var year) ? year : throw new FormatException(text);

    /// <summary>Other tests move the mark meanwhile, so it is tried until it works.</summary>
    private async Task KeepAsync(Import import, params IReadOnlyList<ImportedFigure> figures)
    {
        await _store.BeginAsync(import, TestContext.Current.CancellationToken);
        await _store.WriteAsync(import.Batch, figures, TestContext.Current.CancellationToken);
        while (!await _store.CompleteAsync(
            import with { Complete = true }, (await _store.ListAsync(TestContext.Current.CancellationToken)).Mark, TestContext.Current.CancellationToken))
        {
        }
    }

    private async Task<List<StoredFigure>> RowsAsync(string year) =>
        await _store.ReadAsync(Year(year), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private async Task<Import?> FindAsync(Import import) =>
        (await _store.ListAsync(TestContext.Current.CancellationToken)).Value.SingleOrDefault(i => i.Batch == import.Batch);
}
