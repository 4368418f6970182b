using System.Text.Json.Nodes;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>The JSON Schema of the cards of a story, from the same catalogue that reads them, so that a new type describes itself.</summary>
internal static class CardSchemas
{
    public const string Name = "Card";

    private const string KeyPattern = "^[A-Za-z0-9_-]{1,64}$";

    /// <summary>One of the types; which, its <c>type</c> says.</summary>
    public static JsonObject Card() => new()
    {
        ["oneOf"] = new JsonArray([.. CardCatalogue.Types.Select(type => (JsonNode)Of(type))]),
    };

    private static JsonObject Of(CardType type)
    {
        var schema = Record(type.Fields);
        schema["title"] = type.Name;
        schema["description"] = type.Purpose;
        schema["properties"]!["id"] = new JsonObject { ["type"] = "string", ["pattern"] = KeyPattern, ["description"] = "Its own within the story." };
        schema["properties"]!["type"] = new JsonObject { ["const"] = type.Name };
        schema["required"] = new JsonArray(["id", "type", .. type.Fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]);
        return schema;
    }

    private static JsonObject Record(IReadOnlyList<CardField> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
            properties[field.Name] = Of(field);
        return new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]),
        };
    }

    private static JsonObject Of(CardField field)
    {
        var schema = field switch
        {
            { Parts: not [] and var parts } => Record(parts),
            { Each: { } each } => new() { ["type"] = "array", ["maxItems"] = field.Most, ["items"] = Of(each) },
            NumberField number => new() { ["type"] = "integer", ["minimum"] = number.Min, ["maximum"] = number.Max },
            NameField name => new() { ["enum"] = new JsonArray([.. name.Choices.Select(choice => (JsonNode)choice.Value)]) },
            FlagField => new() { ["type"] = "boolean" },
            VoiceField or MediaField => new() { ["type"] = "string", ["format"] = "uuid" },
            KeyField => new() { ["type"] = "string", ["pattern"] = KeyPattern },
            { Most: { } most } => new() { ["type"] = "string", ["maxLength"] = most },
            _ => throw new InvalidOperationException($"The description of the calls does not know a {field.GetType().Name} yet."),
        };
        if (field.Holds.Length > 0)
            schema["description"] = field.Holds;
        return schema;
    }
}
