using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Where to go from here.</summary>
public sealed record LinksCard(string Id, IReadOnlyList<LinkItem> Items) : Card(Id)
{
    public override IEnumerable<string> Links => Items.Select(item => item.Url).Where(url => url.Length > 0);

    public override string Words => string.Join(' ', Items.Select(item => $"{item.Text} {item.Note}"));

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Items is [])
            yield return Problem("empty-card", "This card has no links yet. Add the first one, or take the card out.");
        else if (Items.Any(item => string.IsNullOrWhiteSpace(item.Text) || item.Url.Length == 0))
            yield return Problem("empty-card", "A link of this card has no words or no address. Write both, or remove the link.");
    }
}

public sealed record LinkItem(string Text, string Url, string Note);

public sealed class LinksType() : CardType<LinksCard>("links", "Where to go from here.", Items)
{
    private static readonly TextField Text = new("text", 120) { Label = "Words of the link", Hint = "Say where it leads." };
    private static readonly LinkField Url = new("url") { Label = "Address" };
    private static readonly TextField Note = new("note", 200, required: false);
    private static readonly ListField<LinkItem> Items = new(
        "items", 20,
        new ItemField<LinkItem>("link", [Text, Url, Note], fields => new(fields.Required(Text), fields.Required(Url), fields.Optional(Note)), (item, to) =>
        {
            Text.Write(to, item.Text);
            Url.Write(to, item.Url);
            Note.WriteAny(to, item.Note);
        }),
        "up to 20 links, in their order")
    { Label = "Links" };

    protected override LinksCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Items));

    protected override void WriteCard(LinksCard card, JsonObject to) => Items.Write(to, card.Items);
}
