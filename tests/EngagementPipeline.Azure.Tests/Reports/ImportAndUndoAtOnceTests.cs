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
/// The same file is recorded and undone at once, the one before each storage operation of the other: all of its rows count or none, what counts is
/// whole, and of what does not nothing stays.
/// </summary>
[Collection(nameof(ImportStoreTests))]
public sealed class ImportAndUndoAtOnceTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Rows = 120; // more than one transaction takes

    private static readonly Actor Author = new("a1", "Report author", new HashSet<Role>());
    private static readonly ReportingYear Year = ReportingYear.Of(new(2007, 6, 1));
    private static readonly byte[] File = Encoding.UTF8.GetBytes("key,title,kind,period-start,period-end,value,source\n" + string.Concat(
        Enumerable.Range(0, Rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"at-once.k{row},Invented,views,2007-04-01,2008-03-31,{row},Invented\n"))));

    private readonly ImportStore _store = new(TestStorage.Of(azurite));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await TestStorage.Of(azurite).Table("Imports").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Table("ImportedFigures").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Blobs("import-sums").CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_is_undone_while_it_is_recorded()
    {
        for (var (step, steps) = (1, int.MaxValue); step <= steps; step++)
        {
            var recording = new Steps();
            Result<FiguresImported>? recorded = null;
            await recording.AtStepAsync(step, async () => recorded = await ImportAsync(TestStorage.Of(azurite, new SteppingPolicy(recording))), () => UndoAsync(_store));
            steps = recording.Taken.Count;

            Assert.Contains(recorded!.Refusal?.Code ?? "recorded", (string[])["recorded", "import-undone", "import-being-undone"]);
            await new ClearUndoneImportsHandler(_store).HandleAsync(Token);
            var expected = await FindAsync() is { Complete: true } ? Rows : 0;
            Assert.Equal((step, expected, expected), (step, await CountedAsync(), await KeptAsync()));

            await UndoAsync(_store);
            await new ClearUndoneImportsHandler(_store).HandleAsync(Token);
            Assert.Equal((step, 0), (step, await KeptAsync()));
        }
    }

    [Fact]
    public async Task It_is_cleared_and_recorded_again_while_somebody_else_is_clearing_it()
    {
        for (var (step, steps) = (1, int.MaxValue); step <= steps; step++)
        {
            await ImportAsync(TestStorage.Of(azurite));
            var undone = (await _store.UndoAsync(Batch, DateTimeOffset.UnixEpoch, Token))!;
            var clearing = new Steps();
            await clearing.AtStepAsync(
                step,
                async () => Assert.True(await new ImportStore(TestStorage.Of(azurite, new SteppingPolicy(clearing))).ClearAsync(undone, int.MaxValue, Token)),
                async () =>
                {
                    await _store.ClearAsync(undone, int.MaxValue, Token);
                    Assert.True((await ImportAsync(TestStorage.Of(azurite))).Succeeded);
                });
            steps = clearing.Taken.Count;

            Assert.Equal((step, Rows, Rows), (step, await CountedAsync(), await KeptAsync()));
            await UndoAsync(_store);
        }
    }

    [Fact]
    public async Task It_is_sent_again_while_its_rows_are_going()
    {
        await ImportAsync(TestStorage.Of(azurite));
        await _store.UndoAsync(Batch, DateTimeOffset.UnixEpoch, Token);

        Assert.Equal("import-being-undone", (await ImportAsync(TestStorage.Of(azurite))).Refusal?.Code);

        Assert.Equal(0, await CountedAsync());
        await new ClearUndoneImportsHandler(_store).HandleAsync(Token);
        Assert.True((await ImportAsync(TestStorage.Of(azurite))).Succeeded);
        await UndoAsync(_store);
    }

    private static ImportBatchId Batch => ImportBatchId.Of(FigureFile.Read(File).Value.Sha256);

    private static Task<Result<FiguresImported>> ImportAsync(Storage storage) =>
        new ImportFiguresHandler(new ImportStore(storage), new NoAudit(), TimeProvider.System, new(5)).HandleAsync(new(File, DryRun: false), Author, Token);

    private static async Task UndoAsync(ImportStore store)
    {
        if (await store.UndoAsync(Batch, DateTimeOffset.UnixEpoch, Token) is { } undone)
            Assert.True(await store.ClearAsync(undone, int.MaxValue, Token));
    }

    private async Task<Import?> FindAsync() => (await _store.ListAsync(Token)).Value.SingleOrDefault(import => import.Batch == Batch);

    private async Task<long> CountedAsync() => (await new ImportedSums(_store).ReadAsync(Year, Token)).Value.Where(sum => sum.Batch == Batch).Sum(sum => sum.Rows);

    private async Task<long> KeptAsync() => await _store.ReadAsync(Batch, Year, Token).CountAsync(Token);

    private sealed class NoAudit : IAudit
    {
        public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
