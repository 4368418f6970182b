using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Pages.Story;

/// <summary>
/// The content security policy of one page: nothing but its own styles and scripts, each by hash, pictures beside it or in it, and the one place that
/// readings go to. <c>frame-ancestors</c> is added where a header can be sent; a page can't say it of itself.
/// </summary>
internal static class PagePolicy
{
    private const string Here = "'self'";

    /// <summary>
    /// <paramref name="collector"/>: where readings go, none for a page that is not counted. Sounds and the players of films are allowed to the cards that have them.
    /// </summary>
    public static string For(string style, IEnumerable<string> scripts, string? collector, IReadOnlyList<Card> cards)
    {
        var players = cards.OfType<VideoCard>().Select(card => VideoPlayer.For(card.Url)?.Origin).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var hashes = scripts.Where(script => script.Length > 0).Select(PageAssets.HashOf).ToList();
        return string.Join("; ", (string[])
        [
            "default-src 'none'",
            $"script-src {(hashes is [] ? "'none'" : string.Join(' ', hashes))}",
            $"style-src {PageAssets.HashOf(style)}",
            $"img-src 'self' data:{(collector is null or Here ? "" : " " + collector)}",
            $"connect-src {collector ?? "'none'"}",
            .. cards.OfType<AudioCard>().Any() ? (string[])["media-src 'self'"] : [],
            .. players.Any() ? (string[])[$"frame-src {string.Join(' ', players)}"] : [],
            "base-uri 'none'",
            "form-action 'none'",
        ]);
    }

    public static string OriginOf(SiteSettings site) =>
        site.ApiBaseUrl is { } api ? api.GetLeftPart(UriPartial.Authority) : Here;
}
