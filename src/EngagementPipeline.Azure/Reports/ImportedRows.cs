using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

/// <summary>The rows of imported files: 1,000 transactions for a file of 100,000 (docs/tables/ImportedFigures.md).</summary>
internal sealed class ImportedRows(TableClient figures)
{
    /// <summary>Of operations in one transaction; Azure Tables allows no more.</summary>
    private const int MostInTransaction = 100;

    private const int TransactionsAtOnce = 8;

    /// <summary>Transactions from one word of how far it is to the next.</summary>
    private const int TransactionsBetween = 32;

    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        figures.ReadAllAsync<ImportedFigureRow>($"PartitionKey eq {year.ToString()}", cancellationToken).Select(row => row.ToFigure());

    public IAsyncEnumerable<StoredFigure> ReadAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken)
    {
        var (from, to) = KeysOf(batch);
        return figures.ReadAllAsync<ImportedFigureRow>($"PartitionKey eq {year.ToString()} and RowKey gt {from} and RowKey lt {to}", cancellationToken)
            .Select(row => row.ToFigure());
    }

    /// <summary>The service looks through the lines between the first and the last; only those of the sum are sent.</summary>
    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, ImportedSum sum, CancellationToken cancellationToken)
    {
        var (from, to) = (ImportedFigureRow.KeyOf(sum.Batch, sum.FirstLine), ImportedFigureRow.KeyOf(sum.Batch, sum.LastLine));
        return figures.ReadAllAsync<ImportedFigureRow>(
                $"PartitionKey eq {year.ToString()} and RowKey ge {from} and RowKey le {to} and Key eq {sum.Key} and Kind eq {sum.Kind.Name}", cancellationToken)
            .Select(row => row.ToFigure());
    }

    /// <param name="batch">The file.</param>
    /// <param name="rows">All of its rows.</param>
    /// <param name="tellAsync">Told how many are there; writing stops where it answers false.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<bool> WriteAsync(
        ImportBatchId batch, IReadOnlyList<ImportedFigure> rows, Func<int, CancellationToken, Task<bool>> tellAsync, CancellationToken cancellationToken)
    {
        var (written, limit) = (0, new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancellationToken });
        foreach (var wave in rows.GroupBy(figure => figure.Year).SelectMany(year => year.Chunk(MostInTransaction)).Chunk(TransactionsBetween))
        {
            await Parallel.ForEachAsync(wave, limit, async (some, token) => await figures.SubmitTransactionAsync(
                some.Select(figure => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ImportedFigureRow.Of(batch, figure))), token));
            written += wave.Sum(some => some.Length);
            if (!await tellAsync(written, cancellationToken))
                return false;
        }

        return true;
    }

    /// <summary>How many rows were found, and whether those were all; some of them may still be there, where somebody else was about them too.</summary>
    /// <param name="import">Undone.</param>
    /// <param name="most">Rows; looked at between transactions, so that it may be some thousands more.</param>
    /// <param name="tellAsync">Told how many went since it was told last; removing stops where it answers false.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<(int Found, bool All)> ClearAsync(
        Import import, int most, Func<int, CancellationToken, Task<bool>> tellAsync, CancellationToken cancellationToken)
    {
        var (seen, limit) = (0, new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancellationToken });
        var (from, to) = KeysOf(import.Batch);
        foreach (var year in import.Years)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {year.ToString()} and RowKey gt {from} and RowKey lt {to}");
            var found = figures.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
            await foreach (var wave in found.Chunk(MostInTransaction).Chunk(TransactionsBetween).WithCancellation(cancellationToken))
            {
                var gone = 0;
                await Parallel.ForEachAsync(wave, limit, async (some, token) =>
                {
                    if (await TryDeleteAsync(some, token))
                        Interlocked.Add(ref gone, some.Length);
                });
                seen += wave.Sum(some => some.Length);
                if (!await tellAsync(gone, cancellationToken) || seen >= most)
                    return (seen, All: false);
            }
        }

        return (seen, All: true);
    }

    /// <summary>
    /// Only as they were found: rows of the same file that was recorded again since are others. False where somebody else is taking them away too.
    /// </summary>
    private async Task<bool> TryDeleteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            await figures.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)), cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException moved) when (moved.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>The backtick is the character after the underscore.</summary>
    private static (string From, string To) KeysOf(ImportBatchId batch) =>
        (string.Create(CultureInfo.InvariantCulture, $"{batch}_"), string.Create(CultureInfo.InvariantCulture, $"{batch}`"));
}
