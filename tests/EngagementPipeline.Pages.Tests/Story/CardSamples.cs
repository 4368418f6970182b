using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Cards to look at: a file for each type, <c>Cards/{type}.json</c>, and beside it how they look, <c>Cards/{type}.golden.html</c>.</summary>
internal static class CardSamples
{
    public static IReadOnlyList<Card> Of(CardType type) => Read(JsonOf(type).Select(json => json!.AsObject()));

    /// <summary>One story with the samples of every type, in the order of the catalogue.</summary>
    public static StoryDocument AStory(string language = "en") =>
        Studio.AStory(language) with { Cards = Read(CardCatalogue.Types.SelectMany(JsonOf).Select(json => json!.AsObject())) };

    /// <summary>The same story with <paramref name="text"/> in every field of a card that holds somebody's text, cut to what the field takes.</summary>
    public static StoryDocument AStoryThatSays(string text)
    {
        var cards = CardCatalogue.Types.SelectMany(type => JsonOf(type).Select(json => Saying(text, json!.AsObject(), type.Fields)));
        return Studio.AStory() with { Title = text, Summary = text, Cards = Read(cards) };
    }

    private static JsonArray JsonOf(CardType type)
    {
        var file = Path.Combine(Folder(), $"{type.Name}.json");
        Assert.True(File.Exists(file), $"There are no samples of {type.Name} cards yet. Write {file}.");
        return JsonNode.Parse(File.ReadAllText(file))!.AsArray();
    }

    private static IReadOnlyList<Card> Read(IEnumerable<JsonObject> cards)
    {
        var fields = new Fields();
        var read = CardCatalogue.Read([.. cards.Select((card, place) => JsonSerializer.SerializeToElement(Numbered(card, place)))], fields);
        return fields.Build(() => read).Refusal is { } refusal ? throw new FormatException($"A sample is no card: {string.Join(", ", refusal.Errors!.Keys)}.") : read;
    }

    private static JsonObject Saying(string text, JsonObject json, IReadOnlyList<CardField> fields)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in json)
            copy[name] = fields.FirstOrDefault(field => field.Name == name) is { } field ? Saying(text, value!, field) : value!.DeepClone();
        return copy;
    }

    private static JsonNode Saying(string text, JsonNode value, CardField field) => field switch
    {
        { Each: { } each } => new JsonArray([.. value.AsArray().Select(entry => Saying(text, entry!, each))]),
        { Parts: { Count: > 0 } parts } => Saying(text, value.AsObject(), parts),
        ProseField => text,
        TextField { Max: var max } => text.Length <= max ? text : text[..max],
        _ => value.DeepClone(),
    };

    // The samples of different types may have the same ids, which never reach the page.
    private static JsonNode Numbered(JsonObject card, int place)
    {
        var numbered = card.DeepClone();
        numbered["id"] = FormattableString.Invariant($"c{place}");
        return numbered;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cards");
}
