using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Running text.</summary>
public sealed record TextCard(string Id, Prose Text) : Card(Id)
{
    public override string Words => Text.Words;

    public override IEnumerable<string> Links => Text.Links;

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Text.Words))
            yield return Problem("empty-card", "This text has no words yet. Write some, or take the card out.");
    }
}

public sealed class TextType() : CardType<TextCard>("text", "Running text: paragraphs, lists, emphasis and links.", Text)
{
    private static readonly ProseField Text = new("text", 10_000);

    protected override TextCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Text));

    protected override void WriteCard(TextCard card, JsonObject to) => Text.Write(to, card.Text);
}
