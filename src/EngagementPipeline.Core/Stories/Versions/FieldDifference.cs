using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Versions;

public enum FieldSort
{
    /// <summary>Words, compared word by word. A list is a line for each entry, the entry's parts with dots between.</summary>
    Text,

    /// <summary>One thing instead of another: a number, a choice, an address.</summary>
    Value,

    /// <summary>Ids of voices, one a line. Never their words.</summary>
    Quotes,

    /// <summary>The id of a picture or a sound.</summary>
    Media,
}

/// <summary>
/// One field that is not what it was. <paramref name="Before"/> or <paramref name="After"/> is null where there was, or is, nothing. <paramref name="Words"/> only for text.
/// </summary>
public sealed record FieldDifference(string Field, FieldSort Sort, string? Before, string? After, IReadOnlyList<DiffPiece> Words)
{
    /// <summary>Nothing where both are the same.</summary>
    public static IEnumerable<FieldDifference> Text(string field, string? before, string? after) =>
        before == after || (before ?? after) is not { Length: > 0 } && (after ?? before) is not { Length: > 0 }
            ? []
            : [new(field, FieldSort.Text, before, after, WordDiff.Of(before ?? "", after ?? ""))];

    public static IEnumerable<FieldDifference> Value(string field, string? before, string? after) =>
        before == after ? [] : [new(field, FieldSort.Value, before, after, [])];

    /// <summary>Two cards of one type, or one and none.</summary>
    public static IReadOnlyList<FieldDifference> Between(Card? before, Card? after)
    {
        var type = CardCatalogue.TypeOf((before ?? after)!);
        var (old, now) = (before is null ? null : CardCatalogue.ToJson(before), after is null ? null : CardCatalogue.ToJson(after));
        return [.. type.Fields.SelectMany(field => Between(field, old?[field.Name], now?[field.Name]))];
    }

    private static IEnumerable<FieldDifference> Between(CardField field, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return [];
        var (old, now) = (Written(field, before), Written(field, after));
        if ((before is null || after is null) && (old ?? "").Length + (now ?? "").Length == 0)
            return []; // of a card that is new or gone: a field that says nothing
        var sort = SortOf(field);
        return [new(field.Name, sort, old, now, sort == FieldSort.Text ? WordDiff.Of(old ?? "", now ?? "") : [])];
    }

    private static FieldSort SortOf(CardField field) => (field.Each ?? field) switch
    {
        VoiceField => FieldSort.Quotes,
        MediaField => FieldSort.Media,
        NumberField or FlagField or NameField or KeyField or LinkField when field.Each is null => FieldSort.Value,
        _ => FieldSort.Text,
    };

    private static string? Written(CardField field, JsonNode? value) => value switch
    {
        null => null,
        JsonArray entries => string.Join('\n', entries.Select(entry => Written(field.Each!, entry))),
        JsonObject entry => string.Join(" · ", field.Parts.Select(part => PartOf(part, entry[part.Name])).Where(text => text is { Length: > 0 })),
        _ => value.ToString(),
    };

    private static string? PartOf(CardField part, JsonNode? value) => part switch
    {
        KeyField => null,
        FlagField => value is null ? null : part.Name,
        _ => Written(part, value),
    };
}
