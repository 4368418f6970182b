using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

/// <summary>The imports, and the mark that changes with each that is completed or undone (docs/tables/Imports.md).</summary>
internal sealed class ImportList(TableClient imports)
{
    public async Task<Versioned<IReadOnlyList<Import>>> ReadAsync(CancellationToken cancellationToken)
    {
        // The mark is read first: what changes while the list is read makes it an old one.
        var mark = (await MarkAsync(cancellationToken))?.ETag.ToString() ?? "";
        var rows = imports.ReadAllAsync<ImportRow>($"PartitionKey eq {ImportRow.Partition} and RowKey gt {ImportsMarkRow.Key}", cancellationToken);
        var found = await rows.Select(row => row.ToImport()).ToListAsync(cancellationToken);
        return new([.. found.OrderByDescending(i => i.At).ThenBy(i => i.Batch.Value)], mark);
    }

    public Task AddAsync(Import import, CancellationToken cancellationToken) => imports.TryAddAsync(ImportRow.Of(import), cancellationToken);

    /// <summary>For whoever waits for it. False where it was undone meanwhile.</summary>
    public async Task<bool> TellWrittenAsync(ImportBatchId batch, int written, CancellationToken cancellationToken)
    {
        if (await FindAsync(batch, cancellationToken) is not { UndoneAt: null } row)
            return false;
        row.Written = written;
        if (!row.Complete)
            await imports.TryReplaceAsync(row, row.ETag, cancellationToken);
        return true;
    }

    /// <summary>False when an import was completed or undone since <paramref name="mark"/>.</summary>
    public async Task<bool> TryPutAsync(Import import, string mark, CancellationToken cancellationToken) =>
        await TryChangeAsync(new(TableTransactionActionType.UpsertReplace, ImportRow.Of(import)), mark, cancellationToken);

    public async Task<Import?> UndoAsync(ImportBatchId batch, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (true)
        {
            var mark = (await MarkAsync(cancellationToken))?.ETag.ToString() ?? "";
            var row = await FindAsync(batch, cancellationToken);
            if (row is null or { UndoneAt: not null })
                return row?.ToImport();
            row.Written = row.ToImport().Written;
            row.Complete = false;
            row.UndoneAt = at;
            if (await TryChangeAsync(new(TableTransactionActionType.UpdateReplace, row, row.ETag), mark, cancellationToken))
                return row.ToImport();
        }
    }

    /// <summary>
    /// Puts it back on the list, or writes it once more where it still is, so that whoever is about to take it off looks again. Somebody who
    /// is recording the same file again has a use for its rows.
    /// </summary>
    public async Task LeaveAsync(Import import, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await FindAsync(import.Batch, cancellationToken);
            if (row is { UndoneAt: null })
                return;
            if (row is null
                ? await imports.TryAddAsync(ImportRow.Of(import with { Complete = false, UndoneAt = import.At }), cancellationToken)
                : await imports.TryReplaceAsync(row, row.ETag, cancellationToken))
                return;
        }
    }

    /// <summary>For whoever waits for it. False where there is nothing to tell it of any more.</summary>
    public async Task<bool> TellGoneAsync(ImportBatchId batch, int gone, CancellationToken cancellationToken)
    {
        if (await FindUndoneAsync(batch, cancellationToken) is not { } row)
            return false;
        row.Written = Math.Max(0, (row.Written ?? 0) - gone);
        await imports.TryReplaceAsync(row, row.ETag, cancellationToken);
        return true;
    }

    public async Task<ImportRow?> FindUndoneAsync(ImportBatchId batch, CancellationToken cancellationToken) =>
        await FindAsync(batch, cancellationToken) is { UndoneAt: not null } row ? row : null;

    /// <summary>False where it has changed since, or is gone.</summary>
    public async Task<bool> TryForgetAsync(ImportRow row, CancellationToken cancellationToken)
    {
        try
        {
            await imports.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 412 or 404)
        {
            return false;
        }
    }

    private Task<ImportRow?> FindAsync(ImportBatchId batch, CancellationToken cancellationToken) =>
        imports.FindAsync<ImportRow>(ImportRow.Partition, batch.ToString(), cancellationToken);

    private async Task<bool> TryChangeAsync(TableTransactionAction change, string mark, CancellationToken cancellationToken)
    {
        try
        {
            await imports.SubmitTransactionAsync([change, NextMark(mark)], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException moved) when (moved.Status is 409 or 412 or 404)
        {
            return false;
        }
    }

    private Task<ImportsMarkRow?> MarkAsync(CancellationToken cancellationToken) =>
        imports.FindAsync<ImportsMarkRow>(ImportRow.Partition, ImportsMarkRow.Key, cancellationToken);

    /// <summary>Replaces the mark where it is still the one that was read; adds the first one.</summary>
    private static TableTransactionAction NextMark(string mark)
    {
        var next = new ImportsMarkRow { Mark = Guid.NewGuid().ToString("N") };
        return mark.Length == 0
            ? new(TableTransactionActionType.Add, next)
            : new(TableTransactionActionType.UpdateReplace, next, new ETag(mark));
    }
}
