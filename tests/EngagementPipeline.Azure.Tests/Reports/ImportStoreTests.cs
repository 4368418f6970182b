using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Reports;

public sealed class ImportStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role>());
    private readonly ImportStore _store = new(TestStorage.Of(azurite));

    public async ValueTask InitializeAsync()
    {
        await TestStorage.Of(azurite).Table("Imports").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Table("ImportedFigures").CreateIfNotExistsAsync();
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
        await _store.RemoveAsync(import, TestContext.Current.CancellationToken);
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

        await _store.RemoveAsync(one, TestContext.Current.CancellationToken);

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

        await _store.RemoveAsync(one, TestContext.Current.CancellationToken);

        Assert.False(await _store.CompleteAsync(other with { Complete = true }, mark, TestContext.Current.CancellationToken));
    }

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
