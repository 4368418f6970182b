using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

/// <content>Reading rows.</content>
public partial class TableClient
{
    /// <summary>Quotes and escapes each interpolated value for its type.</summary>
    /// <exception cref="ArgumentException">The filter language has no literal for a value's type.</exception>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Create(filter);

    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => Get<T>(partitionKey, rowKey, select, async: false, cancellationToken).Done();

    /// <exception cref="RequestFailedException">404 ResourceNotFound; 404 TableNotFound.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => await Get<T>(partitionKey, rowKey, select, async: true, cancellationToken);

    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => GetIfExists<T>(partitionKey, rowKey, select, async: false, cancellationToken).Done();

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => await GetIfExists<T>(partitionKey, rowKey, select, async: true, cancellationToken);

    public virtual Pageable<T> Query<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => new Pages<T>(api.Pages<T>("TableClient.Query", Name, filter, select), maxPerPage, cancellationToken);

    /// <param name="filter">OData; see <see cref="CreateQueryFilter(FormattableString)"/>. Null for every row.</param>
    /// <param name="maxPerPage">At most 1000. It sizes the pages and limits nothing else.</param>
    /// <param name="select">The columns to read; others come back as their type's default.</param>
    /// <param name="cancellationToken">Stops between and within pages.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
        => new AsyncPages<T>(api.Pages<T>("TableClient.Query", Name, filter, select), maxPerPage, cancellationToken);

    private async ValueTask<Response<T>> Get<T>(
        string partitionKey, string rowKey, IEnumerable<string> select, bool async, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var path = Row(partitionKey, rowKey);
        var response = await api.GetAsync("TableClient.GetEntity", path, select, orNone: false, async, cancellationToken)
            .ConfigureAwait(false);
        return Response.FromValue(EntitiesApi.Read<T>(response), response);
    }

    private async ValueTask<NullableResponse<T>> GetIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string> select, bool async, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var path = Row(partitionKey, rowKey);
        var response = await api.GetAsync("TableClient.GetEntityIfExists", path, select, orNone: true, async, cancellationToken)
            .ConfigureAwait(false);
        return response.Status == 404 ? new NoValue<T>(response) : Response.FromValue(EntitiesApi.Read<T>(response), response);
    }

    private string Row(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntitiesApi.Path(Name, partitionKey, rowKey);
    }
}
