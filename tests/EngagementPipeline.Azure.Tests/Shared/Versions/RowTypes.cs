using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;

namespace EngagementPipeline.Azure.Tests.Shared.Versions;

/// <summary>Every type of row that the app keeps.</summary>
internal static class RowTypes
{
    public static readonly IReadOnlyDictionary<string, Type> All = typeof(Azure.Shared.Storage).Assembly.GetTypes()
        .Where(type => typeof(ITableEntity).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>A row as storage may hold it: something in each column.</summary>
    public static TableEntity Stored(Type type, string partition, string key)
    {
        var row = new TableEntity(partition, key);
        foreach (var (column, of) in RowShape.Of(type).Columns)
            row[column] = SomethingOf(of);
        return row;
    }

    private static object SomethingOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => "something",
        TypeCode.Boolean => false,
        TypeCode.Int32 => 7,
        TypeCode.Int64 => 70_000_000_000L,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
        _ => throw new NotSupportedException($"No row had a {type.Name} until now."),
    };
}
