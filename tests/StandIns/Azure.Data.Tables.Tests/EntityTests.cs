using EngagementPipeline.Testing;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

public sealed class EntityTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Adds_a_row_and_reads_it_with_its_stamps()
    {
        var table = await azurite.ATableAsync();

        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Words"] = "Hello" }, Token);
        var row = await table.ReadAsync("p", "r");

        Assert.Equal(204, added.Status);
        Assert.Equal(("p", "r", "Hello"), (row.PartitionKey, row.RowKey, row.GetString("Words")));
        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.NotNull(row.Timestamp);
    }

    [Fact]
    public async Task Refuses_to_add_a_row_that_exists()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Token);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Token));

        Assert.Equal((409, "EntityAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        Assert.True(refusal.ErrorCode == Models.TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task A_merge_keeps_the_columns_it_does_not_send_and_a_replacement_loses_them()
    {
        var table = await azurite.ATableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "merged") { ["A"] = 1, ["B"] = 1 }, TableUpdateMode.Merge, Token);
        await table.UpsertEntityAsync(new TableEntity("p", "replaced") { ["A"] = 1, ["B"] = 1 }, TableUpdateMode.Replace, Token);

        await table.UpsertEntityAsync(new TableEntity("p", "merged") { ["B"] = 2 }, TableUpdateMode.Merge, Token);
        await table.UpsertEntityAsync(new TableEntity("p", "replaced") { ["B"] = 2 }, TableUpdateMode.Replace, Token);

        var (merged, replaced) = (await table.ReadAsync("p", "merged"), await table.ReadAsync("p", "replaced"));
        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 2), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task Updates_only_the_version_it_insists_on(TableUpdateMode mode)
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Token);
        var first = await table.ReadAsync("p", "r");
        first["N"] = 2;
        var updated = await table.UpdateEntityAsync(first, first.ETag, mode, Token);

        first["N"] = 3;
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(first, first.ETag, mode, Token));

        var now = await table.ReadAsync("p", "r");
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (stale.Status, stale.ErrorCode));
        Assert.Equal((2, updated.Headers.ETag), (now.GetInt32("N"), (ETag?)now.ETag));
    }

    [Fact]
    public async Task Updates_any_version_with_the_star_and_nothing_without_a_version()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Token);

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, ETag.All, cancellationToken: Token);

        Assert.Equal(2, (await table.ReadAsync("p", "r")).GetInt32("N"));
        await Assert.ThrowsAsync<ArgumentException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), default, cancellationToken: Token));
    }

    [Fact]
    public async Task Refuses_to_update_a_row_that_is_not_there()
    {
        var table = await azurite.ATableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, cancellationToken: Token));

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Deletes_whatever_version_there_is_unless_told_which()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Token);
        var old = (await table.ReadAsync("p", "r")).ETag;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, cancellationToken: Token);

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", old, Token));
        var deleted = await table.DeleteEntityAsync("p", "r", cancellationToken: Token);

        Assert.Equal((412, 204), (stale.Status, deleted.Status));
        Assert.Empty(await table.RowKeysAsync());
    }

    [Fact]
    public async Task Deletes_by_row_and_answers_404_for_one_that_is_gone()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Token);
        var row = await table.ReadAsync("p", "r");

        var first = await table.DeleteEntityAsync(row, row.ETag, Token);
        var second = await table.DeleteEntityAsync(row, cancellationToken: Token);

        Assert.Equal((204, 404), (first.Status, second.Status));
    }

    [Fact]
    public async Task Says_of_a_missing_row_that_it_has_no_value_and_reading_it_is_refused()
    {
        var table = await azurite.ATableAsync();

        var none = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Token);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.ReadAsync("p", "r"));

        Assert.Equal((false, 404), (none.HasValue, none.GetRawResponse().Status));
        Assert.Throws<InvalidOperationException>(() => none.Value);
        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Reads_only_the_columns_asked_for()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, Token);

        var some = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["RowKey", "B"], Token);

        Assert.Equal(("r", 2), (some.Value!.RowKey, some.Value.GetInt32("B")));
        Assert.False(some.Value.ContainsKey("A"));
    }

    [Fact]
    public async Task Does_the_same_without_await()
    {
        var table = await azurite.ATableAsync();

        table.AddEntity(new TableEntity("p", "r") { ["N"] = 1 }, Token);
        table.UpsertEntity(new TableEntity("p", "r") { ["N"] = 2 }, cancellationToken: Token);
        table.UpdateEntity(new TableEntity("p", "r") { ["N"] = 3 }, ETag.All, cancellationToken: Token);
        table.SubmitTransaction([new(TableTransactionActionType.Add, new TableEntity("p", "s"))], Token);

        Assert.Equal(3, table.GetEntity<TableEntity>("p", "r", cancellationToken: Token).Value.GetInt32("N"));
        Assert.Equal(2, table.Query<TableEntity>(cancellationToken: Token).Count());
        Assert.Equal(204, table.DeleteEntity("p", "r", cancellationToken: Token).Status);
        Assert.Equal(204, table.DeleteEntity(new TableEntity("p", "s"), cancellationToken: Token).Status);
        Assert.False(table.GetEntityIfExists<TableEntity>("p", "r", cancellationToken: Token).HasValue);
    }
}
