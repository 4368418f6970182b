using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Something the reader means to do. Counted, and nothing more: nobody says who.</summary>
public sealed record PledgeCard(string Id, string Text, IReadOnlyList<CardOption> Options) : Card(Id), IAsks
{
    public string Asks => Text;

    public override string Words => $"{Text} {string.Join(' ', Options.Select(option => option.Text))}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Asking.IsBlank(Text))
            yield return Problem("empty-card", "This pledge has no words yet. Write what readers might do, or take the card out.");
        if (Options.Any(option => Asking.IsBlank(option.Text)))
            yield return Problem("empty-card", "A choice of this pledge has no words. Write some, or remove the choice.");
    }
}

public sealed class PledgeType() : CardType<PledgeCard>("pledge", "Something to do: “I will …”, counted without a name.", Text, Options)
{
    private static readonly TextField Text = new("text", 300) { Label = "Pledge", Hint = "With choices below it: the words before them, such as “This week I will …”." };
    private static readonly ListField<CardOption> Options = Asking.Options("options", "choice", required: false, "up to 8 things to choose one from; none when there is only the pledge itself");

    protected override PledgeCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Text), fields.Optional(Options));

    protected override void WriteCard(PledgeCard card, JsonObject to)
    {
        Text.Write(to, card.Text);
        if (card.Options is not [])
            Options.Write(to, card.Options);
    }
}
