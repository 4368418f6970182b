using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A question to guess at, and what is behind it.</summary>
public sealed record RevealCard(string Id, string Question, Prose Text) : Card(Id)
{
    public override IEnumerable<string> Links => Text.Links;

    public override string Words => $"{Question} {Text.Words}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Question) || string.IsNullOrWhiteSpace(Text.Words))
            yield return Problem("empty-card", "This card has no question or nothing behind it yet. Write both, or take the card out.");
    }
}

public sealed class RevealType() : CardType<RevealCard>("reveal", "A question to guess at first; the answer opens under it.", Question, Text)
{
    private static readonly TextField Question = new("question", 200) { Hint = "Something that can be guessed at." };
    private static readonly ProseField Text = new("text", 5_000) { Label = "What is behind it" };

    protected override RevealCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Question), fields.Required(Text));

    protected override void WriteCard(RevealCard card, JsonObject to)
    {
        Question.Write(to, card.Question);
        Text.Write(to, card.Text);
    }
}
