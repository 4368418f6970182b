using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Pages.Charts;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>What card types and their fields are called in the editor: what they call themselves, or else their names.</summary>
public static class SayCards
{
    public static string Name(CardType type) => type.Label ?? Say.Name(type.Name);

    public static string Label(CardField field) => field.Label ?? Say.Name(field.Name);

    /// <summary>With its article: <c>a moment</c>.</summary>
    public static string One(CardField field)
    {
        var name = Label(field).ToLowerInvariant();
        return (name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + name;
    }

    /// <summary>Text that is likely to be a sentence or more gets several lines.</summary>
    public static int Lines(CardField field) => field switch
    {
        ProseField => 5,
        TextField { Max: > 200 } => 2,
        _ => 1,
    };

    public static string? Hint(CardField field) => field.Hint ?? field switch
    {
        ProseField => "Leave a line empty for a new paragraph. **bold**, _italic_, - for a list, [words](https://…) for a link.",
        NumberField { Choices: [] } => Say.Capital(field.Holds) + ".",
        _ => null,
    };

    /// <summary>What stands on a card, in a few words: <c>Poll: Have you ever felt that?</c> A young person's words are no part of a card, and not said.</summary>
    public static string Told(Card card)
    {
        var words = card is IAsks { Asks.Length: > 0 } asking ? asking.Asks : card.Words;
        var name = Name(CardCatalogue.TypeOf(card));
        return words.Length == 0 ? name : $"{name}: {SayChart.Within(words, 70)}";
    }
}
