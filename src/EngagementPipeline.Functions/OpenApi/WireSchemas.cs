using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.Shared;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>
/// The JSON Schema (2020-12) of wire types, as <see cref="WireJson"/> reads and writes them: what it does by its own converters is said here, and
/// what <see cref="Fields"/> asks is put beside it.
/// </summary>
internal sealed class WireSchemas
{
    private const string InComponents = "#/components/schemas/";

    private static readonly NullabilityInfoContext Nullability = new();

    private readonly SortedDictionary<string, (Type Type, JsonNode Schema)> _named = new(StringComparer.Ordinal);

    public JsonObject Components()
    {
        var all = new JsonObject();
        foreach (var (name, (_, schema)) in _named)
            all[name] = schema;
        return all;
    }

    /// <summary>A body that is read: strict, and what is asked of each field is in <paramref name="notes"/>.</summary>
    public JsonNode Read(Type type, IReadOnlyDictionary<PropertyInfo, FieldNote> notes) => Reference(type, (context, schema) => Asked(context, schema, notes));

    /// <summary>An answer: nothing is written where there is nothing, and fields may be added to it.</summary>
    public JsonNode Write(Type type) => Reference(type, Written);

    /// <summary>Of a parameter, which is text in any case.</summary>
    public static JsonObject Of(FieldNote? note) => note is null ? Text() : Noted(note, new JsonObject { ["type"] = "string" });

    private JsonNode Reference(Type type, Func<JsonSchemaExporterContext, JsonNode, JsonNode> transform)
    {
        if (type == typeof(JsonObject))
            return new JsonObject { ["type"] = "object" };
        if (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            return Export(type, transform, "");

        var name = NameOf(type);
        if (_named.TryGetValue(name, out var known) && known.Type != type)
            name = $"{type.Namespace!.Split('.')[^1]}{name}";
        if (!_named.ContainsKey(name))
            _named[name] = (type, Export(type, transform, name));
        return new JsonObject { ["$ref"] = InComponents + name };
    }

    private static JsonNode Export(Type type, Func<JsonSchemaExporterContext, JsonNode, JsonNode> transform, string name)
    {
        WireJson.Options.MakeReadOnly(populateMissingResolver: true);
        var schema = JsonSchemaExporter.GetJsonSchemaAsNode(WireJson.Options, type, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = transform });
        Move(schema, InComponents + name);
        return schema;
    }

    /// <summary>What a schema says of a part of itself is said of a part of the document.</summary>
    private static void Move(JsonNode? node, string to)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Move(item, to);
        }
        else if (node is JsonObject schema)
        {
            if (schema["$ref"]?.GetValue<string>() is { } reference && reference.StartsWith('#') && !reference.StartsWith(InComponents, StringComparison.Ordinal))
                schema["$ref"] = to + reference[1..];
            foreach (var (_, part) in schema)
                Move(part, to);
        }
    }

    private static JsonNode Asked(JsonSchemaExporterContext context, JsonNode schema, IReadOnlyDictionary<PropertyInfo, FieldNote> notes)
    {
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && schema is JsonObject field)
        {
            var note = notes.GetValueOrDefault(property);
            if (note is not null)
                schema = Noted(note, field);
            if (note?.Required == true)
                WithoutNull(field);
            Limited(property, field);
            if (property.IsDefined(typeof(HoldsCardsAttribute)))
                HoldCards(field);
        }

        if (schema is JsonObject record && record["properties"] is JsonObject)
        {
            var required = context.TypeInfo.Properties
                .Where(of => of.AttributeProvider is PropertyInfo one && (notes.GetValueOrDefault(one)?.Required == true || one.IsDefined(typeof(RequiredAttribute))))
                .Select(of => of.Name);
            SetRequired(record, required);
        }

        return Known(context, schema);
    }

    private static JsonNode Written(JsonSchemaExporterContext context, JsonNode schema)
    {
        schema = Known(context, schema);
        if (schema is not JsonObject record)
            return schema;
        WithoutNull(record);
        if (record["properties"] is JsonObject)
        {
            record.Remove("additionalProperties");
            SetRequired(record, context.TypeInfo.Properties.Where(property => !MayBeMissing(property.AttributeProvider as PropertyInfo)).Select(property => property.Name));
        }

        return record;
    }

    private static bool MayBeMissing(PropertyInfo? property)
    {
        if (property is null)
            return true;
        lock (Nullability)
            return Nullable.GetUnderlyingType(property.PropertyType) is not null || Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }

    private static void SetRequired(JsonObject record, IEnumerable<string> names)
    {
        record.Remove("required");
        if (names.ToList() is { Count: > 0 } some)
            record["required"] = new JsonArray([.. some.Select(name => (JsonNode)name)]);
    }

    /// <summary>What <see cref="WireJson"/>'s own converters make of a type, which the exporter cannot know.</summary>
    private static JsonNode Known(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (Simple(type) is { } simple)
            return simple;
        // A list of what has a converter of ours comes without its items, and so does a dictionary of them.
        if (schema is JsonObject list && list["items"] is null && list["additionalProperties"] is not JsonObject && ItemOf(type) is { } item && Simple(item) is { } items)
            list[IsDictionary(type) ? "additionalProperties" : "items"] = items;
        return schema is JsonObject ? schema : type == typeof(JsonElement) ? new JsonObject { ["description"] = "Any JSON." } : schema;
    }

    private static JsonObject? Simple(Type type)
    {
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = NamesOf(type) };
        if (type == typeof(DateTimeOffset))
            return Text("date-time");
        if (type == typeof(Slug))
            return new JsonObject { ["type"] = "string", ["pattern"] = SlugPattern };
        if (type == typeof(ReportingYear))
            return new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}$" };
        if (type.GetInterfaces().Any(of => of.IsGenericType && of.GetGenericTypeDefinition() == typeof(IId<>)))
            return Text("uuid");
        return null;
    }

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 2;

    /// <summary>Of a list, or of the values of a dictionary.</summary>
    private static Type? ItemOf(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? type.GetGenericArguments()[^1] : null;

    private const string SlugPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    private static JsonObject Noted(FieldNote note, JsonObject schema)
    {
        switch (note.Kind)
        {
            case FieldKind.Text:
                Set(schema, "minLength", note.Least);
                Set(schema, "maxLength", note.Most);
                break;
            case FieldKind.Number:
                Set(schema, "minimum", note.Least);
                Set(schema, "maximum", note.Most);
                break;
            case FieldKind.Id:
                schema["format"] = "uuid";
                break;
            case FieldKind.Day:
                schema["format"] = "date";
                break;
            case FieldKind.Instant:
                schema["format"] = "date-time";
                break;
            case FieldKind.Slug:
                schema["pattern"] = SlugPattern;
                break;
            case FieldKind.Name:
                schema["enum"] = note.Required ? NamesOf(note.Names!) : WithNull(NamesOf(note.Names!), schema);
                break;
            case FieldKind.Names when schema["items"] is JsonObject items:
                WithoutNull(items);
                items["enum"] = NamesOf(note.Names!);
                schema["minItems"] = 1;
                schema["uniqueItems"] = true;
                break;
            default:
                break;
        }

        return schema;
    }

    private static void HoldCards(JsonObject schema)
    {
        WithoutNull(schema);
        schema["maxItems"] = StoryLimits.Cards;
        schema["items"] = new JsonObject { ["$ref"] = InComponents + CardSchemas.Name };
    }

    /// <summary>Limits that are written on the shapes of <see cref="OperationShapes"/>, whose reading is by hand.</summary>
    private static void Limited(PropertyInfo property, JsonObject schema)
    {
        if (property.GetCustomAttribute<StringLengthAttribute>() is { } length)
        {
            schema["minLength"] = length.MinimumLength;
            schema["maxLength"] = length.MaximumLength;
        }

        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern)
            schema["pattern"] = pattern.Pattern;
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = (int)range.Minimum;
            schema["maximum"] = (int)range.Maximum;
        }

        if (property.GetCustomAttribute<MaxLengthAttribute>() is { } most)
            schema["maxItems"] = most.Length;
        if (property.IsDefined(typeof(RequiredAttribute)))
            WithoutNull(schema);
    }

    private static void Set(JsonObject schema, string keyword, long? value)
    {
        if (value is { } number)
            schema[keyword] = number;
    }

    private static JsonArray NamesOf(Type type) => [.. ((IEnumerable<string>)typeof(Kebab).GetMethod(nameof(Kebab.AllOf))!.MakeGenericMethod(type).Invoke(null, null)!).Select(name => (JsonNode)name)];

    private static JsonArray WithNull(JsonArray names, JsonObject schema)
    {
        if (schema["type"] is JsonArray)
            names.Add(null);
        return names;
    }

    private static void WithoutNull(JsonObject schema)
    {
        if (schema["type"] is not JsonArray types)
            return;
        var left = types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToList();
        schema["type"] = left.Count == 1 ? left[0] : new JsonArray([.. left.Select(type => (JsonNode)type)]);
    }

    private static JsonObject Text(string? format = null) => format is null ? new() { ["type"] = "string" } : new() { ["type"] = "string", ["format"] = format };

    /// <summary>As <c>PageOfStoryView</c>; a type inside another bears that one's name too.</summary>
    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
            name = outer.Name + name;
        return type.IsGenericType ? $"{name}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}" : name;
    }
}
