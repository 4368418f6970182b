using Azure.Data.Tables;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Views;

public sealed class TableViewSumStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private readonly StoryId _story = new(Guid.NewGuid());
    private readonly ProjectId _project = new(Guid.NewGuid());
    private readonly TableClient _rows = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly TableClient _days = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly TableClient _years = new(azurite.ConnectionString, AzuriteFixture.UniqueName());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _rows.CreateAsync();
        await _days.CreateAsync();
        await _years.CreateAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_day_is_read_as_it_was_found()
    {
        var found = ADay(lines: 10, shares: [("", 3), ("board", 1200)]);

        await AStore().ReplaceAsync(found, Token);

        var read = Assert.Single(await ReadAsync());
        Assert.Equal(
            found with { Excluded = read.Excluded, Shares = read.Shares },
            read);
        Assert.Equal(found.Excluded, read.Excluded);
        foreach (var share in new[] { "", "board" })
        {
            var (expected, actual) = (found.Shares[share], read.Shares[share]);
            Assert.Equal(expected.ActiveTimes.ToBytes(), actual.ActiveTimes.ToBytes());
            Assert.Equal(expected.Visitors.ToBytes(), actual.Visitors.ToBytes());
            Assert.Equal(expected.Cards, actual.Cards);
            Assert.Equal(expected.Versions, actual.Versions);
            Assert.Equal(
                expected with { ActiveTimes = actual.ActiveTimes, Visitors = actual.Visitors, Cards = actual.Cards, Versions = actual.Versions },
                actual);
        }
    }

    [Fact]
    public async Task A_later_finding_replaces_all_of_an_earlier_one()
    {
        await AStore().ReplaceAsync(ADay(10, [("", 3), ("board", 2), ("heads", 1)]), Token);
        await AStore().ReplaceAsync(ADay(11, [("board", 4)]), Token);

        Assert.Equal("board=4", Shares(Assert.Single(await ReadAsync())));
        Assert.Equal(2, await _rows.QueryAsync<TableEntity>(cancellationToken: Token).CountAsync(Token)); // the day's own row and the share's
    }

    [Theory]
    [InlineData(9, true, "=1")]
    [InlineData(10, true, "=1")]
    [InlineData(10, false, "=2")]
    [InlineData(11, true, "=2")]
    public async Task A_finding_gives_way_to_one_that_looked_at_more(long lines, bool provisional, string left)
    {
        await AStore().ReplaceAsync(ADay(10, [("", 1)]), Token);
        await AStore().ReplaceAsync(ADay(lines, [("", 2)]) with { Provisional = provisional }, Token);

        Assert.Equal(left, Shares(Assert.Single(await ReadAsync())));
    }

    [Fact]
    public async Task Of_many_at_once_the_one_that_looked_at_most_is_left_whole()
    {
        await Task.WhenAll(Enumerable.Range(1, 12).Select(async n =>
        {
            try
            {
                await AStore().ReplaceAsync(ADay(n, [("", n), ($"share-{n}", n)]), Token);
            }
            catch (global::Azure.RequestFailedException overtaken) when (overtaken.Status is 404 or 409 or 412)
            {
                // Overtaken too often in a row: a timer's next run tries again.
            }
        }));
        await AStore().ReplaceAsync(ADay(12, [("", 12), ("share-12", 12)]), Token);

        Assert.Equal("=12 share-12=12", Shares(Assert.Single(await ReadAsync())));
    }

    [Fact]
    public async Task A_writer_that_stopped_half_way_is_finished_by_the_next()
    {
        var many = Enumerable.Range(0, 100).Select(n => ($"share-{n:D3}", 1)).ToArray();
        var wire = new FaultTransport();
        var options = new TableClientOptions { Transport = wire };
        options.Retry.MaxRetries = 0;
        var dying = new TableViewSumStore(new(azurite.ConnectionString, _rows.Name, options), _days, _years);

        wire.Next(Fault.None, Fault.None, Fault.LostRequest); // reads, writes the first rows, and is gone
        await Assert.ThrowsAsync<global::Azure.RequestFailedException>(() => dying.ReplaceAsync(ADay(10, many), Token));
        Assert.InRange(Assert.Single(await ReadAsync()).Shares.Count, 1, 99);
        await AStore().ReplaceAsync(ADay(10, many), Token);

        Assert.Equal(100, Assert.Single(await ReadAsync()).Shares.Count);
    }

    [Fact]
    public async Task Days_are_read_in_order_and_within_their_range()
    {
        foreach (var ago in new[] { 0, 1, 2, 30 })
            await AStore().ReplaceAsync(ADay(10, [("", 1), ("board", 1)]) with { Day = Monday.AddDays(-ago) }, Token);

        var read = await AStore().ReadAsync(_story, Monday.AddDays(-2), Monday.AddDays(-1), Token).ToListAsync(Token);

        Assert.Equal([Monday.AddDays(-2), Monday.AddDays(-1)], read.Select(d => d.Day));
    }

    [Fact]
    public async Task Erasing_a_project_takes_all_its_stories_days_and_no_others()
    {
        var other = ADay(10, [("", 1)]) with { Project = new(Guid.NewGuid()), Story = new(Guid.NewGuid()) };
        await AStore().ReplaceAsync(ADay(10, [("", 1), ("board", 1)]), Token);
        await AStore().ReplaceAsync(ADay(10, [("", 1)]) with { Story = new(Guid.NewGuid()) }, Token);
        await AStore().ReplaceAsync(other, Token);

        await AStore().EraseAsync(_project, Token);
        await AStore().EraseAsync(_project, Token);

        var left = await _rows.QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal([other.Story.ToString()], left.Select(r => r.PartitionKey));
        await AStore().EraseAsync(other.Story, Token);
        Assert.Equal(0, await _rows.QueryAsync<TableEntity>(cancellationToken: Token).CountAsync(Token));
    }

    [Fact]
    public async Task The_newest_closed_day_is_remembered()
    {
        Assert.Null(await AStore().ClosedThroughAsync(Token));

        foreach (var day in new[] { Monday, Monday.AddDays(1), Monday.AddDays(-300) })
            await AStore().CloseAsync(new(day, DateTimeOffset.UnixEpoch, 2), Token);

        Assert.Equal(Monday.AddDays(1), await AStore().ClosedThroughAsync(Token));
    }

    [Fact]
    public async Task The_newest_verified_day_is_remembered_apart_from_the_closed_ones()
    {
        await AStore().CloseAsync(new(Monday.AddDays(5), DateTimeOffset.UnixEpoch, 0), Token);
        Assert.Null(await AStore().VerifiedThroughAsync(Token));

        foreach (var day in new[] { Monday, Monday.AddDays(1) })
            await AStore().VerifyAsync(day, DateTimeOffset.UnixEpoch, Token);

        Assert.Equal(Monday.AddDays(1), await AStore().VerifiedThroughAsync(Token));
    }

    [Fact]
    public async Task Reports_read_the_numbers_of_shares_that_have_views()
    {
        await AStore().ReplaceAsync(ADay(10, [("board", 3), ("heads", 1)]), Token);

        var rows = await new TableViewSums(_rows).ReadAsync(_story, Monday, Monday, Token).ToListAsync(Token);

        var day = Assert.Single(await ReadAsync());
        Assert.Equal(
            day.Shares.OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => new DailyViews(
                _story, Monday, share.Key, share.Value.Views, share.Value.Visitors.Count, 1, (share.Value.ActiveTimes.TotalMs + 500) / 1000, Provisional: true)
            { Glances = 3, QuickReads = 4, DeepReads = 5 }),
            rows);
    }

    [Fact]
    public async Task What_is_kept_reads_back_and_is_replaced_only_under_its_mark()
    {
        var kept = AKept(Monday);
        await Kept().KeepAsync(Year, kept, mark: null, Token);
        await Kept().KeepAsync(Year, kept with { Through = Monday.AddDays(1) }, mark: null, Token);

        var read = Assert.Single(await Kept().ReadAsync(Year, Token)).Value;
        Assert.Equal(kept with { Sums = read.Value.Sums }, read.Value);
        Assert.Equal(kept.Sums, read.Value.Sums);

        await Kept().KeepAsync(Year, kept with { Through = Monday.AddDays(2) }, read.Mark, Token);
        await Kept().KeepAsync(Year, kept with { Through = Monday.AddDays(3) }, read.Mark, Token);
        Assert.Equal(Monday.AddDays(2), Assert.Single(await Kept().ReadAsync(Year, Token)).Value.Value.Through);
    }

    [Fact]
    public async Task A_closed_day_that_is_replaced_makes_void_what_is_kept_and_what_is_being_added_up()
    {
        await AStore().CloseAsync(new(Monday, DateTimeOffset.UnixEpoch, 0), Token);
        await AStore().ReplaceAsync(ADay(10, [("", 1)]) with { Provisional = false }, Token);
        await Kept().KeepAsync(Year, AKept(Monday), mark: null, Token); // by a report that read the day before it was replaced
        var mark = Assert.Single(await Kept().ReadAsync(Year, Token)).Value;
        Assert.True(mark.Value.Through < Year.FirstDay);

        await Kept().KeepAsync(Year, AKept(Monday), mark.Mark, Token);
        Assert.Equal(Monday, Assert.Single(await Kept().ReadAsync(Year, Token)).Value.Value.Through);
        await AStore().ReplaceAsync(ADay(10, [("", 1)]) with { Provisional = false }, Token); // says no more: nothing changes
        Assert.Equal(Monday, Assert.Single(await Kept().ReadAsync(Year, Token)).Value.Value.Through);
        await AStore().ReplaceAsync(ADay(11, [("", 2)]) with { Provisional = false }, Token);
        Assert.True(Assert.Single(await Kept().ReadAsync(Year, Token)).Value.Value.Through < Year.FirstDay);
    }

    [Fact]
    public async Task A_day_that_closes_leaves_what_is_kept_of_days_before_it()
    {
        await AStore().CloseAsync(new(Monday.AddDays(-1), DateTimeOffset.UnixEpoch, 0), Token);
        await Kept().KeepAsync(Year, AKept(Monday.AddDays(-1)), mark: null, Token);

        await AStore().ReplaceAsync(ADay(10, [("", 1)]) with { Provisional = false }, Token);

        Assert.Equal(Monday.AddDays(-1), Assert.Single(await Kept().ReadAsync(Year, Token)).Value.Value.Through);
    }

    [Fact]
    public async Task What_is_kept_goes_with_the_story_and_with_the_project()
    {
        await Kept().KeepAsync(Year, AKept(Monday), mark: null, Token);
        await AStore().EraseAsync(_story, Token);
        Assert.Empty(await Kept().ReadAsync(Year, Token));

        await Kept().KeepAsync(Year, AKept(Monday), mark: null, Token);
        await AStore().EraseAsync(_project, Token);
        Assert.Empty(await Kept().ReadAsync(Year, Token));
    }

    private static ReportingYear Year => ReportingYear.Of(Monday);

    private TableKeptViews Kept() => new(_years, AStore());

    private KeptViews AKept(DateOnly through) => new(
        _story,
        _project,
        through,
        [new(_story, Monday, "", 9, 8, 7, 600, false) { Rows = 2, Glances = 4, QuickReads = 3, DeepReads = 2 }, new(_story, Monday, "board", 1, 1, 0, 5, false) { Glances = 1 }]);

    private static string Shares(StoryDay day) =>
        string.Join(' ', day.Shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value.Views}"));

    private TableViewSumStore AStore() => new(_rows, _days, _years);

    private async Task<List<StoryDay>> ReadAsync() => await AStore().ReadAsync(_story, Monday, Monday, Token).ToListAsync(Token);

    private StoryDay ADay(long lines, (string Share, int Views)[] shares) => new(
        _story, _project, Monday, lines, Provisional: true, Received: 20, Repeats: 5,
        new Dictionary<Exclusion, long> { [Exclusion.Objected] = 1, [Exclusion.Preview] = 2, [Exclusion.Bot] = 3, [Exclusion.UnknownVersion] = 4 },
        shares.ToDictionary(s => s.Share, s => Sums(s.Views), StringComparer.Ordinal));

    private static ViewSums Sums(int views)
    {
        var times = new ActiveTimes();
        var visitors = new VisitorSketch();
        var random = new Random(views);
        for (var n = 0; n < views; n++)
        {
            times.Add(random.Next(3_000_000));
            visitors.Add((ulong)random.NextInt64() << 1);
        }

        return new()
        {
            Views = views,
            Completed = 1,
            Interactions = 2,
            Glances = 3,
            QuickReads = 4,
            DeepReads = 5,
            ActiveTimes = times,
            Visitors = visitors,
            Cards = [3, 2, 0, 1],
            Versions = new Dictionary<int, long> { [0] = 1, [3] = 2 },
        };
    }
}
