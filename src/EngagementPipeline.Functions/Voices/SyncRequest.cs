using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Voices;

/// <summary>
/// What <c>POST /api/sync</c> takes: <c>{items: [{method: "PUT", path, body}…], by?}</c>. An item that can't be read spoils no other.
/// </summary>
/// <param name="Items">In the order in which they are to be recorded.</param>
/// <param name="By">The id of whoever wrote them down, where the device says: then nobody else can send them. Null: whoever calls.</param>
public sealed record SyncRequest(IReadOnlyList<AskedItem> Items, string? By)
{
    public const int MostItems = 500;

    /// <summary>500 voices of 2,000 characters need 6.5 MB where each character is written as an escape, with room for the rest.</summary>
    public const long MostBytes = 8 * 1024 * 1024;

    /// <summary>An item that is nested too deep is refused by itself, so the batch must be read deeper than any item may be.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = (int)MostBytes };

    public static Result<SyncRequest> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Deep);
            return Parse(document.RootElement);
        }
        catch (JsonException malformed)
        {
            return Refusals.MalformedJson(
                string.Create(CultureInfo.InvariantCulture, $"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}."));
        }
    }

    private static Result<SyncRequest> Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Refusals.MalformedJson("The body must be a JSON object.");

        var fields = new Fields();
        var read = SyncItem.Read(root, fields, "items", "by");
        var by = SyncItem.Text(read["by"], fields, "by");
        if (read["items"] is not { ValueKind: JsonValueKind.Array } items)
            fields.Error("items", read["items"] is null ? "Is required." : "Must be a list.");
        else if (items.GetArrayLength() > MostItems)
            fields.Error("items", string.Create(CultureInfo.InvariantCulture, $"Has more than {MostItems}. Send the rest next."));

        return fields.Build(() => new SyncRequest(read["items"]!.Value.EnumerateArray().Select(item => new AskedItem(SyncItem.PathOf(item), SyncItem.Parse(item))).ToList(), by));
    }
}

/// <summary>An item as it was asked for. <paramref name="Path"/> is empty where it names none.</summary>
public sealed record AskedItem(string Path, Result<SyncItem> Asked);

/// <summary>One call that a device kept. <paramref name="Body"/> is what would have been sent alone, byte for byte; empty for none.</summary>
public sealed record SyncItem(string Method, string Path, byte[] Body)
{
    public static Result<SyncItem> Parse(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return Refusals.MalformedJson("Each item must be a JSON object.");

        var fields = new Fields();
        var read = Read(item, fields, "method", "path", "body");
        var method = Text(read["method"], fields, "method");
        var path = Text(read["path"], fields, "path");
        if (method is null)
            fields.Error("method", "Is required.");
        if (path is null)
            fields.Error("path", "Is required.");
        return fields.Build(() => new SyncItem(method!, path!, read["body"] is { } body ? JsonMarshal.GetRawUtf8Value(body).ToArray() : []));
    }

    /// <summary>The path that an item names, for the answer, even where the rest of it can't be read.</summary>
    public static string PathOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("path", out var path) ? Text(path, new Fields(), "path") ?? "" : "";

    /// <summary>The fields that are known, null where they are missing; notes those that are unknown, or there twice.</summary>
    internal static Dictionary<string, JsonElement?> Read(JsonElement from, Fields fields, params string[] known)
    {
        var read = known.ToDictionary(name => name, _ => (JsonElement?)null, StringComparer.Ordinal);
        foreach (var property in from.EnumerateObject())
        {
            var name = known.FirstOrDefault(property.NameEquals);
            if (name is null)
                fields.Error("body", "Has a field that is not known here.");
            else if (read[name] is not null)
                fields.Error(name, "Is there twice.");
            else
                read[name] = property.Value;
        }

        return read;
    }

    internal static string? Text(JsonElement? value, Fields fields, string field)
    {
        if (value is not { ValueKind: not JsonValueKind.Null } given)
            return null;
        try
        {
            if (given.ValueKind == JsonValueKind.String)
                return given.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character.
        }

        fields.Error(field, "Must be text.");
        return null;
    }
}
