using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

/// <summary>
/// The site in the container <c>$web</c>, one blob a story: <c>s/{slug}/index.html</c>, written whole and on condition of its ETag. Metadata: <c>policy</c>
/// and <c>gone</c>. No snapshots, no versions, no soft delete on this container: a page that was replaced must not stay anywhere (docs/decisions/0005).
/// </summary>
public sealed class BlobSite(Storage storage) : ISite
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

    public async Task<bool> WriteAsync(Slug slug, SitePage page, string? onlyIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var how = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/html; charset=utf-8", CacheControl = "no-cache" },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["policy"] = page.Policy, ["gone"] = page.Gone ? "true" : "false" },
            Conditions = onlyIf is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(onlyIf) },
        };
        try
        {
            await BlobOf(slug).UploadAsync(new BinaryData(page.Html), how, cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 409 or 412)
        {
            return false;
        }
    }

    private BlobClient BlobOf(Slug slug) => _web.GetBlobClient($"s/{slug}/index.html");
}
