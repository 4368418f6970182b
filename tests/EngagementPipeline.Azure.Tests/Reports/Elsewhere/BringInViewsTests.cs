using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Reports.Elsewhere;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Tests.Reports.Deliveries;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Reports.Elsewhere;

/// <summary>The real SDK against a server that answers as Graph does, rows on Azurite. Years of its own: 2070 on.</summary>
[Collection(nameof(ImportStoreTests))]
public sealed partial class BringInViewsTests(AzuriteFixture azurite) : IAsyncLifetime, IAudit
{
    private static int _years = 2069;

    private readonly MovedClock _clock = new();
    private readonly Steps _steps = new();
    private readonly int _year = Interlocked.Increment(ref _years);
    private readonly List<WatchedId> _mine = [];
    private GraphServer _server = null!;
    private GraphConnection _graph = null!;
    private ImportStore _imports = null!;
    private MyItems _items = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateOnly First => new(_year, 4, 1);

    public async ValueTask InitializeAsync()
    {
        var storage = TestStorage.Of(azurite);
        foreach (var table in (string[])["Imports", "ImportedFigures", "WatchedItems"])
            await storage.Table(table).CreateIfNotExistsAsync(Token);
        await storage.Blobs(ImportSums.Container).CreateIfNotExistsAsync(cancellationToken: Token);
        _server = await GraphServer.StartAsync();
        _graph = new(new GraphSettings { Endpoint = _server.Endpoint, Site = _server.Pages.Site }, TimeProvider.System);
        var stepped = TestStorage.Of(azurite, new SteppingPolicy(_steps));
        _imports = new(stepped);
        _items = new(new WatchedItemTable(stepped), _mine);
        _clock.MoveTo(new(_year, 7, 10, 5, 0, 0, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var item in await _items.ListAsync(Token))
            await _items.RemoveAsync(item, Token);
        _graph.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Brings_in_day_by_day_and_a_day_without_a_figure_is_a_gap_and_never_nought()
    {
        var item = await WatchAsync("video", day => day == First.AddDays(3) || day == First.AddDays(4) ? null : 2);
        _server.Analytics.Count("video", First.AddDays(10), 5, incomplete: true);

        await BringInAsync();

        var (rows, read) = (await RowsAsync(item), await ReadAsync(item));
        Assert.Equal((WatchState.Current, First.AddDays(99)), (read.State, read.LastDay));
        Assert.Equal([new(First.AddDays(3), First.AddDays(4)), new(First.AddDays(10), First.AddDays(10))], read.Gaps);
        Assert.Equal(97, rows.Count);
        Assert.All(rows, row => Assert.Equal((2m, "SharePoint, video"), (row.Value, row.Source)));
        Assert.Equal(194, (await SumAsync(item)).Value);
    }

    [Fact]
    public async Task The_same_day_again_takes_its_own_place_and_a_correction_the_place_of_what_it_corrects()
    {
        var item = await WatchAsync("video", _ => 2);
        await BringInAsync();
        _server.Analytics.Count("video", First.AddDays(98), 7);
        _clock.Move(TimeSpan.FromHours(25));

        await BringInAsync();

        Assert.Equal(100, (await RowsAsync(item)).Count);
        Assert.Equal(205, (await SumAsync(item)).Value);
    }

    [Fact]
    public async Task What_vanished_is_shown_with_its_last_day_and_its_rows_stay()
    {
        var item = await WatchAsync("video", _ => 2);
        await BringInAsync();
        _server.Analytics.Remove("video");
        _clock.Move(TimeSpan.FromHours(25));

        await BringInAsync();

        Assert.Equal((WatchState.Vanished, First.AddDays(99)), ((await ReadAsync(item)).State, (await ReadAsync(item)).LastDay));
        Assert.Equal(100, (await RowsAsync(item)).Count);
    }

    [Fact]
    public async Task One_that_cannot_be_read_holds_no_other_back_and_goes_on_when_it_is_told()
    {
        var first = await WatchAsync("throttled", _ => 1);
        var second = await WatchAsync("video", _ => 2);
        _server.Next("GET", "/drives/counted/items/throttled/*", GraphTrouble.Busy(7200));

        await BringInAsync();

        var waiting = await ReadAsync(first);
        Assert.Equal((WatchState.Failing, _clock.GetUtcNow().AddHours(2)), (waiting.State, waiting.NextAt));
        Assert.Contains("busy", waiting.Trouble, StringComparison.Ordinal);
        Assert.Equal(WatchState.Current, (await ReadAsync(second)).State);

        _clock.Move(TimeSpan.FromHours(2));
        await BringInAsync();
        Assert.Equal((WatchState.Current, null), ((await ReadAsync(first)).State, (await ReadAsync(first)).Trouble));
    }

    [Fact]
    public async Task Ended_before_any_step_the_next_time_comes_to_the_same()
    {
        for (var (step, more) = (1, true); more; step += 3)
        {
            var item = await WatchAsync($"video-{step}", day => day > First.AddDays(80) ? 3 : null);
            more = await _steps.CrashAtAsync(step, BringInAsync);
            _clock.Move(TimeSpan.FromHours(2));

            await BringInAsync();

            Assert.Equal((WatchState.Current, 19), ((await ReadAsync(item)).State, (await RowsAsync(item)).Count));
            Assert.Equal(57, (await SumAsync(item)).Value);
            await _items.RemoveAsync(item, Token);
            _clock.MoveTo(_clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Figures_that_were_undone_do_not_come_back_by_themselves()
    {
        var item = await WatchAsync("video", _ => 2);
        await BringInAsync();
        await new UndoImportHandler(_imports, this, _clock).HandleAsync((await ReadAsync(item)).BatchOf(ReportingYear.Of(First)), Actor.System, Token);
        _clock.Move(TimeSpan.FromHours(25));

        await BringInAsync();

        Assert.Equal(WatchState.Stopped, (await ReadAsync(item)).State);
        Assert.Empty(await RowsAsync(item));
    }

    [Fact]
    public async Task A_key_or_a_page_is_registered_once_and_a_link_that_leads_nowhere_says_what_to_do()
    {
        var item = await WatchAsync("video", _ => 2);
        _server.Analytics.Count("other", First, 1);

        Assert.Equal("does-not-fit", (await TryWatchAsync("video", "another.key")).Refusal?.Code);
        Assert.Equal("does-not-fit", (await TryWatchAsync("other", item.Key)).Refusal?.Code);
        Assert.Equal("not-reached", (await TryWatchAsync("nowhere", "nowhere.key")).Refusal?.Code);
    }

    Task IAudit.RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<WatchedItem> WatchAsync(string name, Func<DateOnly, long?> views)
    {
        for (var day = First; day < First.AddDays(100); day = day.AddDays(1))
            _server.Analytics.Count(name, day, views(day) ?? null);
        if (views(First) is null && views(First.AddDays(99)) is null)
            _server.Analytics.Count(name, First, 0);
        var watched = await TryWatchAsync(name, $"{AzuriteFixture.UniqueName()}.views");
        Assert.True(watched.Succeeded, watched.Refusal?.Detail);
        return watched.Value;
    }

    private Task<Result<WatchedItem>> TryWatchAsync(string name, string key) => TryWatchAsync(new PlaceElsewhere.ByLink(GraphServerAnalytics.LinkOf(name)), name, key);

    private Task<Result<WatchedItem>> TryWatchAsync(PlaceElsewhere place, string name, string key)
    {
        var id = new WatchedId(Guid.NewGuid());
        _mine.Add(id);
        return new WatchItemHandler(_items, new GraphViewsElsewhere(_graph), _imports, this, _clock)
            .HandleAsync(new(id, key, $"The {name}", place, ImportedKind.Views, First), Actor.System, Token);
    }

    private Task BringInAsync() => new BringInViewsHandler(_items, new GraphViewsElsewhere(_graph), _imports, _clock).HandleAsync(Token);

    private async Task<WatchedItem> ReadAsync(WatchedItem item) => (await _items.FindAsync(item.Id, Token))!.Value;

    private async Task<List<ImportedFigure>> RowsAsync(WatchedItem item) =>
        await _imports.ReadAsync(item.BatchOf(ReportingYear.Of(First)), ReportingYear.Of(First), Token).Select(row => row.Figure).ToListAsync(Token);

    private async Task<ImportedSum> SumAsync(WatchedItem item) =>
        (await new ImportedSums(_imports).ReadAsync(ReportingYear.Of(First), Token)).Value.Single(sum => sum.Key == item.Key);

    /// <summary>The table is shared by all tests; each has items of its own.</summary>
    private sealed class MyItems(WatchedItemTable table, List<WatchedId> mine) : IWatchedItems
    {
        public async Task<IReadOnlyList<WatchedItem>> ListAsync(CancellationToken cancellationToken) =>
            [.. (await table.ListAsync(cancellationToken)).Where(item => mine.Contains(item.Id))];

        public Task<Versioned<WatchedItem>?> FindAsync(WatchedId id, CancellationToken cancellationToken) => table.FindAsync(id, cancellationToken);

        public Task<string?> TrySaveAsync(WatchedItem item, string? mark, CancellationToken cancellationToken) => table.TrySaveAsync(item, mark, cancellationToken);

        public Task<bool> StopAsync(WatchedItem item, string mark, CancellationToken cancellationToken) => table.StopAsync(item, mark, cancellationToken);

        public async Task<IReadOnlyList<WatchedItem>> FormerAsync(CancellationToken cancellationToken) =>
            [.. (await table.FormerAsync(cancellationToken)).Where(item => mine.Contains(item.Id))];

        public async Task RemoveAsync(WatchedItem item, CancellationToken cancellationToken)
        {
            if (await FindAsync(item.Id, cancellationToken) is { } found)
                Assert.True(await StopAsync(found.Value, found.Mark, cancellationToken));
        }
    }
}
