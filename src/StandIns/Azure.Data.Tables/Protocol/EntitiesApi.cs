using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Protocol;

/// <summary>Requests for rows, and reading them; a transaction sends the same requests within one.</summary>
internal static class EntitiesApi
{
    /// <summary>A row's address below the endpoint. Quotes are doubled, and everything a path could take otherwise is escaped.</summary>
    public static string Path(string table, string partitionKey, string rowKey)
        => $"{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    /// <param name="api">The service.</param>
    /// <param name="table">The table.</param>
    /// <param name="type">What to do.</param>
    /// <param name="entity">The row; a delete reads only its keys.</param>
    /// <param name="ifMatch">The version insisted on. By default a delete takes any, and an update becomes an upsert.</param>
    public static HttpMessage Change(
        this TableApi api, string table, TableTransactionActionType type, ITableEntity entity, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
        var row = Path(table, entity.PartitionKey, entity.RowKey);
        var message = type switch
        {
            TableTransactionActionType.Add => api.Request(RequestMethod.Post, table, EntityWriter.Content(entity)),
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge
                => api.Request(RequestMethod.Patch, row, EntityWriter.Content(entity)),
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace
                => api.Request(RequestMethod.Put, row, EntityWriter.Content(entity)),
            TableTransactionActionType.Delete => api.Request(RequestMethod.Delete, row, accepted: 404),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
        if (type is TableTransactionActionType.Delete && ifMatch == default)
            ifMatch = ETag.All;
        if (Insists(type) && ifMatch != default)
            message.Request.Headers.Add("If-Match", ifMatch.ToString());
        return message;
    }

    /// <returns>A response of status 404 when there is no such row or table and <paramref name="orNone"/>.</returns>
    public static async ValueTask<Response> GetAsync(
        this TableApi api,
        string operation,
        string path,
        IEnumerable<string> select,
        bool orNone,
        bool async,
        CancellationToken cancellationToken)
    {
        using var message = api.Request(RequestMethod.Get, path, accepted: orNone ? 404 : 0);
        Select(message.Request.Uri, select);
        return await api.SendAsync(operation, message, async, cancellationToken).ConfigureAwait(false);
    }

    public static T Read<T>(Response response)
        where T : class, ITableEntity
    {
        using var json = JsonDocument.Parse(response.Content);
        return EntityReader.Read<T>(json.RootElement);
    }

    public static PageReader<T> Pages<T>(this TableApi api, string operation, string table, string filter, IEnumerable<string> select)
        where T : class, ITableEntity
        => async (continuation, size, async, cancellationToken) =>
        {
            using var message = api.Request(RequestMethod.Get, table + "()");
            var uri = message.Request.Uri;
            if (size is { } top)
                uri.AppendQuery("$top", TableApi.Number(top));
            if (!string.IsNullOrEmpty(filter))
                uri.AppendQuery("$filter", filter, escapeValue: true);
            Select(uri, select);
            Continuation.Append(uri, continuation, "NextPartitionKey", "NextRowKey");
            var response = await api.SendAsync(operation, message, async, cancellationToken).ConfigureAwait(false);
            using var json = JsonDocument.Parse(response.Content);
            var rows = json.RootElement.GetProperty("value").EnumerateArray().Select(EntityReader.Read<T>).ToList();
            return Page<T>.FromValues(rows, Continuation.Of(response, "NextPartitionKey", "NextRowKey"), response);
        };

    private static bool Insists(TableTransactionActionType type)
        => type is TableTransactionActionType.UpdateMerge
            or TableTransactionActionType.UpdateReplace
            or TableTransactionActionType.Delete;

    private static void Select(RequestUriBuilder uri, IEnumerable<string> select)
    {
        if (select is not null)
            uri.AppendQuery("$select", string.Join(',', select), escapeValue: true);
    }

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
