using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

public sealed class ImportStore(Storage storage) : IImportStore
{
    /// <summary>Of operations in one transaction; Azure Tables allows no more.</summary>
    private const int MostInTransaction = 100;

    /// <summary>Transactions at once: a file of 100,000 rows is 1,000 of them.</summary>
    private const int AtOnce = 8;

    /// <summary>Transactions from one word of how far it is to the next.</summary>
    private const int TransactionsBetween = 32;

    private readonly TableClient _imports = storage.Table(ImportRow.Table);
    private readonly TableClient _figures = storage.Table(ImportedFigureRow.Table);

    public async Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken)
    {
        // The mark is read first: what changes while the list is read makes it an old one.
        var mark = (await MarkAsync(cancellationToken))?.ETag.ToString() ?? "";
        var rows = _imports.QueryAsync<ImportRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {ImportRow.Partition} and RowKey gt {ImportsMarkRow.Key}"),
            cancellationToken: cancellationToken);
        var imports = await rows.Select(row => row.ToImport()).ToListAsync(cancellationToken);
        return new([.. imports.OrderByDescending(i => i.At).ThenBy(i => i.Batch.Value)], mark);
    }

    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        _figures.QueryAsync<ImportedFigureRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {year.ToString()}"), cancellationToken: cancellationToken)
            .Select(row => row.ToFigure());

    public Task BeginAsync(Import import, CancellationToken cancellationToken) =>
        _imports.TryAddAsync(ImportRow.Of(import), cancellationToken);

    public async Task WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken)
    {
        var (written, limit) = (0, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken });
        foreach (var wave in figures.GroupBy(figure => figure.Year).SelectMany(year => year.Chunk(MostInTransaction)).Chunk(TransactionsBetween))
        {
            await Parallel.ForEachAsync(wave, limit, async (some, token) => await _figures.SubmitTransactionAsync(
                some.Select(figure => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ImportedFigureRow.Of(batch, figure))), token));
            written += wave.Sum(some => some.Length);
            await TellAsync(batch, written, cancellationToken);
        }
    }

    /// <summary>For whoever waits for it. Of an import that was undone meanwhile there is nothing to tell.</summary>
    private async Task TellAsync(ImportBatchId batch, int written, CancellationToken cancellationToken)
    {
        if (await _imports.FindAsync<ImportRow>(ImportRow.Partition, batch.ToString(), cancellationToken) is not { Complete: false } row)
            return;
        row.Written = written;
        await _imports.TryReplaceAsync(row, row.ETag, cancellationToken);
    }

    public async Task<bool> CompleteAsync(Import import, string mark, CancellationToken cancellationToken)
    {
        try
        {
            await _imports.SubmitTransactionAsync(
                [new(TableTransactionActionType.UpsertReplace, ImportRow.Of(import)), NextMark(mark)], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException moved) when (moved.Status is 409 or 412 or 404)
        {
            return false;
        }
    }

    public async Task RemoveAsync(Import import, CancellationToken cancellationToken)
    {
        while (!await TryForgetAsync(import, cancellationToken))
        {
            // Somebody else's import moved the mark; ours still has to go.
        }

        foreach (var year in import.Years)
        {
            // The backtick is the character after the underscore.
            await _figures.DeleteAllAsync(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {year.ToString()} and RowKey gt {$"{import.Batch}_"} and RowKey lt {$"{import.Batch}`"}"),
                cancellationToken);
        }

        await _imports.DeleteEntityAsync(ImportRow.Partition, import.Batch.ToString(), ETag.All, cancellationToken);
    }

    /// <summary>
    /// Makes the import incomplete again: none of its rows counts from then on. It stays on the list until they are gone, so that a
    /// removal which stopped half-way can be repeated.
    /// </summary>
    private async Task<bool> TryForgetAsync(Import import, CancellationToken cancellationToken)
    {
        var mark = (await MarkAsync(cancellationToken))?.ETag.ToString() ?? "";
        return await CompleteAsync(import with { Complete = false }, mark, cancellationToken);
    }

    private Task<ImportsMarkRow?> MarkAsync(CancellationToken cancellationToken) =>
        _imports.FindAsync<ImportsMarkRow>(ImportRow.Partition, ImportsMarkRow.Key, cancellationToken);

    /// <summary>Replaces the mark where it is still the one that was read; adds the first one.</summary>
    private static TableTransactionAction NextMark(string mark)
    {
        var next = new ImportsMarkRow { Mark = Guid.NewGuid().ToString("N") };
        return mark.Length == 0
            ? new(TableTransactionActionType.Add, next)
            : new(TableTransactionActionType.UpdateReplace, next, new ETag(mark));
    }
}
