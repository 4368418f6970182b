using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A situation, and what follows from each thing one might do. Nothing of it is sent: it is for trying out.</summary>
public sealed record BranchCard(string Id, string Situation, IReadOnlyList<BranchChoice> Choices) : Card(Id)
{
    public override string Words => $"{Situation} {string.Join(' ', Choices.Select(choice => $"{choice.Text} {choice.Follows}"))}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Asking.IsBlank(Situation))
            yield return Problem("empty-card", "This card has no situation yet. Describe one, or take the card out.");
        if (Choices.Count < 2)
            yield return Problem("too-few-options", "A situation needs two choices at least.");
        else if (Choices.Any(choice => Asking.IsBlank(choice.Text) || Asking.IsBlank(choice.Follows)))
            yield return Problem("empty-card", "A choice does not say what one does, or what follows. Write it, or remove the choice.");
    }
}

public sealed record BranchChoice(string Text, string Follows);

public sealed class BranchType() : CardType<BranchCard>("branch", "A situation: choose what you would do, and see what follows.", Situation, Choices)
{
    private static readonly TextField Situation = new("situation", 600);
    private static readonly TextField What = new("text", 200) { Label = "What one might do" };
    private static readonly TextField Follows = new("follows", 600) { Label = "What follows" };

    private static readonly ListField<BranchChoice> Choices = new(
        "choices", Asking.MostOptions,
        new ItemField<BranchChoice>("choice", [What, Follows], fields => new(fields.Required(What), fields.Required(Follows)), (choice, to) =>
        {
            What.Write(to, choice.Text);
            Follows.Write(to, choice.Follows);
        }),
        "2 to 8 choices, in their order")
    { Label = "Choices" };

    public override string Label => "Situation";

    protected override BranchCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Situation), fields.Required(Choices));

    protected override void WriteCard(BranchCard card, JsonObject to)
    {
        Situation.Write(to, card.Situation);
        Choices.Write(to, card.Choices);
    }
}
