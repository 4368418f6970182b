using System.Globalization;
using System.Text;
using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Reports;

/// <summary>
/// An import, or its undoing, that is gone before any one of its storage operations: all of its rows count or none,
/// and doing it again comes to the end that it would have come to.
/// </summary>
[Collection(nameof(ImportStoreTests))]
public sealed class KilledImportTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Rows = 120; // more than one transaction takes

    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role>());
    private static readonly ReportingYear Year = ReportingYear.Of(new(2008, 6, 1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await TestStorage.Of(azurite).Table("Imports").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Table("ImportedFigures").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Blobs("import-sums").CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_rows_count_or_none_wherever_it_stopped()
    {
        var step = 1;
        for (; await KilledAsync(step, ImportAsync); step++)
        {
            Assert.Contains(await CountedAsync(), (int[])[0, Rows]);

            await ImportAsync(TestStorage.Of(azurite));
            Assert.Equal(Rows, await CountedAsync());
            await UndoAsync(TestStorage.Of(azurite));
            Assert.Equal((0, 0), (await CountedAsync(), await KeptAsync()));
        }

        Assert.InRange(step, 6, 60);
        Assert.Equal(Rows, await CountedAsync());
        await UndoAsync(TestStorage.Of(azurite));
    }

    [Fact]
    public async Task Undoing_takes_all_or_nothing_from_what_counts_wherever_it_stopped()
    {
        var step = 1;
        await ImportAsync(TestStorage.Of(azurite));
        for (; await KilledAsync(step, UndoAsync); step++)
        {
            Assert.Contains(await CountedAsync(), (int[])[0, Rows]);

            // What the timer does, and the author once more.
            await new ClearUndoneImportsHandler(new ImportStore(TestStorage.Of(azurite))).HandleAsync(Token);
            await UndoAsync(TestStorage.Of(azurite));
            Assert.Equal((0, 0), (await CountedAsync(), await KeptAsync()));
            await ImportAsync(TestStorage.Of(azurite));
        }

        Assert.InRange(step, 4, 60);
        Assert.Equal((0, 0), (await CountedAsync(), await KeptAsync()));
    }

    /// <summary>False when it had fewer steps, and came to its end.</summary>
    private async Task<bool> KilledAsync(int step, Func<Storage, Task> act)
    {
        var steps = new Steps();
        return await steps.CrashAtAsync(step, () => act(TestStorage.Of(azurite, new SteppingPolicy(steps))));
    }

    /// <summary>One that is there already is as good.</summary>
    private static async Task ImportAsync(Storage storage)
    {
        var csv = "key,title,kind,period-start,period-end,value,source\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"killed.{(char)('a' + (row % 26))}{(char)('a' + (row / 26))},Invented,views,2008-04-01,2009-03-31,{row},Invented\n")));
        var imported = await new ImportFiguresHandler(new ImportStore(storage), new NoAudit(), TimeProvider.System, new(5)).HandleAsync(new(Encoding.UTF8.GetBytes(csv), DryRun: false), Author, Token);
        Assert.True(imported.Succeeded || imported.Refusal.Code == "already-imported", imported.Refusal?.Code);
    }

    private static async Task UndoAsync(Storage storage)
    {
        var store = new ImportStore(storage);
        foreach (var import in (await store.ListAsync(Token)).Value.Where(import => import.Years.Contains(Year)))
            await store.ClearAsync((await store.UndoAsync(import.Batch, DateTimeOffset.UnixEpoch, Token))!, int.MaxValue, Token);
    }

    private async Task<int> CountedAsync()
    {
        var store = new ImportStore(TestStorage.Of(azurite));
        var rows = (await store.ReadCompleteAsync((await store.ListAsync(Token)).Value, Year, Token)).Count;
        Assert.Equal(rows, (await new ImportedSums(store).ReadAsync(Year, Token)).Value.Sum(sum => sum.Rows));
        return rows;
    }

    private async Task<int> KeptAsync() => await new ImportStore(TestStorage.Of(azurite)).ReadAsync(Year, Token).CountAsync(Token);

    private sealed class NoAudit : IAudit
    {
        public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
