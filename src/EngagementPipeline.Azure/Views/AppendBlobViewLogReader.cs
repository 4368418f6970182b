using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>Reads what every instance's <see cref="AppendBlobViewLog"/> wrote.</summary>
public sealed class AppendBlobViewLogReader(BlobContainerClient container) : IViewLogReader, IOldViewLog
{
    public async Task<DateOnly?> FirstDateAsync(CancellationToken cancellationToken)
    {
        // Names begin with the date, and are listed in order.
        await foreach (var page in container.GetBlobsAsync(cancellationToken: cancellationToken).AsPages(pageSizeHint: 1))
            foreach (var blob in page.Values)
                return DateOnly.ParseExact(blob.Name.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return null;
    }

    public async IAsyncEnumerable<LogSegment> ListAsync(DateOnly date, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}/");
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
            yield return new(blob.Name, blob.Properties.ContentLength ?? 0);
    }

    public async Task<bool> DeleteAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var segment in ListAsync(date, cancellationToken))
            any |= await container.GetBlobClient(segment.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        return any;
    }

    public async Task<int> ReadAsync(LogSegment segment, long offset, Memory<byte> into, CancellationToken cancellationToken)
    {
        var length = (int)Math.Min(segment.Length - offset, into.Length);
        var download = await container.GetBlobClient(segment.Name).DownloadStreamingAsync(new() { Range = new(offset, length) }, cancellationToken);
        await using var content = download.Value.Content;
        await content.ReadExactlyAsync(into[..length], cancellationToken);
        return length;
    }
}
