using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// A picture. <paramref name="Alt"/> says it to whoever can't see it; a <paramref name="Decorative"/> one says nothing, and is passed over.
/// </summary>
public sealed partial record ImageCard(string Id, MediaId? Picture, string Alt, string Caption, bool Decorative) : Card(Id)
{
    public override IReadOnlyList<MediaUse> Media => Picture is { } picture ? [new(picture, MediaKind.Image)] : [];

    public override string Words => Caption;

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Picture is null)
            yield return Problem("no-media", "This card has no picture yet. Choose one, or take the card out.");
        if (!Decorative && string.IsNullOrWhiteSpace(Alt))
            yield return Problem("missing-alt", "This picture is not described. Say what it shows, or mark it as decoration.");
        else if (!Decorative && FileName().IsMatch(Alt.Trim()))
            yield return Problem("alt-is-file-name", "The description of this picture is the name of a file. Say what the picture shows.");
    }

    [GeneratedRegex(@"^(\S+\.(jpe?g|png|webp|gif|heic|avif|tiff?)|(img|dsc[nf]?|pxl|screenshot)[-_ ]?[0-9][\w-]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FileName();
}

public sealed class ImageType() : CardType<ImageCard>("image", "A picture, with words for whoever can't see it.", Media, Alt, Decorative, Caption)
{
    private static readonly MediaField Media = new("media", MediaKind.Image) { Label = "Picture" };
    private static readonly TextField Alt = new("alt", 300, required: false)
    {
        Label = "Description",
        NeededToPublish = true,
        Hint = "Say what matters in it, as you would on the telephone.",
    };

    private static readonly FlagField Decorative = new("decorative", "true for a picture that says nothing: then it has no description") { Label = "It is only decoration" };
    private static readonly TextField Caption = new("caption", 300, required: false) { Hint = "Readers see it under the picture." };

    protected override ImageCard ReadCard(string id, CardReader fields) =>
        new(id, fields.Optional(Media), fields.Optional(Alt), fields.Optional(Caption), fields.Optional(Decorative));

    protected override void WriteCard(ImageCard card, JsonObject to)
    {
        Media.Write(to, card.Picture);
        Alt.WriteAny(to, card.Alt);
        Decorative.WriteYes(to, card.Decorative);
        Caption.WriteAny(to, card.Caption);
    }
}
