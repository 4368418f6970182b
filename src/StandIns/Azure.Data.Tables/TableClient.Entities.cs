using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <content>One row at a time.</content>
public partial class TableClient
{
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => Change("AddEntity", TableTransactionActionType.Add, entity, default, async: false, cancellationToken).Done();

    /// <exception cref="RequestFailedException">
    /// 409 EntityAlreadyExists; also when an earlier attempt of this very call was written and only its answer was lost.
    /// </exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => await Change("AddEntity", TableTransactionActionType.Add, entity, default, async: true, cancellationToken);

    public virtual Response UpsertEntity<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => Change("UpsertEntity", Upsert(mode), entity, default, async: false, cancellationToken).Done();

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => await Change("UpsertEntity", Upsert(mode), entity, default, async: true, cancellationToken);

    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => Change("UpdateEntity", Update(mode), entity, Given(ifMatch), async: false, cancellationToken).Done();

    /// <exception cref="RequestFailedException">404 ResourceNotFound; 412 UpdateConditionNotSatisfied.</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
        => await Change("UpdateEntity", Update(mode), entity, Given(ifMatch), async: true, cancellationToken);

    public virtual Response DeleteEntity(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
        => Delete(new TableEntity(partitionKey, rowKey), ifMatch, async: false, cancellationToken).Done();

    /// <summary>Deletes a row; one that isn't there is no error, and answers 404.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
        => await Delete(new TableEntity(partitionKey, rowKey), ifMatch, async: true, cancellationToken);

    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
        => Delete(entity, ifMatch, async: false, cancellationToken).Done();

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual async Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
        => await Delete(entity, ifMatch, async: true, cancellationToken);

    private ValueTask<Response> Delete(ITableEntity entity, ETag ifMatch, bool async, CancellationToken cancellationToken)
        => Change("DeleteEntity", TableTransactionActionType.Delete, entity, ifMatch, async, cancellationToken);

    private async ValueTask<Response> Change(
        string operation,
        TableTransactionActionType type,
        ITableEntity entity,
        ETag ifMatch,
        bool async,
        CancellationToken cancellationToken)
    {
        using var message = api.Change(Name, type, entity, ifMatch);
        return await api.SendAsync("TableClient." + operation, message, async, cancellationToken).ConfigureAwait(false);
    }

    private static TableTransactionActionType Upsert(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => TableTransactionActionType.UpsertMerge,
        TableUpdateMode.Replace => TableTransactionActionType.UpsertReplace,
        _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
    };

    private static TableTransactionActionType Update(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => TableTransactionActionType.UpdateMerge,
        TableUpdateMode.Replace => TableTransactionActionType.UpdateReplace,
        _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
    };

    /// <summary>An update without a version would be an upsert: ETag.All must be asked for by name.</summary>
    private static ETag Given(ETag ifMatch)
        => ifMatch == default ? throw new ArgumentException("Value cannot be empty.", nameof(ifMatch)) : ifMatch;
}
