using Azure;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Shared;

/// <summary>What stores do with rows all the time; that one is there already, gone or changed is expected, and a value.</summary>
internal static class Rows
{
    private const int AtOnce = 8;

    /// <summary>Of operations in one entity group transaction; Azure Tables allows no more.</summary>
    private const int MostInTransaction = 100;

    public static async Task<T?> FindAsync<T>(this TableClient table, string partition, string key, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var found = await table.GetEntityIfExistsAsync<T>(partition, key, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Those that exist, in no particular order; point reads, a few at a time.</summary>
    public static async Task<IReadOnlyList<T>> FindAllAsync<T>(
        this TableClient table, string partition, IEnumerable<string> keys, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var found = new System.Collections.Concurrent.ConcurrentBag<T>();
        await Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (key, token) =>
            {
                if (await table.FindAsync<T>(partition, key, token) is { } row)
                    found.Add(row);
            });
        return [.. found];
    }

    /// <summary>Every row that a filter finds, read as it is asked for.</summary>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(this TableClient table, FormattableString filter, CancellationToken cancellationToken)
        where T : class, ITableEntity =>
        table.QueryAsync<T>(TableClient.CreateQueryFilter(filter), cancellationToken: cancellationToken);

    /// <summary>False when a row stands under these keys.</summary>
    public static async Task<bool> TryAddAsync<T>(this TableClient table, T row, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException standing) when (standing.Status == 409)
        {
            return false;
        }
    }

    /// <summary>False when the row has changed since, or is gone.</summary>
    public static async Task<bool> TryReplaceAsync<T>(this TableClient table, T row, ETag mark, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        try
        {
            await table.UpdateEntityAsync(row, mark, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 412 or 404)
        {
            return false;
        }
    }

    /// <summary>Sets some columns of a row and leaves all others. False when the row has changed since, or is gone.</summary>
    public static async Task<bool> TryMergeAsync(this TableClient table, TableEntity some, ETag mark, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(some, mark, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 412 or 404)
        {
            return false;
        }
    }

    /// <summary>
    /// All that stands in a row that was read, also what only a newer app knows: to be put under other keys. Null where it has changed since, or is gone.
    /// </summary>
    public static async Task<TableEntity?> CopyAsync<T>(this TableClient table, T read, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        if (await table.FindAsync<TableEntity>(read.PartitionKey, read.RowKey, cancellationToken) is not { } standing || standing.ETag != read.ETag)
            return null;
        var copy = new TableEntity(standing);
        copy.Remove("odata.etag");
        copy.Remove(nameof(ITableEntity.Timestamp));
        return copy;
    }

    /// <summary>Every row that a filter on one partition finds. Safe to repeat after stopping half-way.</summary>
    public static async Task DeleteAllAsync(this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var rows = table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var batch in rows.Chunk(MostInTransaction).WithCancellation(cancellationToken))
        {
            foreach (var partition in batch.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
            {
                var deletions = partition.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
                await table.SubmitTransactionAsync(deletions, cancellationToken);
            }
        }
    }

    public static Task DeletePartitionAsync(this TableClient table, string partition, CancellationToken cancellationToken) =>
        table.DeleteAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken);
}
