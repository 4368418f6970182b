using EngagementPipeline.Testing;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

/// <summary>What the network and the service can do to a call.</summary>
public sealed class FailureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_service_that_is_busy_for_a_moment_is_asked_again()
    {
        var transport = new FaultTransport();
        var table = await azurite.ATableAsync(With(transport));
        transport.Next(Fault.Answer(503), Fault.Answer(500), Fault.LostRequest);

        await table.AddEntityAsync(new TableEntity("p", "r"), Token);

        Assert.Equal(["r"], await table.RowKeysAsync());
        Assert.Equal(4, transport.Sent.Count(r => r.Method == "POST" && r.Uri.AbsolutePath.EndsWith(table.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_an_error_with_its_own_code()
    {
        var transport = new FaultTransport(Enumerable.Repeat(Refusal(503, "ServerBusy"), 4));
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.RowKeysAsync());

        Assert.Equal((503, "ServerBusy", 4), (refusal.Status, refusal.ErrorCode, transport.Sent.Count));
    }

    [Fact]
    public async Task As_many_retries_as_the_options_say()
    {
        var transport = new FaultTransport(Fault.Answer(503), Fault.None);
        var options = With(transport);
        options.Retry.MaxRetries = 0;
        var table = new TableClient(azurite.ConnectionString, "anyTable", options);

        await Assert.ThrowsAsync<RequestFailedException>(() => table.RowKeysAsync());

        Assert.Single(transport.Sent);
    }

    [Fact]
    public async Task A_retried_insert_that_had_landed_is_refused_as_already_there()
    {
        var transport = new FaultTransport();
        var table = await azurite.ATableAsync(With(transport));
        transport.Next(Fault.LostAnswer);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Token));

        // The caller can't tell it from another's row, but for what is in it: so it must compare, or upsert.
        Assert.Equal("EntityAlreadyExists", refusal.ErrorCode);
        Assert.Equal(1, (await table.ReadAsync("p", "r")).GetInt32("N"));
    }

    [Fact]
    public async Task A_retried_update_that_had_landed_is_refused_as_stale()
    {
        var transport = new FaultTransport();
        var table = await azurite.ATableAsync(With(transport));
        await table.AddEntityAsync(new TableEntity("p", "r"), Token);
        var row = await table.ReadAsync("p", "r");
        row["N"] = 2;
        transport.Next(Fault.LostAnswer);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(row, row.ETag, cancellationToken: Token));

        Assert.Equal((412, 2), (refusal.Status, (await table.ReadAsync("p", "r")).GetInt32("N")));
    }

    [Fact]
    public async Task A_retried_upsert_or_delete_that_had_landed_is_done()
    {
        var transport = new FaultTransport();
        var table = await azurite.ATableAsync(With(transport));

        transport.Next(Fault.LostAnswer);
        await table.UpsertEntityAsync(new TableEntity("p", "r"), cancellationToken: Token);
        transport.Next(Fault.LostAnswer);
        var deleted = await table.DeleteEntityAsync("p", "r", cancellationToken: Token);

        Assert.Equal(404, deleted.Status);
        Assert.Empty(await table.RowKeysAsync());
    }

    [Fact]
    public async Task A_retried_transaction_that_had_landed_is_refused_and_stands()
    {
        var transport = new FaultTransport();
        var table = await azurite.ATableAsync(With(transport));
        transport.Next(Fault.LostAnswer);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "r")),
                new(TableTransactionActionType.Add, new TableEntity("p", "s")),
            ],
            Token));

        Assert.Equal(("EntityAlreadyExists", 0), (refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Equal(["r", "s"], await table.RowKeysAsync());
    }

    [Fact]
    public async Task A_cancelled_token_stops_every_kind_of_call()
    {
        var transport = new FaultTransport();
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));
        var cancelled = new CancellationToken(canceled: true);
        var row = new TableEntity("p", "r");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.CreateAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(row, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.GetEntityAsync<TableEntity>("p", "r", null, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, row)], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await table.QueryAsync<TableEntity>(cancellationToken: cancelled).ToListAsync(Token));

        Assert.Empty(transport.Sent);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_between_retries()
    {
        using var cancel = new CancellationTokenSource();
        var options = With(new FaultTransport(Fault.Answer(503, "", ("Retry-After", "60"))));
        var table = new TableClient(azurite.ConnectionString, "anyTable", options);

        var call = table.AddEntityAsync(new TableEntity("p", "r"), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token));
    }

    [Theory]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"odata.error":"?"}""")]
    public async Task An_answer_that_is_not_the_service_s_own_is_an_error_without_a_code(string body)
    {
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(new FaultTransport(Fault.Answer(400, body))));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.RowKeysAsync());

        Assert.Equal((400, null), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_key_the_service_does_not_allow_reaches_it_whole_and_is_its_to_refuse()
    {
        var transport = new FaultTransport(Fault.Answer(400));
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));

        await Assert.ThrowsAsync<RequestFailedException>(() => table.ReadAsync("a/b", @"c\d#e?f"));

        var asked = transport.Sent[0].Uri.AbsoluteUri;
        Assert.EndsWith("/anyTable(PartitionKey='a%2Fb',RowKey='c%5Cd%23e%3Ff')", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_arguments_are_named_before_anything_is_sent()
    {
        var transport = new FaultTransport();
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));

        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync<TableEntity>(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(
            () => table.UpsertEntityAsync(new TableEntity { RowKey = "r" }, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.DeleteEntityAsync("p", null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.GetEntityAsync<TableEntity>(null!, "r", cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(new TableEntity("p", "r"), (TableUpdateMode)9, Token));
        Assert.Throws<ArgumentException>(() => new TableClient(azurite.ConnectionString, ""));

        Assert.Empty(transport.Sent);
    }
}
