using Azure.Data.Tables.Models;
using EngagementPipeline.Testing;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

public sealed class TableTests(AzuriteFixture azurite)
{
    private readonly TableServiceClient service = new(azurite.ConnectionString);
    private readonly string name = AzuriteFixture.UniqueName();

    [Fact]
    public async Task Creates_lists_and_deletes_a_table()
    {
        var created = await service.CreateTableAsync(name, Token);
        var filter = TableServiceClient.CreateQueryFilter($"TableName eq {name}");
        var listed = await service.QueryAsync(filter, cancellationToken: Token).ToListAsync(Token);
        var deleted = await service.DeleteTableAsync(name, Token);

        Assert.Equal((name, 204), (created.Value.Name, created.GetRawResponse().Status));
        Assert.Equal([name], listed.Select(t => t.Name));
        Assert.Equal(204, deleted.Status);
        Assert.Empty(service.Query(filter, cancellationToken: Token));
    }

    [Fact]
    public async Task Refuses_to_create_a_table_that_exists_unless_that_is_fine()
    {
        await service.CreateTableIfNotExistsAsync(name, Token);
        var again = await service.CreateTableIfNotExistsAsync(name, Token);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync(name, Token));

        Assert.Equal(name, again.Value.Name);
        Assert.Equal((409, "TableAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        Assert.True(refusal.ErrorCode == TableErrorCode.TableAlreadyExists);
    }

    [Fact]
    public async Task A_table_being_deleted_does_not_count_as_there()
    {
        var table = new TableClient(azurite.ConnectionString, name, With(new FaultTransport(Refusal(409, "TableBeingDeleted"))));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync(Token));

        Assert.Equal("TableBeingDeleted", refusal.ErrorCode);
    }

    [Fact]
    public async Task Deleting_a_table_that_is_not_there_answers_404()
        => Assert.Equal((404, 404), ((await service.DeleteTableAsync(name, Token)).Status, service.DeleteTable(name, Token).Status));

    [Fact]
    public async Task A_table_s_own_client_creates_and_deletes_it()
    {
        var table = service.GetTableClient(name);

        var created = await table.CreateAsync(Token);
        var again = await table.CreateIfNotExistsAsync(Token);
        var deleted = await table.DeleteAsync(Token);

        Assert.Equal((name, name, 204), (created.Value.Name, again.Value.Name, deleted.Status));
        Assert.Equal((name, "devstoreaccount1"), (table.Name, table.AccountName));
        Assert.Equal($"{service.Uri}/{name}", table.Uri.ToString());
    }

    [Fact]
    public void Does_the_same_without_await()
    {
        var table = service.GetTableClient(name);

        Assert.Equal(name, service.CreateTable(name, Token).Value.Name);
        Assert.Equal(name, service.CreateTableIfNotExists(name, Token).Value.Name);
        Assert.Equal(name, table.CreateIfNotExists(Token).Value.Name);
        Assert.Equal(204, table.Delete(Token).Status);
        Assert.Equal(name, table.Create(Token).Value.Name);
        Assert.Equal(204, service.DeleteTable(name, Token).Status);
    }

    [Fact]
    public async Task Lists_tables_over_pages()
    {
        string[] names = [name + "a", name + "b", name + "c"];
        foreach (var table in names)
            await service.CreateTableAsync(table, Token);

        var pages = await service.QueryAsync(Between("a", "c"), 2, Token).AsPages().ToListAsync(Token);

        Assert.Equal(names, pages.SelectMany(p => p.Values).Select(t => t.Name));
        Assert.Equal([2, 1], pages.Select(p => p.Values.Count));
    }

    [Fact]
    public async Task Says_which_table_is_missing_by_its_code()
    {
        var table = service.GetTableClient(name);

        var add = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Token));
        var query = await Assert.ThrowsAsync<RequestFailedException>(() => table.RowKeysAsync());

        Assert.Equal((404, "TableNotFound"), (add.Status, add.ErrorCode));
        Assert.Equal((404, "TableNotFound"), (query.Status, query.ErrorCode));
    }

    // As a FormattableString by name: given the choice, C# makes of an interpolated string a string, unquoted.
    private FormattableString Between(string first, string last) => $"TableName ge {name + first} and TableName le {name + last}";
}
