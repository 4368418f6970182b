using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A young person's words, by reference. The card is left out of the page while they may not be shown.</summary>
public sealed record QuoteCard(string Id, VoiceId Voice) : Card(Id)
{
    public override IReadOnlyList<VoiceId> Voices => [Voice];
}

public sealed class QuoteType() : CardType<QuoteCard>("quote", "A young person's own words, as large as anything on the page.", Voice)
{
    private static readonly VoiceField Voice = new("voice") { Label = "Quote" };

    protected override QuoteCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Voice));

    protected override void WriteCard(QuoteCard card, JsonObject to) => Voice.Write(to, card.Voice);
}
