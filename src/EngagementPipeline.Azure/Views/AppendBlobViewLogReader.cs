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
    private const long MostBytes = 4 * 1024 * 1024;

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

    public async Task<ReadOnlyMemory<byte>> ReadAsync(LogSegment segment, long offset, CancellationToken cancellationToken)
    {
        var range = new HttpRange(offset, Math.Min(segment.Length - offset, MostBytes));
        var download = await container.GetBlobClient(segment.Name).DownloadStreamingAsync(new() { Range = range }, cancellationToken);
        await using var content = download.Value.Content;
        var bytes = new byte[range.Length!.Value];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
