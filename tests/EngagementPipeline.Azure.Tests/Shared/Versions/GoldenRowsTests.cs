using System.Reflection;
using System.Text;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Golden;

namespace EngagementPipeline.Azure.Tests.Shared.Versions;

/// <summary>Whatever any version of the app stored, this one reads: rows as they were stored, from storage, to what the app makes of them.</summary>
public sealed class GoldenRowsTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Files => [.. GoldenRows.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(RowTypes.Names), MemberType = typeof(RowTypes))]
    public void The_newest_file_of_each_type_has_exactly_todays_columns(string name)
    {
        var newest = GoldenRows.All.LastOrDefault(file => file.Type == name);
        Assert.True(newest is not null, $"Rows/{name}.1.json is missing: rows of this type as the app stores them, with something in each column.");

        var (today, golden) = (Lines(RowShape.Of(RowTypes.All[name]).Columns), Lines(newest.Columns));
        Assert.True(
            today == golden,
            $"{name} is no longer what Rows/{newest.Name}.json holds. Leave that file, and add Rows/{name}.{newest.Form + 1}.json with rows as they are stored now.\nNow:\n{today}\nThen:\n{golden}");
        Assert.Contains(newest.Rows, row => RowShape.VersionOf(row) == RowShape.Of(RowTypes.All[name]).Version);
    }

    [Theory]
    [MemberData(nameof(RowTypes.Names), MemberType = typeof(RowTypes))]
    public void A_column_that_is_not_used_any_more_is_named_as_retired(string name)
    {
        var type = RowTypes.All[name];
        var known = RowShape.Of(type).Columns.Keys.Concat(type.GetCustomAttribute<RowVersionAttribute>()?.Retired ?? []).ToList();

        Assert.All(GoldenRows.All.Where(file => file.Type == name).SelectMany(file => file.Columns.Keys), column => Assert.Contains(column, known));
    }

    [Fact]
    public void Every_file_is_of_a_type_of_row() => Assert.All(GoldenRows.All, file => Assert.Contains(file.Type, RowTypes.All.Keys));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_row_that_was_ever_stored_is_read_as_what_it_said(string name)
    {
        var file = GoldenRows.All.Single(one => one.Name == name);
        var table = TestStorage.Of(azurite).Table(AzuriteFixture.UniqueName());
        await table.CreateIfNotExistsAsync();
        foreach (var row in file.Rows)
            await table.AddEntityAsync(row);

        var told = (Task<string>)GetType().GetMethod(nameof(ToldAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(RowTypes.All[file.Type]).Invoke(null, [table])!;

        GoldenFile.AssertSame($"Rows/{name}.read.txt", await told);
    }

    private static async Task<string> ToldAsync<T>(TableClient table)
        where T : class, ITableEntity
    {
        var text = new StringBuilder();
        await foreach (var row in table.QueryAsync<T>())
        {
            row.Timestamp = null;
            row.ETag = default;
            text.Append(Told.Of(row));
            foreach (var made in typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.Name.StartsWith("To", StringComparison.Ordinal) && method.GetParameters().Length == 0)
                .OrderBy(method => method.Name, StringComparer.Ordinal))
                text.Append(made.Name).Append(' ').Append(Told.Of(made.Invoke(row, null)));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Lines(IReadOnlyDictionary<string, Type> columns) =>
        string.Join('\n', columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"  {column.Key}: {column.Value.Name}"));
}
