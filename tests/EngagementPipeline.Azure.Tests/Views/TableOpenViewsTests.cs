using Azure.Data.Tables;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Views;

public sealed class TableOpenViewsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private readonly StoryId _story = new(Guid.NewGuid());
    private readonly ProjectId _project = new(Guid.NewGuid());
    private readonly TableClient _rows = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly TableClient _days = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly TableClient _years = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly TableClient _open = new(azurite.ConnectionString, AzuriteFixture.UniqueName());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var table in new[] { _rows, _days, _years, _open })
            await table.CreateAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_stories_open_days_come_as_their_own_rows_tell_them()
    {
        var other = ADay(4, ("", 7)) with { Story = new(Guid.NewGuid()) };
        await AStore().ReplaceAsync(ADay(10, ("", 3), ("board", 1200), ("nobody", 0)), Token);
        await AStore().ReplaceAsync(ADay(10, ("heads", 2)) with { Day = Monday.AddDays(1) }, Token);
        await AStore().ReplaceAsync(other, Token);

        var open = await Open().ReadAsync(Monday.AddDays(-1), Token);

        Assert.Equal(await new TableViewSums(_rows).ReadAsync(_story, Monday, Monday.AddDays(1), Token).ToListAsync(Token), open.Of(_story));
        Assert.Equal(3, open.Of(_story)!.Count());
        Assert.Equal(7, Assert.Single(open.Of(other.Story)!).Views);
        Assert.Empty(open.Of(new(Guid.NewGuid()))!);
        Assert.Equal("heads", Assert.Single((await Open().ReadAsync(Monday, Token)).Of(_story)!).Share);
    }

    [Theory]
    [InlineData(9, true, 1)]
    [InlineData(10, true, 1)]
    [InlineData(10, false, 2)]
    [InlineData(11, true, 2)]
    public async Task A_finding_gives_way_to_one_that_looked_at_more(long lines, bool provisional, long left)
    {
        await AStore().ReplaceAsync(ADay(10, ("", 1)), Token);
        await AStore().ReplaceAsync(ADay(lines, ("", 2)) with { Provisional = provisional }, Token);

        Assert.Equal(left, Assert.Single((await Open().ReadAsync(Monday.AddDays(-1), Token)).Of(_story)!).Views);
    }

    [Fact]
    public async Task Of_many_at_once_the_one_that_looked_at_most_is_left()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Open().PutAsync(ADay(n, ("", n)), Token)));

        Assert.Equal(8, Assert.Single((await Open().ReadAsync(Monday.AddDays(-1), Token)).Of(_story)!).Views);
    }

    /// <summary>What ends between a day's own rows and this one is found again by the next process, to the same lines.</summary>
    [Fact]
    public async Task What_was_cut_off_is_written_by_the_next_that_finds_the_same()
    {
        await new TableViewSumStore(_rows, _days, _years).ReplaceAsync(ADay(10, ("", 3)), Token);

        await AStore().ReplaceAsync(ADay(10, ("", 3)), Token);

        Assert.Equal(3, Assert.Single((await Open().ReadAsync(Monday.AddDays(-1), Token)).Of(_story)!).Views);
    }

    [Fact]
    public async Task A_story_of_too_many_shares_says_that_its_days_are_to_be_read()
    {
        var many = Enumerable.Range(0, 2_000).Select(n => ($"a-share-with-a-long-name-{n:D5}", 1)).ToArray();

        await Open().PutAsync(ADay(10, many), Token);

        Assert.Null((await Open().ReadAsync(Monday.AddDays(-1), Token)).Of(_story));
    }

    [Fact]
    public async Task A_day_that_closes_takes_along_those_of_two_days_before_it()
    {
        foreach (var ago in new[] { 0, 1, 2, 3 })
            await AStore().ReplaceAsync(ADay(10, ("", 1)) with { Day = Monday.AddDays(-ago) }, Token);

        await AStore().CloseAsync(new(Monday, DateTimeOffset.UnixEpoch, 0), Token);

        var left = (await Open().ReadAsync(Monday.AddDays(-30), Token)).Of(_story)!;
        Assert.Equal([Monday.AddDays(-1), Monday], left.Select(sum => sum.Day));
    }

    [Fact]
    public async Task They_go_with_the_story_and_with_the_project()
    {
        await AStore().ReplaceAsync(ADay(10, ("", 1)), Token);
        await AStore().EraseAsync(_story, Token);
        Assert.Empty((await Open().ReadAsync(Monday.AddDays(-1), Token)).Rows);

        await AStore().ReplaceAsync(ADay(10, ("", 1)), Token);
        await AStore().EraseAsync(_project, Token);
        Assert.Equal(0, await _open.QueryAsync<TableEntity>(cancellationToken: Token).CountAsync(Token));
    }

    private SumStoreWithOpenDays AStore() => new(new TableViewSumStore(_rows, _days, _years), Open());

    private TableOpenViews Open() => new(_open);

    private StoryDay ADay(long lines, params (string Share, int Views)[] shares) => new(
        _story, _project, Monday, lines, Provisional: true, Received: 20, Repeats: 5, new Dictionary<Exclusion, long>(),
        shares.ToDictionary(
            share => share.Share,
            share => new ViewSums
            {
                Views = share.Views,
                Completed = 1,
                Interactions = 2,
                Glances = share.Views,
                QuickReads = 0,
                DeepReads = 0,
                ActiveTimes = new(),
                Visitors = new(),
                Cards = [share.Views],
                Versions = new Dictionary<int, long> { [1] = share.Views },
            },
            StringComparer.Ordinal));
}
