using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Tests.Shared.Versions;

/// <summary>
/// A file <c>Rows/{type}.{form}.json</c>: rows as the table service's JSON (minimal metadata), as the app stored them from some commit on. Form 1 is the first; a new form is
/// a new set of columns. Files are added and never changed: rows like these stand in somebody's store.
/// </summary>
internal sealed record GoldenRows(string Type, int Form, IReadOnlyList<TableEntity> Rows)
{
    private const string TypeSuffix = "@odata.type";

    public string Name => $"{Type}.{Form}";

    public static IReadOnlyList<GoldenRows> All { get; } =
    [
        .. Directory.GetFiles(Folder(), "*.json").Order(StringComparer.Ordinal).Select(Read)
            .OrderBy(file => file.Type, StringComparer.Ordinal).ThenBy(file => file.Form),
    ];

    /// <summary>By column, the type of what the rows hold in it.</summary>
    public IReadOnlyDictionary<string, Type> Columns => Rows
        .SelectMany(row => row)
        .Where(column => column.Key is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or "V"))
        .DistinctBy(column => column.Key)
        .ToDictionary(column => column.Key, column => column.Value.GetType(), StringComparer.Ordinal);

    public static GoldenRows Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var name = Path.GetFileName(file).Split('.');
        return new(name[0], int.Parse(name[1], CultureInfo.InvariantCulture), [.. json.RootElement.EnumerateArray().Select(RowOf)]);
    }

    private static TableEntity RowOf(JsonElement json)
    {
        var row = new TableEntity();
        foreach (var property in json.EnumerateObject().Where(property => !property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)))
            row[property.Name] = ValueOf(property.Value, json.TryGetProperty(property.Name + TypeSuffix, out var type) ? type.GetString() : null);
        return row;
    }

    private static object ValueOf(JsonElement value, string? type) => (type, value.ValueKind) switch
    {
        ("Edm.DateTime", _) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        ("Edm.Int64", _) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Binary", _) => value.GetBytesFromBase64(),
        (null, JsonValueKind.String) => value.GetString()!,
        (null, JsonValueKind.Number) => value.GetInt32(),
        (null, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        _ => throw new NotSupportedException($"No row had a {type} until now."),
    };

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Rows");
}
