using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Stories;

/// <summary>The pictures and sounds beside one page, for the length of one writing of it.</summary>
internal sealed class SiteFiles(BlobContainerClient web, Slug slug, IMediaStore media, Func<CancellationToken, Task> beforeNewFile)
{
    public const string Page = "index.html";

    // Both together stay below RefreshPageHandler.LookAgainAfter, so that whoever was asked to look again never looks before the file is there.
    private static readonly TimeSpan AskAnewAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPut = TimeSpan.FromSeconds(30);

    private long? _asked;

    public static string NameOf(Slug slug, string name) => $"s/{slug}/{name}";

    /// <summary>Marks the file where it stands, or puts it there. Its mark changes either way.</summary>
    public async Task PutAsync(SiteFile file, CancellationToken cancellationToken)
    {
        var blob = web.GetBlobClient(NameOf(slug, file.File.PublishedName));
        var headers = new BlobHttpHeaders { ContentType = file.File.ContentType, CacheControl = SiteFile.KeptForGood };
        try
        {
            await blob.SetHttpHeadersAsync(headers, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            var bytes = await media.ReadAsync(file.Media, file.File, cancellationToken) ?? throw new MediaGoneException();
            await AskAsync(cancellationToken);
            using var longest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            longest.CancelAfter(LongestPut);
            await blob.UploadAsync(new BinaryData(bytes), new BlobUploadOptions { HttpHeaders = headers }, longest.Token);
        }
    }

    /// <summary>Removes what the page does not show. False when <paramref name="stands"/> says that it is not that page any more before all of it has gone.</summary>
    public async Task<bool> TidyAsync(IReadOnlyList<string> shown, Func<Task<bool>> stands, CancellationToken cancellationToken)
    {
        var names = shown.Append(Page).Select(name => NameOf(slug, name)).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            var listed = await web.GetBlobsAsync(prefix: NameOf(slug, ""), cancellationToken: cancellationToken)
                .Where(blob => !names.Contains(blob.Name))
                .ToListAsync(cancellationToken);
            if (listed.Count > 0 && !await stands())
                return false;

            var all = true;
            foreach (var old in listed)
                all &= await RemoveAsync(old, cancellationToken);
            if (all)
                return true;
        }
    }

    /// <summary>False when another writer has marked it since it was listed. Its page shows it; or never comes.</summary>
    private async Task<bool> RemoveAsync(BlobItem old, CancellationToken cancellationToken)
    {
        try
        {
            var asListed = new BlobRequestConditions { IfMatch = old.Properties.ETag };
            await web.GetBlobClient(old.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, asListed, cancellationToken);
            return true;
        }
        catch (RequestFailedException wanted) when (wanted.Status == 412)
        {
            return false;
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        if (_asked is { } asked && Stopwatch.GetElapsedTime(asked) < AskAnewAfter)
            return;
        var now = Stopwatch.GetTimestamp(); // the machine's time: a service's clock that is moved says nothing of how long a put took
        await beforeNewFile(cancellationToken);
        _asked = now;
    }
}

/// <summary>A picture or a sound was taken back since the page was made.</summary>
internal sealed class MediaGoneException : Exception;
