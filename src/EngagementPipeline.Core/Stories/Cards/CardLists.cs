using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// A list of up to <paramref name="max"/> entries, each what <paramref name="each"/> is. It may be empty while a story is written. What is wrong
/// with an entry is noted under its place: <c>cards[3].items[2].when</c>.
/// </summary>
public sealed class ListField<T>(string name, int max, CardField<T> each, string holds, bool required = true) : CardField<IReadOnlyList<T>>(name, required, holds)
    where T : notnull
{
    /// <summary>Of entries that have an <c>id</c> of their own within the card: that.</summary>
    public Func<T, string>? KeyOf { get; init; }

    public override int? Most => max;

    public override CardField Each => each;

    public override string Expectation { get; } = string.Create(CultureInfo.InvariantCulture, $"Must be a list of at most {max}.");

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out IReadOnlyList<T>? value) =>
        throw new NotSupportedException("A list is read entry by entry, so that each fault has its place.");

    protected internal override JsonNode ToJson(IReadOnlyList<T> value) => new JsonArray([.. value.Select(each.ToJson)]);

    internal override IReadOnlyList<T> Read(JsonElement json, string at, CardErrors errors)
    {
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() <= max)
            return ReadAll(json, at, errors);
        errors.Add(at, Expectation);
        return [];
    }

    private List<T> ReadAll(JsonElement json, string at, CardErrors errors)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<T>(json.GetArrayLength());
        foreach (var (i, entry) in json.EnumerateArray().Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]");
            entries.Add(each.Read(entry, place, errors));
            if (KeyOf is not null && entries[^1] is { } read && KeyOf(read) is { } key && !keys.Add(key))
                errors.Add($"{place}.id", "Is the id of an earlier one too. Give each its own.");
        }

        return entries;
    }
}

/// <summary>
/// An entry of a list that has fields of its own. <paramref name="name"/> is what writers call one: <c>moment</c>. Like a card's, its fields are read
/// and written by what is given here.
/// </summary>
public sealed class ItemField<TItem>(string name, IReadOnlyList<CardField> parts, Func<CardReader, TItem> read, Action<TItem, JsonObject> write)
    : CardField<TItem>(name, true, "")
    where TItem : notnull
{
    public override IReadOnlyList<CardField> Parts => parts;

    public override string Expectation { get; } = $"Must be an object with {string.Join(", ", parts.Where(part => part.Required).Select(part => part.Name))}.";

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out TItem? value) =>
        throw new NotSupportedException("An entry is read field by field, so that each fault has its place.");

    protected internal override JsonNode ToJson(TItem value)
    {
        var json = new JsonObject();
        write(value, json);
        return json;
    }

    internal override TItem Read(JsonElement json, string at, CardErrors errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(at, Expectation);
            return default!;
        }

        var fields = new CardReader(json, at, errors);
        fields.RefuseOthers(parts, $"a {Name}");
        return read(fields);
    }
}
