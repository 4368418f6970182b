using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// A film that stands elsewhere. Nothing is asked of that place before the reader presses play. It has captions in its player, or a link to
/// them in writing.
/// </summary>
public sealed record VideoCard(string Id, string Url, string Title, bool Captioned, string Captions, MediaId? Poster) : Card(Id)
{
    public override IReadOnlyList<MediaUse> Media => Poster is { } poster ? [new(poster, MediaKind.Image)] : [];

    public override IEnumerable<string> Links => Captions.Length > 0 ? [Captions] : [];

    public override string Words => Title;

    public override Card? Without(IReadOnlySet<VoiceId> voices, IReadOnlySet<MediaId> media) =>
        Poster is { } poster && media.Contains(poster) ? this with { Poster = null } : this;

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Url.Length == 0 || string.IsNullOrWhiteSpace(Title))
            yield return Problem("empty-card", "This film has no address or no title yet. Give it both, or take the card out.");
        else if (!Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            yield return Problem("not-https", "The film's address must begin with https://, so that nobody on the way can change it.");
        if (!Captioned && Captions.Length == 0)
            yield return Problem("missing-captions", "Nobody has said where this film's captions are. Say that its player shows them, or link to what is said in writing.");
    }
}

public sealed class VideoType() : CardType<VideoCard>("video", "A film, played from where it stands once the reader wants it.", Url, Title, Captioned, Captions, Poster)
{
    private static readonly LinkField Url = new("url") { Label = "Address of the film", Hint = "Films on YouTube and Vimeo play in the page. Others open where they are." };
    private static readonly TextField Title = new("title", 120);
    private static readonly FlagField Captioned = new("captioned", "true when the player itself shows captions") { Label = "Its player shows captions" };
    private static readonly LinkField Captions = new("captions", required: false) { Label = "Address of what is said, in writing" };
    private static readonly MediaField Poster = new("poster", MediaKind.Image) { Label = "Picture to show before it plays" };

    protected override VideoCard ReadCard(string id, CardReader fields) =>
        new(id, fields.Required(Url), fields.Required(Title), fields.Optional(Captioned), fields.Optional(Captions), fields.Optional(Poster));

    protected override void WriteCard(VideoCard card, JsonObject to)
    {
        Url.Write(to, card.Url);
        Title.Write(to, card.Title);
        Captioned.WriteYes(to, card.Captioned);
        Captions.WriteAny(to, card.Captions);
        Poster.Write(to, card.Poster);
    }
}

/// <summary>
/// A place whose films may play inside a page. These two can be asked to set no cookies (YouTube's other address, Vimeo's <c>dnt</c>). A council's SharePoint asks
/// readers to sign in, so its films are links. Adding a place is adding a line here.
/// </summary>
public sealed partial record VideoPlayer(string Name, string Origin, Uri Frame)
{
    /// <summary>Null for a film that can only be linked to.</summary>
    public static VideoPlayer? For(string url)
    {
        if (YouTube().Match(url) is { Success: true } tube)
            return new("YouTube", "https://www.youtube-nocookie.com", new($"https://www.youtube-nocookie.com/embed/{tube.Groups["id"].Value}?autoplay=1&rel=0"));
        if (Vimeo().Match(url) is { Success: true } vimeo)
        {
            var key = vimeo.Groups["key"] is { Success: true, Value: var value } ? $"&h={value}" : "";
            return new("Vimeo", "https://player.vimeo.com", new($"https://player.vimeo.com/video/{vimeo.Groups["id"].Value}?dnt=1&autoplay=1{key}"));
        }

        return null;
    }

    [GeneratedRegex(@"^https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/)|youtu\.be/|www\.youtube-nocookie\.com/embed/)(?<id>[A-Za-z0-9_-]{11})(?:[?&#/]|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex YouTube();

    [GeneratedRegex(@"^https://(?:vimeo\.com/|player\.vimeo\.com/video/)(?<id>[0-9]{1,12})(?:/(?<key>[0-9a-f]{6,16}))?(?:[?#/]|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Vimeo();
}
