using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Protocol;

/// <summary>Operations on tables themselves, which both clients offer.</summary>
internal static class TablesApi
{
    public static async ValueTask<Response<TableItem>> CreateTableAsync(
        this TableApi api, string operation, string name, bool orExists, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var body = RequestContent.Create(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new { TableName = name })));
        using var message = api.Request(RequestMethod.Post, "Tables", body, accepted: orExists ? 409 : 0);
        var response = await api.SendAsync(operation, message, async, cancellationToken).ConfigureAwait(false);

        // 409 also says that a table of that name is still being deleted.
        if (response.Status == 409 && !ErrorParser.HasCode(response, "TableAlreadyExists"))
            throw TableApi.Error(response);
        return Response.FromValue(new TableItem(name), response);
    }

    /// <summary>No error if there is no such table.</summary>
    public static async ValueTask<Response> DeleteTableAsync(
        this TableApi api, string operation, string name, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var message = api.Request(RequestMethod.Delete, $"Tables('{Uri.EscapeDataString(name)}')", accepted: 404);
        return await api.SendAsync(operation, message, async, cancellationToken).ConfigureAwait(false);
    }

    public static PageReader<TableItem> TablePages(this TableApi api, string operation, string filter)
        => async (continuation, size, async, cancellationToken) =>
        {
            using var message = api.Request(RequestMethod.Get, "Tables");
            var uri = message.Request.Uri;
            if (size is { } top)
                uri.AppendQuery("$top", TableApi.Number(top));
            if (filter is not null)
                uri.AppendQuery("$filter", filter, escapeValue: true);
            Continuation.Append(uri, continuation, "NextTableName", "");
            var response = await api.SendAsync(operation, message, async, cancellationToken).ConfigureAwait(false);
            using var json = JsonDocument.Parse(response.Content);
            var items = json.RootElement.GetProperty("value").EnumerateArray()
                .Select(t => new TableItem(t.GetProperty("TableName").GetString()))
                .ToList();
            return Page<TableItem>.FromValues(items, Continuation.Of(response, "NextTableName", ""), response);
        };
}
