using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Every type of card there is, and the one way from JSON to cards and back.</summary>
public static partial class CardCatalogue
{
    // In the order in which writers meet them, here and in docs/cards.md. The classes are found by themselves.
    private static readonly string[] Names =
    [
        "heading", "text", "quote", "quote-wall", "image", "audio", "video", "reveal", "poll", "quiz", "branch", "slider", "timeline", "pledge", "prompt", "links",
        "feedback",
    ];

    public static IReadOnlyList<CardType> Types { get; } =
    [
        .. typeof(CardCatalogue).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CardType)) && !type.IsAbstract)
            .Select(type => (CardType)Activator.CreateInstance(type)!)
            .OrderBy(type => Array.IndexOf(Names, type.Name)),
    ];

    private static readonly Dictionary<string, CardType> ByName = Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    private static readonly Dictionary<Type, CardType> ByClass = Types.ToDictionary(type => type.CardClass);

    /// <summary>
    /// Reads the cards of a document. Everything that is wrong is noted by name under <c>cards[i]</c>: an unknown type, an unknown,
    /// missing or repeated field, a repeated id. What comes back is whole only when nothing was noted.
    /// </summary>
    /// <param name="cards">As they were sent, or kept.</param>
    /// <param name="fields">Where it is noted.</param>
    /// <param name="kept">Whether they were taken in before; then a text that costs too much still reads (<see cref="ProseCost"/>).</param>
    public static IReadOnlyList<Card> Read(IReadOnlyList<JsonElement>? cards, Fields fields, bool kept = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (cards is null)
            fields.Error("cards", "Is required; an empty list will do.");
        else if (cards.Count > StoryLimits.Cards)
            fields.Error("cards", string.Create(CultureInfo.InvariantCulture, $"A story holds at most {StoryLimits.Cards} cards; this one has {cards.Count:N0}."));
        else
            return ReadAll(cards, new CardErrors(fields, kept));
        return [];
    }

    public static CardType TypeOf(Card card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return ByClass[card.GetType()];
    }

    /// <summary>The card as it is stored and sent: <c>{id, type, …}</c>, always in the same order.</summary>
    public static JsonObject ToJson(Card card)
    {
        var type = TypeOf(card);
        var json = new JsonObject { ["id"] = card.Id, ["type"] = type.Name };
        type.Write(card, json);
        return json;
    }

    private static List<Card> ReadAll(IReadOnlyList<JsonElement> cards, CardErrors errors)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<Card>(cards.Count);
        for (var i = 0; i < cards.Count && !errors.Full; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"cards[{i}]");
            if (ReadCard(cards[i], at, errors) is not { } card)
                continue;
            if (card.Id.Length > 0 && !ids.Add(card.Id))
                errors.Add($"{at}.id", "Is the id of an earlier card too. Give each card its own.");
            read.Add(card);
        }

        return read;
    }

    private static Card? ReadCard(JsonElement json, string at, CardErrors errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(at, "Must be an object with an id, a type and the type's fields.");
            return null;
        }

        var id = TextOf(json, "id");
        if (id is null || !IdForm().IsMatch(id))
        {
            errors.Add($"{at}.id", "Must be 1 to 64 letters, digits, hyphens or underscores.");
            id = "";
        }

        if (TextOf(json, "type") is not { } name || !ByName.TryGetValue(name, out var type))
        {
            errors.Add($"{at}.type", $"Must be one of {string.Join(", ", Types.Select(t => t.Name))}.");
            return null;
        }

        var fields = new CardReader(json, at, errors);
        fields.RefuseOthers(type.Fields, $"a {type.Name} card", "id", "type");
        return type.Read(id, fields);
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && StoryText.TryRead(value, out var text) ? text : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IdForm();
}
