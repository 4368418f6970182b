using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A heading below the story's title, which is level 1. <paramref name="Level"/> is 2 or 3.</summary>
public sealed record HeadingCard(string Id, string Text, int Level) : Card(Id)
{
    public override string Words => Text;

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Text))
            yield return Problem("empty-card", "This heading has no words yet. Write some, or take the card out.");
    }
}

public sealed class HeadingType() : CardType<HeadingCard>("heading", "Names the part of the story that follows.", Text, Level)
{
    private static readonly TextField Text = new("text", 120) { Label = "Heading" };
    private static readonly NumberField Level = new("level", 2, 3, "2 for a part, 3 for a part of a part; 2 when left out")
    {
        Choices = [(2, "A part of the story"), (3, "A part of a part")],
    };

    protected override HeadingCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Text), fields.Optional(Level) ?? 2);

    protected override void WriteCard(HeadingCard card, JsonObject to)
    {
        Text.Write(to, card.Text);
        Level.Write(to, card.Level);
    }
}
