using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>What happened in which order. <see cref="Moment.When"/> is as people say it: a date, an age, "the week after".</summary>
public sealed record TimelineCard(string Id, IReadOnlyList<Moment> Items) : Card(Id)
{
    public override string Words => string.Join(' ', Items.Select(moment => $"{moment.When} {moment.Text}"));

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Items is [])
            yield return Problem("empty-card", "This timeline has no moments yet. Add the first one, or take the card out.");
        else if (Items.Any(moment => string.IsNullOrWhiteSpace(moment.When) || string.IsNullOrWhiteSpace(moment.Text)))
            yield return Problem("empty-card", "A moment of this timeline does not say when or what. Write it, or remove the moment.");
    }
}

public sealed record Moment(string When, string Text);

public sealed class TimelineType() : CardType<TimelineCard>("timeline", "What happened, moment by moment.", Items)
{
    private static readonly TextField When = new("when", 60);
    private static readonly TextField What = new("text", 400) { Label = "What happened" };
    private static readonly ListField<Moment> Items = new(
        "items", 20,
        new ItemField<Moment>("moment", [When, What], fields => new(fields.Required(When), fields.Required(What)), (moment, to) =>
        {
            When.Write(to, moment.When);
            What.Write(to, moment.Text);
        }),
        "up to 20 moments, in their order")
    { Label = "Moments" };

    protected override TimelineCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Items));

    protected override void WriteCard(TimelineCard card, JsonObject to) => Items.Write(to, card.Items);
}
