using System.Collections;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

/// <summary>
/// A row whose columns are known only at run time. Numbers keep the type they were first given: a double column takes an
/// int and stays a double.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object> columns;

    public TableEntity()
        : this(values: null)
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this(values: null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => columns = values is null ? [] : new(values);

    public string PartitionKey
    {
        get => GetString(ColumnNames.PartitionKey);
        set => columns[ColumnNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(ColumnNames.RowKey);
        set => columns[ColumnNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(ColumnNames.Timestamp);
        set => columns[ColumnNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => new(GetString(ColumnNames.ETag));
        set => columns[ColumnNames.ETag] = value.ToString();
    }

    public int Count => columns.Count;

    public ICollection<string> Keys => columns.Keys;

    ICollection<object> IDictionary<string, object>.Values => columns.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>Null for a column that isn't there.</summary>
    public object this[string key]
    {
        get => columns.GetValueOrDefault(NotEmpty(key));
        set => columns[NotEmpty(key)] = ColumnValue.Keep(columns.GetValueOrDefault(key), value);
    }

    public string GetString(string key) => (string)Get(key, typeof(string));

    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool));

    public int? GetInt32(string key) => (int?)Get(key, typeof(int));

    public long? GetInt64(string key) => (long?)Get(key, typeof(long));

    public double? GetDouble(string key) => (double?)Get(key, typeof(double));

    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid));

    public DateTime? GetDateTime(string key) => (DateTime?)Get(key, typeof(DateTime));

    public DateTimeOffset? GetDateTimeOffset(string key) => (DateTimeOffset?)Get(key, typeof(DateTimeOffset));

    public byte[] GetBinary(string key) => (byte[])Get(key, typeof(byte[]));

    public BinaryData GetBinaryData(string key) => (BinaryData)Get(key, typeof(BinaryData));

    public void Add(string key, object value) => columns.Add(key, value);

    public bool ContainsKey(string key) => columns.ContainsKey(key);

    public bool Remove(string key) => columns.Remove(key);

    public bool TryGetValue(string key, out object value) => columns.TryGetValue(key, out value);

    public void Clear() => columns.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => columns.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex)
        => ((ICollection<KeyValuePair<string, object>>)columns).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item)
        => ((ICollection<KeyValuePair<string, object>>)columns).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => columns.GetEnumerator();

    private object Get(string key, Type wanted) => ColumnValue.As(columns.GetValueOrDefault(NotEmpty(key)), wanted);

    private static string NotEmpty(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key;
    }
}
