using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Shared.Versions;

/// <summary>
/// Two versions of the app at once on one table: what the newer one wrote is there after the older one, which is this, has written. The newer one is played by rows as it would store them.
/// </summary>
public sealed class VersionedTableTests(AzuriteFixture azurite)
{
    private const string Newer = "WhatANewerAppKnows";

    [Theory]
    [MemberData(nameof(RowTypes.Names), MemberType = typeof(RowTypes))]
    public Task Rows_of_every_type_say_their_version_and_keep_what_only_a_newer_app_knows(string name) => OfTypeAsync(name, new Kept());

    [Theory]
    [MemberData(nameof(RowTypes.Names), MemberType = typeof(RowTypes))]
    public Task A_row_of_every_type_that_only_a_newer_app_can_read_is_not_written_over(string name) => OfTypeAsync(name, new Refused());

    [Fact]
    public async Task Where_something_is_erased_what_only_a_newer_app_knows_goes_too()
    {
        var table = await TableAsync();
        foreach (var type in RowTypes.All.Values.Where(type => typeof(IErases).IsAssignableFrom(type)))
        {
            var stored = With(RowTypes.Stored(type, type.Name, "of an earlier app"), Newer, "words");
            foreach (var mark in RowShape.Of(type).Columns.Where(column => column.Key.StartsWith("Erased", StringComparison.Ordinal) || column.Key.EndsWith("ErasedAt", StringComparison.Ordinal)))
                stored[mark.Key] = mark.Value == typeof(bool) ? true : DateTimeOffset.UnixEpoch;
            await table.AddEntityAsync(stored);

            await OfTypeAsync(type.Name, new Replaced(table, "of an earlier app"));

            var after = await ReadAsync(table, type.Name, "of an earlier app");
            Assert.False(after.ContainsKey(Newer), type.Name);
        }
    }

    [Fact]
    public async Task Rows_of_an_older_version_are_turned_into_todays()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1") { ["Whole"] = "Ada Invented" });
        await table.AddEntityAsync(new TableEntity("p", "2") { ["First"] = "Bo", ["Last"] = "Madeup", ["V"] = 2 });

        var rows = await table.QueryAsync<SecondVersionRow>().ToListAsync();
        Assert.Equal(["Ada", "Bo"], rows.Select(row => row.First));
        Assert.Equal(["Invented", "Madeup"], rows.Select(row => row.Last));

        await table.UpdateEntityAsync(rows[0], rows[0].ETag, TableUpdateMode.Replace);
        var after = await ReadAsync(table, "p", "1");
        Assert.Equal((2, "Ada", "Invented", false), (after.GetInt32("V"), after.GetString("First"), after.GetString("Last"), after.ContainsKey("Whole")));
    }

    [Fact]
    public async Task Rows_that_go_in_one_transaction_keep_it_too_few_or_many()
    {
        var table = await TableAsync();
        foreach (var count in new[] { 2, 9 })
        {
            var keys = Enumerable.Range(0, count).Select(n => $"{count}-{n}").ToList();
            foreach (var key in keys.Skip(1))
                await table.AddEntityAsync(With(new TableEntity("t", key) { ["First"] = "before", ["V"] = 2 }, Newer, key));

            await table.SubmitTransactionAsync(keys.Select(key =>
                new TableTransactionAction(TableTransactionActionType.UpsertReplace, new SecondVersionRow { PartitionKey = "t", RowKey = key, First = "after" })));

            foreach (var key in keys)
            {
                var after = await ReadAsync(table, "t", key);
                Assert.Equal(("after", 2), (after.GetString("First"), after.GetInt32("V")));
                Assert.Equal(key == keys[0] ? null : key, after.GetString(Newer));
            }
        }
    }

    [Fact]
    public async Task One_row_that_only_a_newer_app_can_read_stops_a_transaction_whole()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("t", "2") { ["V"] = 3 });

        await Assert.ThrowsAsync<NewerVersionException>(() => table.SubmitTransactionAsync(new[] { "1", "2" }.Select(key =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, new SecondVersionRow { PartitionKey = "t", RowKey = key }))));

        Assert.Equal(["2"], await table.QueryAsync<TableEntity>().Select(row => row.RowKey).ToListAsync());
    }

    [Fact]
    public async Task A_column_that_came_after_the_row_was_read_is_not_lost()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new SecondVersionRow { PartitionKey = "p", RowKey = "1", First = "Ada" });
        var read = (await table.GetEntityAsync<SecondVersionRow>("p", "1")).Value;
        await table.UpdateEntityAsync(With(new TableEntity("p", "1"), Newer, "since"), ETag.All);

        var late = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace));
        Assert.Equal(412, late.Status);
        Assert.Equal("since", (await ReadAsync(table, "p", "1")).GetString(Newer));
    }

    [Fact]
    public async Task A_list_of_some_columns_sees_the_version_too()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1") { ["First"] = "Ada", ["V"] = 3 });

        await Assert.ThrowsAsync<NewerVersionException>(() => table.QueryAsync<SecondVersionRow>(select: ["First"]).ToListAsync().AsTask());
    }

    [Fact]
    public async Task A_column_that_was_given_up_goes_when_its_row_is_written()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1") { ["GivenUp"] = "old", ["V"] = 2 });
        var read = (await table.GetEntityAsync<SecondVersionRow>("p", "1")).Value;

        await table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace);

        Assert.False((await ReadAsync(table, "p", "1")).ContainsKey("GivenUp"));
    }

    [Fact]
    public void Nothing_of_a_table_goes_by_without_being_looked_at()
    {
        var around = typeof(TableClient).GetMethods()
            .Where(method => method is { IsVirtual: true, IsFinal: false } && method.DeclaringType == typeof(TableClient) && method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Where(method => !typeof(VersionedTable).GetMethods().Any(own => own.DeclaringType == typeof(VersionedTable) && own.GetBaseDefinition() == method.GetBaseDefinition()))
            .Select(method => method.Name);

        Assert.Equal(["CreateAsync"], around); // tables are made where they are missing, which has its own call
    }

    private static TableEntity With(TableEntity row, string column, object value)
    {
        row[column] = value;
        return row;
    }

    private static async Task<TableEntity> ReadAsync(TableClient table, string partition, string key) => (await table.GetEntityAsync<TableEntity>(partition, key)).Value;

    private async Task<TableClient> TableAsync()
    {
        var table = TestStorage.Of(azurite).Table(AzuriteFixture.UniqueName());
        await table.CreateIfNotExistsAsync();
        return table;
    }

    private async Task OfTypeAsync(string name, Case test)
    {
        test.Table ??= await TableAsync();
        await (Task)typeof(Case).GetMethod(nameof(Case.RunAsync))!.MakeGenericMethod(RowTypes.All[name]).Invoke(test, null)!;
    }

    private abstract class Case
    {
        public TableClient? Table { get; set; }

        public abstract Task RunAsync<T>()
            where T : class, ITableEntity;
    }

    private sealed class Kept : Case
    {
        public override async Task RunAsync<T>()
        {
            await Table!.AddEntityAsync(With(RowTypes.Stored(typeof(T), "p", "1"), Newer, "kept"));
            var row = (await Table.GetEntityAsync<T>("p", "1")).Value;
            await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
            await Table.UpsertEntityAsync(row, TableUpdateMode.Replace);
            var again = (await Table.GetEntityIfExistsAsync<T>("p", "1")).Value!;
            await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, again, again.ETag)]);

            var after = await ReadAsync(Table, "p", "1");
            var erased = row is IErases { IsErased: true };
            Assert.Equal(erased ? null : "kept", after.GetString(Newer));
            Assert.Equal(RowShape.Of(typeof(T)).Version, after.GetInt32("V"));
            Assert.All(RowTypes.Stored(typeof(T), "p", "1"), column => Assert.Equal(column.Value, after[column.Key]));
        }
    }

    private sealed class Refused : Case
    {
        public override async Task RunAsync<T>()
        {
            var stored = RowTypes.Stored(typeof(T), "p", "1");
            stored["V"] = RowShape.Of(typeof(T)).Version + 1;
            await Table!.AddEntityAsync(stored);
            var before = await ReadAsync(Table, "p", "1");
            var row = Activator.CreateInstance<T>();
            (row.PartitionKey, row.RowKey) = ("p", "1");

            if (typeof(IReadsNewer).IsAssignableFrom(typeof(T)))
                Assert.NotNull((await Table.GetEntityAsync<T>("p", "1")).Value);
            else
                await Assert.ThrowsAsync<NewerVersionException>(() => Table.GetEntityAsync<T>("p", "1"));
            await Assert.ThrowsAsync<NewerVersionException>(() => Table.UpdateEntityAsync(row, before.ETag, TableUpdateMode.Replace));
            await Assert.ThrowsAsync<NewerVersionException>(() => Table.UpsertEntityAsync(row, TableUpdateMode.Replace));
            await Assert.ThrowsAsync<NewerVersionException>(() => Table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, row)]));

            Assert.Equal(before.ETag, (await ReadAsync(Table, "p", "1")).ETag);
        }
    }

    private sealed class Replaced : Case
    {
        private readonly string _key;

        public Replaced(TableClient table, string key) => (Table, _key) = (table, key);

        public override async Task RunAsync<T>()
        {
            var row = (await Table!.GetEntityAsync<T>(typeof(T).Name, _key)).Value;
            await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        }
    }

    [RowVersion(2, Retired = ["GivenUp", "Whole"])]
    private sealed class SecondVersionRow : IReadsOlder
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string First { get; set; } = "";

        public string Last { get; set; } = "";

        void IReadsOlder.ReadOlder(int version, IReadOnlyDictionary<string, object> columns)
        {
            if (version == 1 && columns.TryGetValue("Whole", out var whole))
                (First, Last) = (((string)whole).Split(' ')[0], ((string)whole).Split(' ')[1]);
        }
    }
}
