using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// A page for readers: one HTML file, the content security policy that it needs (without <c>frame-ancestors</c>, which only a header can
/// say), and whether it says that the story is gone (410).
/// </summary>
public sealed record SitePage(string Html, string Policy, bool Gone)
{
    /// <summary>The pictures and sounds that stand beside the page, each under its <see cref="MediaFile.PublishedName"/>.</summary>
    public IReadOnlyList<SiteFile> Files { get; init; } = [];
}

/// <summary>A file of the page, and where its bytes are kept.</summary>
public sealed record SiteFile(MediaId Media, MediaFile File)
{
    /// <summary>A file's name is the hash of its bytes and never stands for others, so caches need not ask again.</summary>
    public const string KeptForGood = "public, max-age=31536000, immutable";
}

/// <summary>A picture or a sound as readers get it.</summary>
public sealed record SiteFileContent(string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>The public site. Each story has one page, at its slug, and the page has a mark that changes with every write.</summary>
public interface ISite
{
    Task<SitePage?> ReadAsync(Slug slug, CancellationToken cancellationToken);

    /// <summary>The mark of what stands there now; null when nothing does.</summary>
    Task<string?> MarkAsync(Slug slug, CancellationToken cancellationToken);

    /// <summary>A file beside the page; null when there is none of that name.</summary>
    Task<SiteFileContent?> ReadFileAsync(Slug slug, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the page in place at once and whole, with its files there before it and the files of older pages gone after it. False, and no page changes, when the mark is no longer <paramref name="onlyIf"/> (null:
    /// when a page stands there); false, too, when somebody else's page took its place before the old files had gone. Whoever asked makes it anew then. A page that equals the old one gets a new mark too.
    /// </summary>
    /// <param name="slug">Whose page.</param>
    /// <param name="page">What to put there.</param>
    /// <param name="onlyIf">The mark that was read before anything else.</param>
    /// <param name="beforeNewFile">
    /// Awaited before a file is put that is not there yet, and again where that was more than some seconds ago: from here on whoever puts it may end and leave it behind, so that somebody
    /// has to look at the page within <see cref="RefreshPageHandler.LookAgainAfter"/>.
    /// </param>
    /// <param name="cancellationToken">Until the page is there.</param>
    Task<bool> WriteAsync(Slug slug, SitePage page, string? onlyIf, Func<CancellationToken, Task> beforeNewFile, CancellationToken cancellationToken);
}

/// <summary>
/// Where readers find things. <paramref name="BaseUrl"/>: the origin of published pages, such as <c>https://stories.example.org</c>, or null when
/// this app serves them itself; wrong, it sends readers and printed codes to the wrong place. <paramref name="ApiBaseUrl"/>: the origin that pages
/// send readings to, or null for their own; wrong, nothing is counted.
/// <paramref name="MadeBy"/>: who made the pages with the young people, such as <c>Anyshire Safeguarding Children Partnership</c>; null says nothing of it.
/// </summary>
public sealed record SiteSettings(Uri? BaseUrl, Uri? ApiBaseUrl, string? MadeBy = null)
{
    public static string PathOf(Slug slug) => $"/s/{slug}/";

    /// <summary>The story's address under the given origin, or under the site's own where that is known.</summary>
    public Uri AddressOf(Slug slug, Uri otherwise) => new(BaseUrl ?? otherwise, PathOf(slug));

    /// <summary>A share's short address. It is this app that answers it, so it is of this app's origin, wherever pages are read.</summary>
    public Uri ShortAddressOf(ShortCode code, Uri otherwise) => new(ApiBaseUrl ?? otherwise, $"/g/{code}");
}
