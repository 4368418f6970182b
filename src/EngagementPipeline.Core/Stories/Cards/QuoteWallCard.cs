using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Several voices together, by reference. Those that may not be shown are left out, and the card with the last of them.</summary>
public sealed record QuoteWallCard(string Id, IReadOnlyList<VoiceId> Wall) : Card(Id)
{
    public override IReadOnlyList<VoiceId> Voices => Wall;

    public override Card? Without(IReadOnlySet<VoiceId> voices, IReadOnlySet<MediaId> media) =>
        !Wall.Any(voices.Contains) ? this
        : Wall.Where(voice => !voices.Contains(voice)).ToList() is { Count: > 0 } left ? this with { Wall = left }
        : null;

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Wall is [])
            yield return Problem("empty-card", "This wall has no quotes yet. Choose some, or take the card out.");
    }
}

public sealed class QuoteWallType() : CardType<QuoteWallCard>("quote-wall", "Several voices beside each other.", Voices)
{
    private static readonly ListField<VoiceId> Voices = new("voices", 12, new VoiceField("voice") { Label = "Quote" }, "the ids of up to 12 voices of the story's project")
    {
        Label = "Quotes",
    };

    protected override QuoteWallCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Voices));

    protected override void WriteCard(QuoteWallCard card, JsonObject to) => Voices.Write(to, card.Wall);
}
