using System.Text;
using EngagementPipeline.Testing;
using FsCheck;
using FsCheck.Fluent;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

/// <summary>A row is found again by the keys it was written with, whatever they hold.</summary>
public sealed class KeyTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Keys => new((string[])
    [
        "", " ", "a b", "O'Neill", "''", "'", "100%", "%27", "%2F", "a+b", "a&b=c", "a,b", "(a)", "a=b;c", "$filter", "a:b@c", "~!*_-.",
        "..", "\"quoted\"", "<tag>", "{0}", "Żółć", "мова", "مرحبا", "日本語",
        "🎉", "e\u0301", "\u00A0", "\u200D", "[x]|^`",
    ]);

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_operation_finds_the_row_by_such_a_key(string key)
    {
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 }, Token);
        var added = await table.ReadAsync(key, key);
        added["N"] = 2;
        await table.UpdateEntityAsync(added, added.ETag, cancellationToken: Token);
        await table.UpsertEntityAsync(new TableEntity(key, key) { ["M"] = 3 }, cancellationToken: Token);
        var found = await table.RowKeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key} and N eq {2}"));

        Assert.Equal((key, key), (added.PartitionKey, added.RowKey));
        Assert.Equal([key], found);
        Assert.Equal(204, (await table.DeleteEntityAsync(key, key, cancellationToken: Token)).Status);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_transaction_finds_the_row_by_such_a_key(string key)
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(new TableEntity(key, key + "1"), Token);
        await table.AddEntityAsync(new TableEntity(key, key + "2"), Token);

        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateMerge, new TableEntity(key, key + "1") { ["N"] = 2 }, ETag.All),
                new(TableTransactionActionType.Delete, new TableEntity(key, key + "2")),
            ],
            Token);

        Assert.Equal([key + "1"], await table.RowKeysAsync());
        Assert.Equal(2, (await table.ReadAsync(key, key + "1")).GetInt32("N"));
    }

    [Fact]
    public async Task Any_two_keys_the_service_allows_come_back_and_are_not_mixed_up()
    {
        var table = await azurite.ATableAsync();

        // The keys go into one row each, so one wrong escape would find another's row, or none.
        foreach (var (partition, row) in Gen.Sample(Gen.Two(Allowed), 30, 60).Select(p => (p.Item1, p.Item2)).Distinct())
        {
            await table.AddEntityAsync(new TableEntity(partition, row) { ["Keys"] = partition + "|" + row }, Token);
            var back = await table.ReadAsync(partition, row);
            Assert.Equal((partition, row, partition + "|" + row), (back.PartitionKey, back.RowKey, back.GetString("Keys")));
        }
    }

    /// <summary>The service refuses / \ # ? and control characters, and text that is no Unicode.</summary>
    private static Gen<string> Allowed { get; } = Gen.OneOf(
            Gen.Elements("'", "''", "%", "%25", "+", " ", "&", "=", "🎉", "ż", "\u05D0", ",", ")", "(", ";", "\"", "a", "B", "9"),
            ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString()))
        .ArrayOf()
        .Select(parts => string.Concat(parts))
        .Where(key => key.Length <= 200 && key.All(IsAllowed) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)) == key);

    private static bool IsAllowed(char c) => c is not ('/' or '\\' or '#' or '?') && !char.IsControl(c);
}
