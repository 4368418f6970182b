using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Stories;

/// <summary>
/// The site in the container <c>$web</c>, one blob a story: <c>s/{slug}/index.html</c>, written whole and on condition of its ETag. Metadata: <c>policy</c>
/// and <c>gone</c>. Beside it the page's pictures and sounds, which never change under their names. No snapshots, no versions, no soft delete on this container: a page that was replaced must not stay anywhere (docs/decisions/0005).
/// </summary>
public sealed class BlobSite(Storage storage, IMediaStore media) : ISite
{
    public const string Container = "$web";

    private readonly BlobContainerClient _web = storage.Blobs(Container);

    public async Task<SitePage?> ReadAsync(Slug slug, CancellationToken cancellationToken)
    {
        try
        {
            var page = (await BlobOf(slug).DownloadContentAsync(cancellationToken)).Value;
            return new SitePage(page.Content.ToString(), page.Details.Metadata["policy"], page.Details.Metadata["gone"] == "true");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<string?> MarkAsync(Slug slug, CancellationToken cancellationToken)
    {
        try
        {
            return (await BlobOf(slug).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<SiteFileContent?> ReadFileAsync(Slug slug, string name, CancellationToken cancellationToken)
    {
        try
        {
            var file = (await FileOf(slug, name).DownloadContentAsync(cancellationToken)).Value;
            return new SiteFileContent(file.Details.ContentType, file.Content.ToMemory());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// Files before the page, so that no page is there without them; then the page; then, of the files that stand there, those go that the page does not
    /// show. Another writer may by then have put a file there for a page that is still to come. So only a file that is as it was listed is removed, and
    /// only while the page is still this one; and each writer marks its files anew after its page is there, or puts them back. One of the two always sees the other.
    /// <para>
    /// A writer may also end before its page is there. A file that it only marked is listed again, until nobody marks it any more. For one that it put, it asked for the page anew first.
    /// </para>
    /// </summary>
    public async Task<bool> WriteAsync(Slug slug, SitePage page, string? onlyIf, Func<CancellationToken, Task> beforeNewFile, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var how = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/html; charset=utf-8", CacheControl = "no-cache" },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["policy"] = page.Policy, ["gone"] = page.Gone ? "true" : "false" },
            Conditions = onlyIf is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(onlyIf) },
        };
        var files = new SiteFiles(_web, slug, media, beforeNewFile);
        try
        {
            foreach (var file in page.Files)
                await files.PutAsync(file, cancellationToken);
            var mark = (await BlobOf(slug).UploadAsync(new BinaryData(page.Html), how, cancellationToken)).Value.ETag.ToString();
            foreach (var file in page.Files)
                await files.PutAsync(file, cancellationToken);
            return await files.TidyAsync([.. page.Files.Select(file => file.File.PublishedName)], async () => await MarkAsync(slug, cancellationToken) == mark, cancellationToken);
        }
        catch (RequestFailedException moved) when (moved.Status is 409 or 412)
        {
            return false;
        }
        catch (MediaGoneException)
        {
            return false; // taken back since the page was made: it is made anew without it
        }
    }

    private BlobClient FileOf(Slug slug, string name) => _web.GetBlobClient(SiteFiles.NameOf(slug, name));

    private BlobClient BlobOf(Slug slug) => FileOf(slug, SiteFiles.Page);
}
