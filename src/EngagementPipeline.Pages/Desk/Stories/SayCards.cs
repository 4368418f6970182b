using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>What card types and their fields are called in the editor: what they call themselves, or else their names.</summary>
internal static class SayCards
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
}
