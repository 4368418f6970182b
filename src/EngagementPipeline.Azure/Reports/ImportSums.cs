using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

/// <summary>
/// What imported files come to, in the container <c>import-sums</c>: a blob for each file and year, as <c>2021-22/{batch}.json</c>, and so written at
/// one stroke. It can be emptied at any time: the next report works them out of the rows again.
/// </summary>
internal sealed class ImportSums(BlobContainerClient sums)
{
    public const string Container = "import-sums";

    public async Task<IReadOnlyList<ImportedSum>?> FindAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken)
    {
        try
        {
            var kept = (await BlobOf(batch, year).DownloadContentAsync(cancellationToken)).Value.Content;
            return [.. JsonSerializer.Deserialize<KeptSum[]>(kept.ToMemory().Span)!.Select(sum => sum.ToSum(batch))];
        }
        catch (JsonException)
        {
            return null; // a newer app's, which will not be an array: they are worked out again
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public Task KeepAsync(ImportBatchId batch, ReportingYear year, IReadOnlyList<ImportedSum> of, CancellationToken cancellationToken) =>
        BlobOf(batch, year).UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(of.Select(KeptSum.Of))), overwrite: true, cancellationToken);

    public Task ForgetAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken) =>
        BlobOf(batch, year).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private BlobClient BlobOf(ImportBatchId batch, ReportingYear year) => sums.GetBlobClient($"{year}/{batch}.json");

    private sealed record KeptSum(
        string Key, string Kind, int Newest, string Title, int FirstLine, int LastLine, DateOnly From, DateOnly To, decimal Value, long Rows, IReadOnlyList<string> Sources)
    {
        public static KeptSum Of(ImportedSum sum) => new(
            sum.Key, sum.Kind.Name, sum.Newest, sum.Title, sum.FirstLine, sum.LastLine, sum.From, sum.To, sum.Value, sum.Rows, sum.Sources);

        public ImportedSum ToSum(ImportBatchId batch) => new(
            batch, Key, ImportedKind.TryParse(Kind, out var kind) ? kind : throw new FormatException($"'{Kind}' is no kind."),
            Newest, Title, FirstLine, LastLine, From, To, Value, Rows, Sources);
    }
}
