using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Something to listen to, and the same in writing.</summary>
public sealed record AudioCard(string Id, MediaId? Sound, string Title, Prose Transcript) : Card(Id)
{
    public override IReadOnlyList<MediaUse> Media => Sound is { } sound ? [new(sound, MediaKind.Audio)] : [];

    public override IEnumerable<string> Links => Transcript.Links;

    public override string Words => $"{Title} {Transcript.Words}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Sound is null)
            yield return Problem("no-media", "This card has no sound yet. Choose one, or take the card out.");
        if (string.IsNullOrWhiteSpace(Title))
            yield return Problem("empty-card", "This sound has no title yet. Say what readers will hear.");
        if (string.IsNullOrWhiteSpace(Transcript.Words))
            yield return Problem("missing-transcript", "This sound is not written down yet. Write what is said, for whoever can't hear it.");
    }
}

public sealed class AudioType() : CardType<AudioCard>("audio", "Something to listen to, and the same in writing.", Media, Title, Transcript)
{
    private static readonly MediaField Media = new("media", MediaKind.Audio) { Label = "Sound" };
    private static readonly TextField Title = new("title", 120) { Hint = "What readers will hear." };
    private static readonly ProseField Transcript = new("transcript", 10_000) { Hint = "Everything that is said, and what is heard beside it." };

    protected override AudioCard ReadCard(string id, CardReader fields) => new(id, fields.Optional(Media), fields.Required(Title), fields.Required(Transcript));

    protected override void WriteCard(AudioCard card, JsonObject to)
    {
        Media.Write(to, card.Sound);
        Title.Write(to, card.Title);
        Transcript.Write(to, card.Transcript);
    }
}
