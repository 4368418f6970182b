using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports.Deliveries;

/// <summary>Deliveries in their table; their bytes in the container <c>reports</c>, as <c>2021-22/delivery/word/SHA-256</c>.</summary>
public sealed class DeliveryStore(Storage storage) : IDeliveries
{
    private readonly TableClient _deliveries = storage.Table(DeliveryRow.Table);
    private readonly BlobContainerClient _reports = storage.Blobs(BlobFrozenReports.Container);

    public async Task<IReadOnlyList<Delivery>> ListAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var rows = await _deliveries.ReadAllAsync<DeliveryRow>($"PartitionKey eq {year.ToString()}", cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToDelivery()).OrderBy(delivery => delivery.Form)];
    }

    public async Task<IReadOnlyList<Delivery>> AllAsync(CancellationToken cancellationToken) =>
        await _deliveries.ReadAllAsync<DeliveryRow>($"PartitionKey ge {""}", cancellationToken).Select(row => row.ToDelivery()).ToListAsync(cancellationToken);

    /// <summary>Reads the whole table: four rows a year.</summary>
    public async Task<IReadOnlyList<Delivery>> UnderWayAsync(CancellationToken cancellationToken)
    {
        var rows = await _deliveries.ReadAllAsync<DeliveryRow>(
            $"State eq {Kebab.Of(DeliveryState.Waiting)} or State eq {Kebab.Of(DeliveryState.Sending)}", cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToDelivery())];
    }

    public async Task<Versioned<Delivery>?> FindAsync(ReportingYear year, ReportForm form, CancellationToken cancellationToken) =>
        await _deliveries.FindAsync<DeliveryRow>(year.ToString(), Kebab.Of(form), cancellationToken) is { } row
            ? new(row.ToDelivery(), row.ETag.ToString())
            : null;

    public async Task<string?> TrySaveAsync(Delivery delivery, string? mark, CancellationToken cancellationToken)
    {
        var row = DeliveryRow.Of(delivery);
        try
        {
            var saved = mark is null
                ? await _deliveries.AddEntityAsync(row, cancellationToken)
                : await _deliveries.UpdateEntityAsync(row, new ETag(mark), TableUpdateMode.Replace, cancellationToken);
            return saved.Headers.ETag?.ToString();
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    public Task KeepAsync(ReportingYear year, ReportBytes file, CancellationToken cancellationToken) =>
        BlobOf(year, file.Form, file.Sha256).UploadAsync(BinaryData.FromBytes(file.Bytes), overwrite: true, cancellationToken);

    public async Task<ReadOnlyMemory<byte>?> BytesAsync(ReportingYear year, ReportForm form, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return (await BlobOf(year, form, sha256).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task ForgetOthersAsync(ReportingYear year, ReportForm form, string sha256, CancellationToken cancellationToken)
    {
        var kept = BlobOf(year, form, sha256).Name;
        await foreach (var blob in _reports.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{year}/{EraseDeliveries.Folder}/{Kebab.Of(form)}/", cancellationToken))
        {
            if (blob.Name != kept)
                await _reports.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private BlobClient BlobOf(ReportingYear year, ReportForm form, string sha256) =>
        _reports.GetBlobClient($"{year}/{EraseDeliveries.Folder}/{Kebab.Of(form)}/{sha256}");
}

/// <summary>
/// When a project is removed: the bytes that were kept to be delivered. They may tell of it, what became of its words among it; a report is sent again in a moment. What
/// is in the library is the partnership's, and stays.
/// </summary>
public sealed class EraseDeliveries(Storage storage) : IEraseProject
{
    internal const string Folder = "delivery";

    public int Order => 30;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var reports = storage.Blobs(BlobFrozenReports.Container);
        await foreach (var blob in reports.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
        {
            if (blob.Name.Contains($"/{Folder}/", StringComparison.Ordinal))
                await reports.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }
}
