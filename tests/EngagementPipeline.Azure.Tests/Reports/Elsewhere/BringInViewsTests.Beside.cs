using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Reports.Elsewhere;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Reports.Elsewhere;

/// <summary>What stands beside the days: other ways to say which item it is, what SharePoint says in sum, what a trace tells, what was frozen, who comes at the same time.</summary>
public sealed partial class BringInViewsTests
{
    private const int MostSteps = 80;

    [Fact]
    public async Task An_item_is_found_by_link_drive_site_and_page()
    {
        _server.Drives.SiteDrive = "counted";
        _server.Pages.Add("page.aspx", "A page");
        var page = (string)_server.Pages.All[0]["id"]!;
        var names = new[] { "linked", "in-drive", "in-site", "page.aspx" };
        PlaceElsewhere[] places =
        [
            new PlaceElsewhere.ByLink(GraphServerAnalytics.LinkOf("linked")),
            new PlaceElsewhere.InDrive("counted", "in-drive"),
            new PlaceElsewhere.InSite(_server.Pages.Site, "in-site"),
            new PlaceElsewhere.PageOf(_server.Pages.Site, page),
        ];
        foreach (var (name, place) in names.Zip(places))
        {
            _server.Analytics.Count(name, First, 3);
            var watched = await TryWatchAsync(place, name, $"{AzuriteFixture.UniqueName()}.views");
            Assert.True(watched.Succeeded, watched.Refusal?.Detail);
            Assert.Equal(("counted", name), (watched.Value.Drive, watched.Value.Item));
        }

        Assert.Equal("not-reached", (await TryWatchAsync(new PlaceElsewhere.PageOf(_server.Pages.Site, "no-page"), "none", $"{AzuriteFixture.UniqueName()}.views")).Refusal?.Code);
        Assert.Equal("does-not-fit", (await TryWatchAsync(new PlaceElsewhere.InDrive("counted", "linked"), "again", $"{AzuriteFixture.UniqueName()}.views")).Refusal?.Code);
    }

    [Fact]
    public async Task What_SharePoint_says_in_sum_stands_beside_the_days_and_the_trace_tells_gaps_and_differences()
    {
        var item = await WatchAsync("video", day => day == First.AddDays(3) || day > First.AddDays(97) ? null : 2);
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        _server.Analytics.Sum("video", 1250, today, 12);

        await BringInAsync();

        var check = (await ReadAsync(item)).Check!;
        Assert.Equal((1250L, 194L, 12L, 10L, true), (check.There.AllTime, check.AllTime, check.There.Week, check.Week, check.Differs));
        Assert.Equal(194, (await SumAsync(item)).Value);
        var notes = await NotesAsync(item);
        Assert.Contains("no figure for 4 April", notes[0], StringComparison.Ordinal);
        Assert.Contains($"8 July {_year} to 9 July {_year}", notes[0], StringComparison.Ordinal);
        Assert.Contains(notes, note => note.StartsWith("SharePoint says 1,250 in all", StringComparison.Ordinal) && note.Contains("come to 194", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("SharePoint says 12 in sum, and 10 day by day", StringComparison.Ordinal));

        _server.Analytics.Remove("video");
        _clock.Move(TimeSpan.FromHours(25));
        await BringInAsync();
        Assert.Contains(await NotesAsync(item), note => note.StartsWith("It is not in SharePoint any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_it_is_stopped_the_gaps_of_the_days_it_was_watched_stay_told_until_its_figures_are_undone()
    {
        var item = await WatchAsync("video", day => day == First.AddDays(3) || day > First.AddDays(97) ? null : 2);
        _server.Analytics.Sum("video", 1250, DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime), 12);
        await BringInAsync();
        var before = await NotesAsync(item);
        _clock.Move(TimeSpan.FromHours(25));
        var newest = First.AddDays(100);
        _server.Analytics.Count("video", newest, 2);

        // It is stopped once its new day has come in and before that is noted with it.
        var saved = 0;
        _steps.Before = async step =>
        {
            if (step.StartsWith("GET", StringComparison.Ordinal) || !step.Contains("WatchedItems", StringComparison.Ordinal) || ++saved < 2)
                return;
            _steps.Before = _ => Task.CompletedTask;
            Assert.True((await StopAsync(item)).Succeeded);
        };
        await BringInAsync();

        Assert.Null(await _items.FindAsync(item.Id, Token));
        var after = await NotesAsync(item);
        Assert.Contains("no figure for 4 April", before[0], StringComparison.Ordinal);
        Assert.Contains($"no figure for 4 April {_year}; 8 July {_year} to 9 July {_year}.", after[0], StringComparison.Ordinal);
        Assert.Contains($"It is watched no more: for the days after 10 July {_year} nothing was brought in.", after);
        Assert.Contains(after, note => note.StartsWith("SharePoint says 1,250 in all", StringComparison.Ordinal));
        Assert.Equal(98, (await RowsAsync(item)).Count);

        await new UndoImportHandler(_imports, this, _clock).HandleAsync(item.BatchOf(ReportingYear.Of(First)), Actor.System, Token);
        Assert.Empty(await NotesAsync(item));
        Assert.True((await TryWatchAsync("video", item.Key)).Succeeded);
    }

    [Fact]
    public async Task Stopping_one_that_was_never_read_or_is_stopped_already_leaves_nothing_in_the_way()
    {
        var item = await WatchAsync("video", _ => 2);

        var both = await Task.WhenAll(StopAsync(item), StopAsync(item));

        Assert.Contains(both, one => one.Succeeded);
        Assert.Equal("not-found", (await StopAsync(item)).Refusal?.Code);
        Assert.Empty(await NotesAsync(item));
        Assert.True((await TryWatchAsync("video", item.Key)).Succeeded);
    }

    [Fact]
    public async Task Without_sums_the_days_come_in_all_the_same()
    {
        var item = await WatchAsync("video", _ => 2);
        _server.Next("GET", "/drives/counted/items/video/analytics/*", GraphTrouble.Forbidden);

        await BringInAsync();

        Assert.Equal((WatchState.Current, null), ((await ReadAsync(item)).State, (await ReadAsync(item)).Check));
        Assert.Empty(await NotesAsync(item));
    }

    [Fact]
    public async Task The_permission_that_counting_needs_is_asked_for_by_using_it()
    {
        Assert.Equal(OutsideStanding.NotSetUp, (await CheckAsync()).Standing);
        await WatchAsync("gone", _ => 2);
        await WatchAsync("video", _ => 2);
        _server.Analytics.Remove("gone");
        Assert.Equal(OutsideStanding.Works, (await CheckAsync()).Standing);

        _server.Next("GET", "/drives/counted/items/video/*", GraphTrouble.Forbidden);
        var missing = await CheckAsync();
        Assert.Equal(OutsideStanding.NeedsSomebody, missing.Standing);
        Assert.Contains("likely lacks Files.Read.All or Sites.Read.All", missing.Says, StringComparison.Ordinal);

        async Task<OutsideFinding> CheckAsync() => Assert.Single(await new CheckViewsElsewhere(_items, new GraphViewsElsewhere(_graph)).CheckAsync(Token));
    }

    [Fact]
    public async Task A_frozen_year_keeps_its_figure_and_what_SharePoint_corrects_later_stands_beside_it()
    {
        var item = await WatchAsync("video", _ => 2);
        await BringInAsync();
        var storage = TestStorage.Of(azurite);
        await storage.Table("Corrections").CreateIfNotExistsAsync(Token);
        await storage.Blobs(BlobFrozenReports.Container).CreateIfNotExistsAsync(cancellationToken: Token);
        var (year, frozen) = (ReportingYear.Of(First), new BlobFrozenReports(storage));
        var count = new CountReport([new ImportedFigures(_imports, new(5))]);
        _clock.MoveTo(new(_year + 1, 4, 20, 5, 0, 0, TimeSpan.Zero));
        for (var day = First.AddDays(100); day <= year.LastDay; day = day.AddDays(1))
            _server.Analytics.Count("video", day, 1);
        await BringInAsync();
        Assert.True((await new FreezeReportHandler(count, frozen, this, _clock).HandleAsync(year, Actor.System, Token)).Succeeded);
        var before = await FigureAsync();
        Assert.Null(before.Later);

        _server.Analytics.Count("video", year.LastDay, 41);
        _clock.Move(TimeSpan.FromHours(25));
        await BringInAsync();

        var after = await FigureAsync();
        Assert.Equal((before.Value, before.Value + 40), (after.Value, after.Later?.Value));

        async Task<ReportedFigure> FigureAsync() =>
            (await new ReadReportHandler(count, frozen, new CorrectionTable(storage), _clock).HandleAsync(year, Token)).Value.Figures.Single(figure => figure.Key == item.Key);
    }

    /// <summary>Whatever one timer is about to ask of storage, another runs whole just before.</summary>
    [Fact]
    public async Task Two_timers_at_once_come_to_the_same_as_one()
    {
        for (var (step, more) = (1, true); more; step += 4)
        {
            Assert.InRange(step, 1, MostSteps);
            var item = await WatchAsync($"video-{step}", day => day > First.AddDays(80) ? 3 : null);
            _steps.Taken.Clear();

            await _steps.AtStepAsync(step, BringInAsync, () => BringInAsync());

            more = _steps.Taken.Count >= step;
            Assert.Equal((WatchState.Current, 19), ((await ReadAsync(item)).State, (await RowsAsync(item)).Count));
            Assert.Equal(57, (await SumAsync(item)).Value);
            await _items.RemoveAsync(item, Token);
        }
    }

    [Fact]
    public async Task Of_two_who_register_the_same_at_once_one_does()
    {
        _server.Analytics.Count("video", First, 3);
        var (key, other) = ($"{AzuriteFixture.UniqueName()}.views", $"{AzuriteFixture.UniqueName()}.views");

        await _steps.AtStepAsync(5, () => TryWatchAsync("video", key), () => TryWatchAsync("video", other));
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TryWatchAsync("video", key)));

        Assert.All(both, tried => Assert.Equal("does-not-fit", tried.Refusal?.Code));
        var item = Assert.Single(await _items.ListAsync(Token));
        await _items.RemoveAsync(item, Token);
        Assert.True((await TryWatchAsync("video", key)).Succeeded);
    }

    /// <summary>A fault that nobody foresaw is thrown, its item says so, and the others are read.</summary>
    [Fact]
    public async Task A_fault_of_ours_is_told_beside_its_item_and_holds_no_other_back()
    {
        var odd = await WatchAsync("odd", _ => 1);
        _clock.Move(TimeSpan.FromSeconds(1));
        var other = await WatchAsync("video", _ => 2);
        _steps.Before = step =>
        {
            if (!step.Contains("Imports", StringComparison.Ordinal))
                return Task.CompletedTask;
            _steps.Before = _ => Task.CompletedTask;
            throw new CrashException();
        };

        await Assert.ThrowsAsync<AggregateException>(BringInAsync);

        var told = await ReadAsync(odd);
        Assert.Equal(WatchState.Failing, told.State);
        Assert.Contains("on our side", told.Trouble, StringComparison.Ordinal);
        Assert.Equal(WatchState.Current, (await ReadAsync(other)).State);
        _clock.Move(TimeSpan.FromHours(1));
        await BringInAsync();
        Assert.Equal((WatchState.Current, null), ((await ReadAsync(odd)).State, (await ReadAsync(odd)).Trouble));
    }

    private Task<Result<Done>> StopAsync(WatchedItem item) => new UnwatchItemHandler(_items, this, _clock).HandleAsync(item.Id, Actor.System, Token);

    private Task<IReadOnlyList<string>> NotesAsync(WatchedItem item) => new NotesOfWatched(_items, _imports).ReadAsync(item.Key, ReportingYear.Of(First), Token);
}
