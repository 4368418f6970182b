using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>One table. Safe to share between threads.</summary>
public partial class TableClient
{
    private readonly TableApi api;

    /// <summary>For mocks.</summary>
    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, options: null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(tableName, new TableApi(ConnectionString.Parse(connectionString), options))
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, options: null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(tableName, new TableApi(endpoint, credential, options))
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(tableName, new TableApi(endpoint, tokenCredential, options))
    {
    }

    internal TableClient(string tableName, TableApi api)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.api = api;
        Name = tableName;
    }

    public virtual string AccountName => api.AccountName;

    public virtual string Name { get; }

    /// <summary>The table's own address.</summary>
    public virtual Uri Uri => new($"{api.Endpoint.AbsoluteUri.TrimEnd('/')}/{Name}");

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default)
        => api.CreateTableAsync("TableClient.Create", Name, orExists: false, async: false, cancellationToken).Done();

    /// <exception cref="RequestFailedException">409 TableAlreadyExists; 409 TableBeingDeleted for some time after a deletion.</exception>
    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
        => await api.CreateTableAsync("TableClient.Create", Name, orExists: false, async: true, cancellationToken);

    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default)
        => api.CreateTableAsync("TableClient.CreateIfNotExists", Name, orExists: true, async: false, cancellationToken).Done();

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
        => await api.CreateTableAsync("TableClient.CreateIfNotExists", Name, orExists: true, async: true, cancellationToken);

    public virtual Response Delete(CancellationToken cancellationToken = default)
        => api.DeleteTableAsync("TableClient.Delete", Name, async: false, cancellationToken).Done();

    /// <summary>Deletes the table and every row in it. A table that isn't there is no error.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
        => await api.DeleteTableAsync("TableClient.Delete", Name, async: true, cancellationToken);
}
