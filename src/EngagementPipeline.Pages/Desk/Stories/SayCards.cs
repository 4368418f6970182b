using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>What card types and their fields are called in the editor; a type that is not named here goes by its own name.</summary>
internal static class SayCards
{
    public static string Name(CardType type) => type.Name switch
    {
        "prompt" => "Discussion",
        var name => Say.Name(name),
    };

    public static string Label(CardType type, CardField field) => (type.Name, field.Name) switch
    {
        ("heading", "text") => "Heading",
        ("heading", "level") => "Level",
        ("text", "text") => "Text",
        ("prompt", "text") => "Question",
        ("prompt", "minutes") => "Minutes to give it",
        ("quote", "voice") => "Quote",
        var (_, name) => Say.Name(name),
    };

    /// <summary>Text that is likely to be a sentence or more gets several lines.</summary>
    public static int Lines(CardField field) => field switch
    {
        ProseField => 5,
        TextField { Max: > 200 } => 2,
        _ => 1,
    };

    public static string? Hint(CardField field) => field switch
    {
        ProseField => "Leave a line empty for a new paragraph. **bold**, _italic_, - for a list, [words](https://…) for a link.",
        NumberField => Say.Capital(field.Holds) + ".",
        _ => null,
    };
}
