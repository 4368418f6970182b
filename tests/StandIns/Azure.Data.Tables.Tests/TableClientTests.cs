using EngagementPipeline.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class TableClientTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Does_the_simple_things()
    {
        var token = TestContext.Current.CancellationToken;
        var table = new TableClient(azurite.ConnectionString, AzuriteFixture.UniqueName());
        await table.CreateIfNotExistsAsync(token);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Words"] = "Hello" }, token);
        var row = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: token)).Value;
        Assert.Equal("Hello", row.GetString("Words"));
        Assert.NotEqual(default, row.ETag);

        row["Words"] = "Again";
        await table.UpdateEntityAsync(row, row.ETag, cancellationToken: token);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(row, row.ETag, cancellationToken: token));
        Assert.Equal("UpdateConditionNotSatisfied", stale.ErrorCode);

        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "r2")),
                new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "r3")),
            ],
            token);
        var found = new List<string>();
        await foreach (var e in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"p"}"), 2, cancellationToken: token))
            found.Add(e.RowKey);
        Assert.Equal(["r", "r2", "r3"], found);

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "r4")),
                new(TableTransactionActionType.Add, new TableEntity("p", "r2")),
            ],
            token));
        Assert.Equal((409, 1), (failed.Status, failed.FailedTransactionActionIndex));
        Assert.Equal("EntityAlreadyExists", failed.ErrorCode);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r4", cancellationToken: token)).HasValue);

        await table.DeleteEntityAsync("p", "r", cancellationToken: token);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: token)).HasValue);
    }
}
