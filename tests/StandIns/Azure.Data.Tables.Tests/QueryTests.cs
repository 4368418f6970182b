using EngagementPipeline.Testing;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

public sealed class QueryTests(AzuriteFixture azurite)
{
    private const string NoRows = """{"value":[]}""";
    private const string OneRow = """{"value":[{"PartitionKey":"p","RowKey":"r"}]}""";

    [Fact]
    public async Task Finds_the_rows_that_a_filter_describes()
    {
        var table = await azurite.ATableAsync();
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        var id = Guid.NewGuid();
        for (var n = 0; n < 6; n++)
        {
            await table.AddEntityAsync(
                new TableEntity("O'Neill", $"r{n}")
                {
                    ["N"] = n,
                    ["Long"] = (long)n,
                    ["Real"] = n / 2.0,
                    ["At"] = noon.AddHours(n),
                    ["Even"] = n % 2 == 0,
                    ["Text"] = $"it's {n}",
                    ["Id"] = n == 3 ? id : Guid.NewGuid(),
                    ["Bytes"] = new byte[] { 0xA0, (byte)n },
                },
                Token);
        }

        Assert.Equal(["r4", "r5"], await FindAsync($"PartitionKey eq {"O'Neill"} and N gt {3}"));
        Assert.Equal(["r0", "r1"], await FindAsync($"Long lt {2L}"));
        Assert.Equal(["r3"], await FindAsync($"Real eq {1.5}"));
        Assert.Equal(["r5"], await FindAsync($"At ge {noon.AddHours(5)}"));
        Assert.Equal(["r0", "r2", "r4"], await FindAsync($"Even eq {true}"));
        Assert.Equal(["r2"], await FindAsync($"Text eq {"it's 2"}"));
        Assert.Equal(["r3"], await FindAsync($"Id eq {id}"));
        Assert.Equal(["r1"], await FindAsync($"Bytes eq {new byte[] { 0xA0, 1 }}"));
        Assert.Equal(["r0", "r5"], await FindAsync($"not (RowKey gt {"r0"} and RowKey lt {"r5"})"));
        Assert.Empty(await FindAsync($"PartitionKey eq {"O''Neill"}"));

        Task<List<string>> FindAsync(FormattableString filter) => table.RowKeysAsync(TableClient.CreateQueryFilter(filter));
    }

    [Fact]
    public async Task Reads_only_the_columns_asked_for()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, Token);

        var rows = await table.QueryAsync<TableEntity>(select: ["B"], cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(2, Assert.Single(rows).GetInt32("B"));
        Assert.False(rows[0].ContainsKey("A"));
    }

    [Fact]
    public async Task Follows_pages_to_the_end_in_order()
    {
        var table = await azurite.ATableAsync();
        foreach (var partition in (string[])["a b", "z"])
            await table.SubmitTransactionAsync(Enumerable.Range(0, 7).Select(n => Add(partition, $"r {n}")), Token);

        var pages = await table.QueryAsync<TableEntity>(maxPerPage: 3, cancellationToken: Token).AsPages().ToListAsync(Token);

        Assert.Equal([3, 3, 3, 3, 2], pages.Select(p => p.Values.Count));
        Assert.Equal(
            Enumerable.Range(0, 14).Select(n => (n < 7 ? "a b" : "z", $"r {n % 7}")),
            pages.SelectMany(p => p.Values).Select(r => (r.PartitionKey, r.RowKey)));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task Goes_on_later_from_a_page_s_token_with_another_page_size()
    {
        var table = await azurite.ATableAsync();
        await table.SubmitTransactionAsync(Enumerable.Range(0, 5).Select(n => Add("p", $"r{n}")), Token);
        var first = await table.QueryAsync<TableEntity>(maxPerPage: 2, cancellationToken: Token).AsPages().FirstAsync(Token);

        var rest = await table.QueryAsync<TableEntity>(cancellationToken: Token).AsPages(first.ContinuationToken, 1).ToListAsync(Token);
        var blocking = table.Query<TableEntity>(cancellationToken: Token).AsPages(first.ContinuationToken, 2).ToList();

        Assert.Equal(["r2", "r3", "r4"], rest.SelectMany(p => p.Values).Select(r => r.RowKey));
        Assert.Equal([2, 1], blocking.Select(p => p.Values.Count));
    }

    [Fact]
    public async Task An_empty_page_with_a_successor_is_not_the_end()
    {
        var transport = new FaultTransport(
            Fault.Answer(200, NoRows, ("x-ms-continuation-NextPartitionKey", "1!4!cA--"), ("x-ms-continuation-NextRowKey", "1!8!cjE-")),
            Fault.Answer(200, NoRows, ("x-ms-continuation-NextPartitionKey", "1!4!cQ--")),
            Fault.Answer(200, OneRow));
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));

        var keys = await table.RowKeysAsync();

        Assert.Equal(["r"], keys);
        Assert.Equal(
            ["", "?NextPartitionKey=1%214%21cA--&NextRowKey=1%218%21cjE-", "?NextPartitionKey=1%214%21cQ--"],
            transport.Sent.Select(r => r.Uri.Query));
    }

    [Fact]
    public async Task Asks_for_what_it_is_told_on_every_page()
    {
        var transport = new FaultTransport(
            Fault.Answer(200, NoRows, ("x-ms-continuation-NextPartitionKey", "x")),
            Fault.Answer(200, NoRows));
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));

        var query = table.QueryAsync<TableEntity>("A eq 'b&c'", 10, ["A", "B"], Token);
        Assert.Empty(transport.Sent);
        await query.ToListAsync(Token);

        Assert.All(
            transport.Sent,
            r => Assert.StartsWith("?$top=10&$filter=A%20eq%20%27b%26c%27&$select=A%2CB", r.Uri.Query, StringComparison.Ordinal));
        Assert.Equal(2, transport.Sent.Count);
    }

    [Fact]
    public async Task Stops_between_pages_for_the_token_of_the_enumeration_too()
    {
        var table = await azurite.ATableAsync();
        await table.SubmitTransactionAsync(Enumerable.Range(0, 3).Select(n => Add("p", $"r{n}")), Token);
        using var cancel = new CancellationTokenSource();
        List<string> seen = [];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: Token).WithCancellation(cancel.Token))
            {
                seen.Add(row.RowKey);
                await cancel.CancelAsync();
            }
        });

        Assert.Equal(["r0"], seen);
    }

    [Fact]
    public async Task A_filter_the_service_cannot_read_is_refused()
    {
        var table = await azurite.ATableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.RowKeysAsync("PartitionKey is 'p'"));

        Assert.Equal(400, refusal.Status);
    }

    private static TableTransactionAction Add(string partition, string row)
        => new(TableTransactionActionType.Add, new TableEntity(partition, row));
}
