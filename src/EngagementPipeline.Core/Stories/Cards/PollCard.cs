using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A question without a right answer. The reader answers first; then the page tells what others said, once enough have.</summary>
public sealed record PollCard(string Id, string Question, IReadOnlyList<CardOption> Options) : Card(Id), IAsks
{
    public string Asks => Question;

    public override string Words => $"{Question} {string.Join(' ', Options.Select(option => option.Text))}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Asking.IsBlank(Question))
            yield return Problem("empty-card", "This poll has no question yet. Write one, or take the card out.");
        if (Options.Count < 2)
            yield return Problem("too-few-options", "A poll needs two answers at least to choose from.");
        else if (Options.Any(option => Asking.IsBlank(option.Text)))
            yield return Problem("empty-card", "An answer of this poll has no words. Write some, or remove the answer.");
    }
}

public sealed class PollType() : CardType<PollCard>("poll", "A question without a right answer: guess first, then see what others said.", Question, Options)
{
    private static readonly TextField Question = new("question", 300);
    private static readonly ListField<CardOption> Options = Asking.Options("options", "answer", required: true, "2 to 8 answers, in their order");

    protected override PollCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Question), fields.Required(Options));

    protected override void WriteCard(PollCard card, JsonObject to)
    {
        Question.Write(to, card.Question);
        Options.Write(to, card.Options);
    }
}
