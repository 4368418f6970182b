using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>What people elsewhere are shown of a story: never a quote, and where <see cref="Repeats"/> it is not sent. The picture is linked to, not sent, so that it goes with its consent.</summary>
public sealed record AnnouncementText(string Title, string Introduction, string Summary, Uri Address, Uri? Picture, string PictureAlt)
{
    /// <summary>Somebody typed into it what a young person said, which can be taken back there and not here.</summary>
    public bool Repeats { get; init; }

    /// <summary>The same for the same text, and one of its own for what may not be sent.</summary>
    public string Mark => Repeats ? "repeats-words" :
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Title, Introduction, Summary, Address, Picture, PictureAlt))))[..16];

    /// <summary>All of it; everything anybody typed is encoded.</summary>
    public string Html => (Picture is null ? "" : $"<p><img src=\"{Say(Picture.AbsoluteUri)}\" alt=\"{Say(PictureAlt)}\" width=\"560\"></p>") + $"<h1>{Say(Title)}</h1>" + Body;

    /// <summary>What stands under title and picture, where those have places of their own.</summary>
    public string Body =>
        string.Concat(Introduction.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => $"<p>{Say(line)}</p>"))
        + $"<p>{Say(Summary)}</p><p><a href=\"{Say(Address.AbsoluteUri)}\">Read it: {Say(Title)}</a></p>";

    private static string Say(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>Puts together what is said of a story as it is on show now.</summary>
public sealed class ComposeAnnouncement(ILiveStories live, IStoryDrafts drafts, IKeptWords kept, UsableMedia media, SiteSettings site)
{
    /// <summary>Null when the story is not on show.</summary>
    public async Task<AnnouncementText?> HandleAsync(StoryId story, ShareCode code, string introduction, Uri origin, CancellationToken cancellationToken)
    {
        if (await live.FindAsync(story, cancellationToken) is not { Value: { Live: true, TakenAway: not { NothingLeft: true } } wish })
            return null;
        var document = await drafts.ReadAsync(story, wish.Document, cancellationToken);
        var usable = await media.FindAsync(document, cancellationToken);
        var page = site.AddressOf(wish.Slug, origin);
        var picture = document.Cards.OfType<ImageCard>().FirstOrDefault(
            card => !card.Decorative && card.Picture is { } id && usable.TryGetValue(id, out var found) && found.Full.Kind == MediaKind.Image);
        return new(
            document.Title, introduction, document.Summary, new(page, string.Create(CultureInfo.InvariantCulture, $"?via={code}")),
            picture is null ? null : new(page, usable[picture.Picture!.Value].Full.PublishedName), picture?.Alt ?? "")
        {
            Repeats = await kept.AreRepeatedAsync(document.Project, document.Voices, [document.Title, introduction, document.Summary, picture?.Alt ?? ""], cancellationToken),
        };
    }
}
