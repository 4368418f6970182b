using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Views;

/// <summary>
/// A roll-up that is gone after any one of its storage operations, before or after the service did it, leaves nothing that the next
/// does not put right: the rows come out as if nobody had been killed. Across a midnight, a closing and the night the clocks go forward.
/// </summary>
public sealed class KilledRollUpTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Story[] Stories = [new(new(Guid.NewGuid())), new(new(Guid.NewGuid()))];

    private readonly BlobContainerClient _log = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly MovableClock _clock = new(DateTimeOffset.Parse("2026-03-29T09:00:00Z", null));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _log.CreateAsync();
        await WriteLogAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Leaves_nothing_that_the_next_does_not_put_right()
    {
        var undisturbed = await TablesAsync();
        var wire = new FaultTransport();
        await RunAsync(undisturbed, wire);
        var expected = await RowsAsync(undisturbed);
        Assert.NotEmpty(expected);

        for (var step = 0; step <= wire.Sent.Count; step++)
            foreach (var last in new[] { Fault.LostRequest, Fault.LostAnswer })
            {
                var tables = await TablesAsync();
                var killed = new FaultTransport(
                    [.. Enumerable.Repeat(Fault.None, step), last, .. Enumerable.Repeat(Fault.LostRequest, 200)]);
                await Record.ExceptionAsync(() => RunAsync(tables, killed));

                await RunAsync(tables, new());

                Assert.Equal(expected, await RowsAsync(tables));
            }
    }

    [Fact]
    public async Task Two_at_once_come_to_the_same_as_one()
    {
        var undisturbed = await TablesAsync();
        await RunAsync(undisturbed, new());

        var tables = await TablesAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(tables, new())));

        Assert.Equal(await RowsAsync(undisturbed), await RowsAsync(tables));
    }

    private async Task RunAsync(Tables tables, FaultTransport wire)
    {
        var blobs = new BlobClientOptions { Transport = wire };
        blobs.Retry.MaxRetries = 0;
        var log = new AppendBlobViewLogReader(new BlobContainerClient(azurite.ConnectionString, _log.Name, blobs));
        var sums = new TableViewSumStore(Over(tables.Rows, wire), Over(tables.Days, wire), Over(tables.Years, wire));
        using var salts = new TableVisitorSalts(Over(tables.Salts, wire), _clock);
        using var rollUp = new RollUpViewsHandler(log, sums, new Published(), salts, _clock);
        await rollUp.HandleAsync(Token);
    }

    private TableClient Over(TableClient table, FaultTransport wire)
    {
        var options = new TableClientOptions { Transport = wire };
        options.Retry.MaxRetries = 0;
        return new(azurite.ConnectionString, table.Name, options);
    }

    private async Task<Tables> TablesAsync()
    {
        var tables = new Tables(New(), New(), New(), New());
        foreach (var table in new[] { tables.Rows, tables.Days, tables.Salts, tables.Years })
            await table.CreateAsync(Token);
        return tables;

        TableClient New() => new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    }

    /// <summary>Every property of every row but the service's own.</summary>
    private static async Task<List<string>> RowsAsync(Tables tables)
    {
        var rows = new List<string>();
        foreach (var table in new[] { tables.Rows, tables.Days })
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Token))
                rows.Add(string.Join('|', row.Where(p => p.Key is not ("odata.etag" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(Say)));
        return rows;

        static string Say(KeyValuePair<string, object> property) =>
            $"{property.Key}={(property.Value is byte[] bytes ? Convert.ToHexString(bytes) : property.Value)}";
    }

    /// <summary>Two stories' readers over the evening of 28 March 2026, the night without an hour, and the morning after.</summary>
    private async Task WriteLogAsync()
    {
        var start = DateTimeOffset.Parse("2026-03-28T21:00:00Z", null);
        var line = new byte[LogLine.MaxLength];
        for (var hour = 0; hour < 12; hour++)
        {
            using var segment = new MemoryStream();
            foreach (var story in Stories)
                for (var minute = 0; minute < 60; minute += 20)
                {
                    var at = start.AddHours(hour).AddMinutes(minute);
                    var id = ViewId.TryParse(System.Text.Encoding.ASCII.GetBytes($"view-at-{at:HHmm}-0000"), out var parsed) ? parsed : default;
                    foreach (var later in new[] { 0, 50 })
                    {
                        var record = new PageRecord(id, story.Id, 1, later == 0 ? 0 : 1, "", later * 60_000, default, later > 0, 0);
                        segment.Write(line, 0, LogLine.Write(new(record, at.AddMinutes(later).ToUnixTimeMilliseconds(), null, 7), line));
                    }
                }

            segment.Position = 0;
            var blob = _log.GetAppendBlobClient($"{start.AddHours(hour):yyyy-MM-dd/HH}/a-0.log");
            await blob.CreateAsync(cancellationToken: Token);
            await blob.AppendBlockAsync(segment, cancellationToken: Token);
        }
    }

    private sealed record Story(StoryId Id);

    private sealed record Tables(TableClient Rows, TableClient Days, TableClient Salts, TableClient Years);

    private sealed class Published : IPublishedStories
    {
        public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) => Task.FromResult<PublishedStory?>(new(
            story, new(Guid.Empty), Slug.TryParse("see-me", out var slug) ? slug : default, "See me", 1, 3, DateTimeOffset.UnixEpoch, Live: true,
            new Dictionary<string, Audience>(StringComparer.Ordinal)));

        public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
