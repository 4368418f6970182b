using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A question to stop at, alone or in a room. <paramref name="Minutes"/> is how long to take over it; none says nothing of time.</summary>
public sealed record PromptCard(string Id, string Question, int? Minutes) : Card(Id)
{
    public override string Words => Question;

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(Question))
            yield return Problem("empty-card", "This discussion card has no question yet. Write one, or take the card out.");
    }
}

public sealed class PromptType() : CardType<PromptCard>("prompt", "A question to stop at and talk about.", Question, Minutes)
{
    private static readonly TextField Question = new("text", 300) { Label = "Question" };
    private static readonly NumberField Minutes = new("minutes", 1, 60, "how many minutes to give it, from 1 to 60") { Label = "Minutes to give it" };

    public override string Label => "Discussion";

    protected override PromptCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Question), fields.Optional(Minutes));

    protected override void WriteCard(PromptCard card, JsonObject to)
    {
        Question.Write(to, card.Question);
        Minutes.Write(to, card.Minutes);
    }
}
