using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

/// <summary>The tables of one account. Safe to share between threads; its <see cref="TableClient"/>s share its connections.</summary>
public class TableServiceClient
{
    private readonly TableApi api;

    /// <summary>For mocks.</summary>
    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString)
        : this(connectionString, options: null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
        => api = new TableApi(ConnectionString.Parse(connectionString), options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, options: null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        => api = new TableApi(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        => api = new TableApi(endpoint, tokenCredential, options);

    public virtual string AccountName => api.AccountName;

    public virtual Uri Uri => api.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(tableName, api);
    }

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default)
        => CreateAsync("CreateTable", tableName, orExists: false, async: false, cancellationToken).Done();

    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default)
        => await CreateAsync("CreateTable", tableName, orExists: false, async: true, cancellationToken);

    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default)
        => CreateAsync("CreateTableIfNotExists", tableName, orExists: true, async: false, cancellationToken).Done();

    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default)
        => await CreateAsync("CreateTableIfNotExists", tableName, orExists: true, async: true, cancellationToken);

    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default)
        => api.DeleteTableAsync("TableServiceClient.DeleteTable", tableName, async: false, cancellationToken).Done();

    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
        => await api.DeleteTableAsync("TableServiceClient.DeleteTable", tableName, async: true, cancellationToken);

    public virtual Pageable<TableItem> Query(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => new Pages<TableItem>(api.TablePages("TableServiceClient.Query", filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => Query(QueryFilter.Create(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => new AsyncPages<TableItem>(api.TablePages("TableServiceClient.Query", filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default)
        => QueryAsync(QueryFilter.Create(filter), maxPerPage, cancellationToken);

    private ValueTask<Response<TableItem>> CreateAsync(
        string operation, string name, bool orExists, bool async, CancellationToken cancellationToken)
        => api.CreateTableAsync("TableServiceClient." + operation, name, orExists, async, cancellationToken);
}
