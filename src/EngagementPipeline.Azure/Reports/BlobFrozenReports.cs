using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

/// <summary>
/// Snapshots in the container <c>reports</c>, as <c>2021-22/final.json</c> and <c>2021-22/provisional.json</c>. Written on condition
/// that nothing stands there, and never again.
/// </summary>
public sealed class BlobFrozenReports(Storage storage) : IFrozenReports
{
    public const string Container = "reports";

    private readonly BlobContainerClient _reports = storage.Blobs(Container);

    public async Task<ReadOnlyMemory<byte>?> FindAsync(ReportingYear year, bool provisional, CancellationToken cancellationToken)
    {
        try
        {
            return (await BlobOf(year, provisional).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<ReadOnlyMemory<byte>> KeepAsync(
        ReportingYear year, bool provisional, ReadOnlyMemory<byte> snapshot, CancellationToken cancellationToken)
    {
        var onlyIfNew = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        try
        {
            await BlobOf(year, provisional).UploadAsync(BinaryData.FromBytes(snapshot), onlyIfNew, cancellationToken);
            return snapshot;
        }
        catch (RequestFailedException standing) when (standing.Status is 409 or 412)
        {
            return await FindAsync(year, provisional, cancellationToken)
                ?? throw new InvalidOperationException($"The snapshot of {year}, which is kept for good, went away.", standing);
        }
    }

    private BlobClient BlobOf(ReportingYear year, bool provisional) =>
        _reports.GetBlobClient($"{year}/{(provisional ? "provisional" : "final")}.json");
}
