using System.Net;
using System.Text;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Views;

public sealed class TableVisitorSaltsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private readonly TableClient _table = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly MovableClock _clock = new(DateTimeOffset.Parse("2026-11-23T10:00:00Z", null));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _table.CreateAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_instances_have_the_same_secret_of_a_day_however_many_ask_at_once()
    {
        var salts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Salts().OfAsync(Monday, Token).AsTask()));

        Assert.Single(salts.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal));
        Assert.Equal(32, salts[0].Length);
    }

    [Fact]
    public async Task Every_day_has_another_secret()
    {
        var salts = Salts();

        Assert.NotEqual(await salts.OfAsync(Monday, Token), await salts.OfAsync(Monday.AddDays(1), Token));
    }

    [Fact]
    public async Task An_instance_asks_storage_once_a_day()
    {
        var wire = new FaultTransport();
        var salts = new TableVisitorSalts(new(azurite.ConnectionString, _table.Name, new TableClientOptions { Transport = wire }), _clock);

        for (var n = 0; n < 100; n++)
            await salts.OfAsync(Monday, Token);

        Assert.Equal(2, wire.Sent.Count); // looks, and makes
    }

    [Fact]
    public async Task Destroyed_secrets_are_gone_from_storage_and_memory_and_the_open_days_stays()
    {
        var salts = Salts();
        foreach (var ago in new[] { 2, 1, 0 })
            await salts.OfAsync(Monday.AddDays(-ago), Token);
        var sunday = await Salts().OfAsync(Monday.AddDays(-1), Token);
        var monday = await salts.OfAsync(Monday, Token);

        await salts.DestroyThroughAsync(Monday.AddDays(-1), Token);

        Assert.Equal(["2026-11-23"], (await _table.QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token)).Select(r => r.RowKey));
        Assert.Equal(monday, await salts.OfAsync(Monday, Token));
        Assert.NotEqual(sunday, await Salts().OfAsync(Monday.AddDays(-1), Token));
    }

    /// <summary>
    /// Somebody who holds all that was stored on the day after, knows the reader's user agent and tries every address of the network the
    /// reader was in, finds nothing: what the hash was keyed with is in none of it.
    /// </summary>
    [Fact]
    public async Task On_the_next_day_nobody_can_work_out_who_a_visitor_was()
    {
        const string phone = "A phone whose name the searcher knows";
        var salts = Salts();
        var visitor = VisitorHash.Of(await salts.OfAsync(Monday, Token), IPAddress.Parse("203.0.113.77"), phone);
        Assert.Equal(visitor, Search(await salts.OfAsync(Monday, Token), phone, visitor)); // on the day itself the search finds

        await salts.OfAsync(Monday.AddDays(1), Token);
        await salts.DestroyThroughAsync(Monday, Token);

        var kept = new List<byte[]> { Array.Empty<byte>(), new byte[32] };
        await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: Token))
            foreach (var (_, value) in row)
                kept.Add(value as byte[] ?? Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
        Assert.Contains(kept, k => k.Length == 32 && k.Any(b => b != 0)); // Tuesday's is there, and no use
        Assert.All(kept, key => Assert.Null(Search(key, phone, visitor)));
    }

    private static ulong? Search(byte[] key, string userAgent, ulong visitor)
    {
        for (var network = 0; network < 256; network++)
            for (var host = 0; host < 256; host += 255) // addresses of one /24 are one visitor: both its ends
                if (VisitorHash.Of(key, new IPAddress([203, 0, (byte)network, (byte)host]), userAgent) == visitor)
                    return visitor;
        return null;
    }

    private TableVisitorSalts Salts() => new(_table, _clock);
}
