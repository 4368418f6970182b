using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace EngagementPipeline.Azure.Shared.Versions;

/// <summary>
/// A table whose rows say their version, and that two versions of the app may write at once. Every row type goes through here: what it replaces keeps the columns
/// that only a newer app knows, and what only a newer app can read is neither misread nor written over. A <see cref="TableEntity"/> passes as it is.
/// </summary>
internal sealed class VersionedTable(TableClient table, RowsReadWhole seen) : TableClient
{
    /// <summary>Of rows that a transaction replaces: up to here they are read one by one, beyond as the stretch of keys that they are in.</summary>
    private const int MostPointReads = 4;

    public override string Name => table.Name;

    public override string AccountName => table.AccountName;

    public override Uri Uri => table.Uri;

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => table.CreateIfNotExistsAsync(cancellationToken);

    public override Task<Response> DeleteAsync(CancellationToken cancellationToken = default) => table.DeleteAsync(cancellationToken);

    public override Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        table.DeleteEntityAsync(partitionKey, rowKey, ifMatch, cancellationToken);

    public override Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        table.DeleteEntityAsync(entity, ifMatch, cancellationToken);

    public override async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        if (typeof(T) == typeof(TableEntity))
            return await table.GetEntityAsync<T>(partitionKey, rowKey, select, cancellationToken);
        var found = await table.GetEntityAsync<TableEntity>(partitionKey, rowKey, WithVersion(select), cancellationToken);
        return Response.FromValue(Read<T>(found.Value, isWhole: select is null), found.GetRawResponse());
    }

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        if (typeof(T) == typeof(TableEntity))
            return await table.GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, WithVersion(select), cancellationToken);
        return found.HasValue
            ? Response.FromValue(Read<T>(found.Value!, isWhole: select is null), found.GetRawResponse())
            : new NoRow<T>(found.GetRawResponse());
    }

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        typeof(T) == typeof(TableEntity)
            ? table.QueryAsync<T>(filter, maxPerPage, select, cancellationToken)
            : new ReadRows<T>(
                table.QueryAsync<TableEntity>(filter, maxPerPage, WithVersion(select), cancellationToken), (stored, few) => Read<T>(stored, isWhole: few && select is null));

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        table.AddEntityAsync(entity is TableEntity plain ? plain : ShapeOf(entity).Write(entity), cancellationToken);

    public override async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
    {
        if (entity is TableEntity plain)
            return await table.UpdateEntityAsync(plain, ifMatch, mode, cancellationToken);
        Whole(mode);
        return await table.UpdateEntityAsync(await OverAsync(entity, ifMatch, cancellationToken), ifMatch, mode, cancellationToken);
    }

    public override async Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
    {
        if (entity is TableEntity plain)
            return await table.UpsertEntityAsync(plain, mode, cancellationToken);
        Whole(mode);
        return await table.UpsertEntityAsync(await OverAsync(entity, default, cancellationToken), mode, cancellationToken);
    }

    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions.ToList();
        if (actions.Count > MostPointReads && actions.TrueForAll(action => action is { ActionType: TableTransactionActionType.UpsertReplace, Entity: not TableEntity })
            && await TryAddAllAsync(actions, cancellationToken) is { } added)
            return added;
        var replaced = actions.FindAll(action => action.Entity is not TableEntity && Replaces(action.ActionType) && !IsKnown(action.Entity, action.ETag));
        var standing = replaced.Count > MostPointReads
            ? await StretchAsync(replaced, cancellationToken)
            : await Task.WhenAll(replaced.Select(action => FindAsync(action.Entity, cancellationToken)));
        var byKey = standing.OfType<TableEntity>().ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return await table.SubmitTransactionAsync(
            actions.Select(action => action.Entity is TableEntity || action.ActionType == TableTransactionActionType.Delete
                ? action
                : new(
                    action.ActionType,
                    Replaces(action.ActionType) ? Over(action.Entity, action.ETag, byKey.GetValueOrDefault(action.Entity.RowKey)) : ShapeOf(action.Entity).Write(action.Entity),
                    action.ETag)),
            cancellationToken);
    }

    private static RowShape ShapeOf(ITableEntity row) => RowShape.Of(row.GetType());

    /// <summary>A merge could not take a value away.</summary>
    private static void Whole(TableUpdateMode mode)
    {
        if (mode != TableUpdateMode.Replace)
            throw new NotSupportedException("Rows are replaced, never merged.");
    }

    private static bool Replaces(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => true,
        TableTransactionActionType.Add or TableTransactionActionType.Delete => false,
        _ => throw new NotSupportedException("Rows are replaced, never merged."),
    };

    private static IEnumerable<string>? WithVersion(IEnumerable<string>? select) => select?.Append(RowShape.VersionColumn);

    private T Read<T>(TableEntity stored, bool isWhole)
        where T : class, ITableEntity
    {
        var shape = RowShape.Of(typeof(T));
        var row = shape.Read<T>(stored);
        if (isWhole && shape.KnowsAllOf(stored))
            seen.Remember(Name, stored.PartitionKey, stored.RowKey, stored.ETag);
        return row;
    }

    private bool IsKnown(ITableEntity row, ETag mark) => mark != default && seen.Has(Name, row.PartitionKey, row.RowKey, mark);

    private async Task<TableEntity> OverAsync(ITableEntity row, ETag mark, CancellationToken cancellationToken) =>
        Over(row, mark, IsKnown(row, mark) ? null : await FindAsync(row, cancellationToken));

    /// <summary>Over a row that is no longer as the caller knows it nothing will be written: storage refuses it.</summary>
    private static TableEntity Over(ITableEntity row, ETag mark, TableEntity? standing) =>
        ShapeOf(row).Write(row, standing is not null && (mark == default || mark == ETag.All || mark == standing.ETag) ? standing : null);

    private async Task<TableEntity?> FindAsync(ITableEntity row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Many rows that are put somewhere together are mostly new; then nothing has to be read. Null where one of them stands.</summary>
    private async Task<Response<IReadOnlyList<Response>>?> TryAddAllAsync(List<TableTransactionAction> upserts, CancellationToken cancellationToken)
    {
        try
        {
            return await table.SubmitTransactionAsync(
                upserts.Select(action => new TableTransactionAction(TableTransactionActionType.Add, ShapeOf(action.Entity).Write(action.Entity))), cancellationToken);
        }
        catch (RequestFailedException standing) when (standing.Status == 409)
        {
            return null;
        }
    }

    /// <summary>Rows that are written many at a time stand side by side, or not at all yet.</summary>
    private async Task<TableEntity?[]> StretchAsync(List<TableTransactionAction> replaced, CancellationToken cancellationToken)
    {
        var keys = replaced.Select(action => action.Entity.RowKey).Order(StringComparer.Ordinal).ToList();
        var filter = CreateQueryFilter($"PartitionKey eq {replaced[0].Entity.PartitionKey} and RowKey ge {keys[0]} and RowKey le {keys[^1]}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToArrayAsync(cancellationToken);
    }
}
