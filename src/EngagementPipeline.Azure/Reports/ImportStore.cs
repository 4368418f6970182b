using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

public sealed class ImportStore(Storage storage) : IImportStore
{
    private readonly ImportList _list = new(storage.Table(ImportRow.Table));
    private readonly ImportedRows _rows = new(storage.Table(ImportedFigureRow.Table));
    private readonly ImportSums _sums = new(storage.Blobs(ImportSums.Container));

    public Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken) => _list.ReadAsync(cancellationToken);

    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken) => _rows.ReadAsync(year, cancellationToken);

    public IAsyncEnumerable<StoredFigure> ReadAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken) =>
        _rows.ReadAsync(batch, year, cancellationToken);

    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, ImportedSum sum, CancellationToken cancellationToken) =>
        _rows.ReadAsync(year, sum, cancellationToken);

    public Task<IReadOnlyList<ImportedSum>?> FindSumsAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken) =>
        _sums.FindAsync(batch, year, cancellationToken);

    public Task KeepSumsAsync(ImportBatchId batch, ReportingYear year, IReadOnlyList<ImportedSum> sums, CancellationToken cancellationToken) =>
        _sums.KeepAsync(batch, year, sums, cancellationToken);

    public Task BeginAsync(Import import, CancellationToken cancellationToken) => _list.AddAsync(import, cancellationToken);

    public Task<bool> WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken) =>
        _rows.WriteAsync(batch, figures, (written, token) => _list.TellWrittenAsync(batch, written, token), cancellationToken);

    public Task<bool> CompleteAsync(Import import, string mark, CancellationToken cancellationToken) => _list.TryPutAsync(import, mark, cancellationToken);

    public Task<Import?> UndoAsync(ImportBatchId batch, DateTimeOffset at, CancellationToken cancellationToken) => _list.UndoAsync(batch, at, cancellationToken);

    public Task LeaveAsync(Import import, CancellationToken cancellationToken) => _list.LeaveAsync(import, cancellationToken);

    /// <summary>
    /// The import leaves the list only in the state it was in before its rows were looked for and none was found: rows that came later
    /// have changed it.
    /// </summary>
    public async Task<bool> ClearAsync(Import import, int most, CancellationToken cancellationToken)
    {
        var left = most;
        while (true)
        {
            if (await _list.FindUndoneAsync(import.Batch, cancellationToken) is not { } standing)
                return true;
            var (found, all) = await _rows.ClearAsync(import, left, (gone, token) => _list.TellGoneAsync(import.Batch, gone, token), cancellationToken);
            left -= found;
            if (!all && left <= 0)
                return false;
            if (!all || found > 0)
                continue;
            foreach (var year in import.Years)
                await _sums.ForgetAsync(import.Batch, year, cancellationToken);
            if (await _list.TryForgetAsync(standing, cancellationToken))
                return true;
        }
    }
}
