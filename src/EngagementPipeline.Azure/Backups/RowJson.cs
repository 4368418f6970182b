using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Backups;

/// <summary>
/// A row as one line of JSON that keeps its types: text, truth values and 32-bit numbers as themselves, everything else as an object of one field that
/// says what it is (<c>long</c>, <c>double</c>, <c>at</c>, <c>id</c>, <c>bytes</c>). The time stamp and the mark are storage's own, and are left out.
/// </summary>
internal static class RowJson
{
    private static readonly string[] StoragesOwn = ["Timestamp", "odata.etag"];

    public static string Of(TableEntity row)
    {
        var json = new JsonObject();
        foreach (var (name, value) in row.Where(column => !StoragesOwn.Contains(column.Key) && column.Value is not null).OrderBy(column => column.Key, StringComparer.Ordinal))
            json[name] = Of(name, value);
        return json.ToJsonString();
    }

    public static TableEntity Read(string line)
    {
        var row = new TableEntity();
        foreach (var (name, value) in JsonNode.Parse(line)!.AsObject())
            row[name] = ValueOf(value!);
        return row;
    }

    private static JsonNode Of(string name, object value) => value switch
    {
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        int number => JsonValue.Create(number),
        long number => new JsonObject { ["long"] = number.ToString(CultureInfo.InvariantCulture) },
        double number => new JsonObject { ["double"] = number.ToString("R", CultureInfo.InvariantCulture) },
        DateTimeOffset at => new JsonObject { ["at"] = at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) },
        Guid id => new JsonObject { ["id"] = id.ToString("D") },
        byte[] bytes => new JsonObject { ["bytes"] = Convert.ToBase64String(bytes) },
        _ => throw new NotSupportedException($"A backup has no form for {value.GetType().Name} (column {name})."),
    };

    private static object ValueOf(JsonNode value) => value is JsonValue plain
        ? plain.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => plain.GetValue<string>(),
            System.Text.Json.JsonValueKind.Number => plain.GetValue<int>(),
            _ => plain.GetValue<bool>(),
        }
        : TypedOf(value.AsObject().Single());

    private static object TypedOf(KeyValuePair<string, JsonNode?> typed)
    {
        var text = typed.Value!.GetValue<string>();
        return typed.Key switch
        {
            "long" => long.Parse(text, CultureInfo.InvariantCulture),
            "double" => double.Parse(text, CultureInfo.InvariantCulture),
            "at" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            "id" => Guid.ParseExact(text, "D"),
            "bytes" => Convert.FromBase64String(text),
            _ => throw new FormatException($"A row of a newer form: nobody here knows what '{typed.Key}' is."),
        };
    }
}
