using System.Globalization;
using System.Text.Json.Nodes;
using EngagementPipeline.Pages.Desk.Api;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>Says a schema in a few words, for people.</summary>
internal static class SchemaWords
{
    /// <summary>The object that a schema leads to; where it may be one or several of them, that one.</summary>
    public static JsonObject? Resolved(JsonNode schema, JsonObject document)
    {
        while (schema is JsonObject of)
        {
            if (of["oneOf"] is JsonArray choices)
                schema = choices[0]!;
            else if (of["$ref"]?.GetValue<string>() is { } reference)
                schema = reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)document, (node, part) => node[part]!);
            else
                return of;
        }

        return null;
    }

    /// <summary>Every field, those of parts and of lists too, by its path.</summary>
    public static IEnumerable<ApiField> FieldsOf(JsonObject schema, string at)
    {
        if (schema["properties"] is not JsonObject properties)
            yield break;
        var required = schema["required"] is JsonArray names ? names.Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var (name, field) in properties)
        {
            var of = field as JsonObject ?? [];
            yield return new(at + name, Of(of), required.Contains(name));
            foreach (var inner in FieldsOf(of, $"{at}{name}.").Concat(of["items"] is JsonObject items ? FieldsOf(items, $"{at}{name}[].") : []))
                yield return inner;
        }
    }

    public static string Of(JsonObject schema)
    {
        if (schema["enum"] is JsonArray names)
            return "one of " + string.Join(", ", names.Where(name => name is not null).Select(name => name!.GetValue<string>()));
        var words = (TypeOf(schema), schema["format"]?.GetValue<string>()) switch
        {
            (_, "uuid") => "an id (UUID)",
            (_, "date") => "a day",
            (_, "date-time") => "an instant",
            ("array", _) => "a list" + (schema["items"] is JsonObject items ? $", each {Of(items)}" : ""),
            ("string", _) => "text",
            ("integer", _) => "a whole number",
            ("number", _) => "a number",
            ("boolean", _) => "true or false",
            ("object", _) => "an object",
            _ => "any JSON",
        };
        return words + Limits(schema);
    }

    private static string Limits(JsonObject schema)
    {
        var said = new List<string>();
        if (Number(schema, "minimum") is { } least && Number(schema, "maximum") is { } greatest)
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{least:N0} to {greatest:N0}"));
        if (Number(schema, "maxLength") is { } longest)
            said.Add(string.Create(CultureInfo.InvariantCulture, $"at most {longest:N0} characters"));
        if (Number(schema, "maxItems") is { } most)
            said.Add(string.Create(CultureInfo.InvariantCulture, $"at most {most:N0}"));
        return said.Count == 0 ? "" : ", " + string.Join(", ", said);
    }

    private static decimal? Number(JsonObject schema, string keyword) =>
        schema[keyword] is JsonValue value ? decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null"),
        JsonValue one => one.GetValue<string>(),
        _ => null,
    };
}
