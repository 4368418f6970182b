using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <content>Entity group transactions.</content>
public partial class TableClient
{
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        => Transaction(transactionActions, async: false, cancellationToken).Done();

    /// <summary>Does all of the actions or none. At most 100, 4 MiB, one partition, each row once.</summary>
    /// <returns>One response for each action, in order.</returns>
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    /// <exception cref="TableTransactionFailedException">The service refused an action; nothing was written.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
        => await Transaction(transactionActions, async: true, cancellationToken);

    private async ValueTask<Response<IReadOnlyList<Response>>> Transaction(
        IEnumerable<TableTransactionAction> actions, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        using var batch = new BatchContent();
        foreach (var action in actions)
        {
            using var part = api.Change(Name, action.ActionType, action.Entity, action.ETag);
            batch.Add(part.Request);
        }

        if (batch.IsEmpty)
            throw new InvalidOperationException("A transaction needs at least one action.");

        using var message = api.Batch(batch);
        var response = await api.SendAsync("TableClient.SubmitTransaction", message, async, cancellationToken).ConfigureAwait(false);
        var parts = BatchResponse.Parse(response);
        if (parts.FirstOrDefault(p => p.IsError) is { } failed)
            throw new TableTransactionFailedException(TableApi.Error(failed));
        return Response.FromValue(parts, response);
    }
}
