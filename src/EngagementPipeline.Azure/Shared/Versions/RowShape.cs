using System.Reflection;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Shared.Versions;

/// <summary>The columns of a row type: its public properties. Turns what is stored into a row and back, with its version.</summary>
internal sealed class RowShape
{
    /// <summary>The column that says the version. A row without it is of version 1.</summary>
    public const string VersionColumn = "V";

    private static readonly string[] StoragesOwn =
        [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag), "odata.etag"];

    private static readonly Type[] Kept =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(DateTimeOffset), typeof(Guid), typeof(byte[])];

    private readonly string _type;
    private readonly string[] _retired;
    private readonly Dictionary<string, Column> _columns;

    private RowShape(Type type)
    {
        _type = type.Name;
        var said = type.GetCustomAttribute<RowVersionAttribute>();
        (Version, _retired) = (said?.Version ?? 1, said?.Retired ?? []);
        _columns = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, CanWrite: true } && !StoragesOwn.Contains(property.Name))
            .ToDictionary(property => property.Name, property => new Column(property), StringComparer.Ordinal);
        if (_columns.FirstOrDefault(column => column.Key == VersionColumn || !Kept.Contains(column.Value.Type)) is { Key: { } wrong })
            throw new NotSupportedException($"{_type}.{wrong} can't be a column.");
    }

    public static RowShape Of(Type type) => Known.GetOrAdd(type, static of => new(of));

    public int Version { get; }

    /// <summary>By name; a type that may be missing is shown as itself.</summary>
    public IReadOnlyDictionary<string, Type> Columns => _columns.ToDictionary(column => column.Key, column => column.Value.Type, StringComparer.Ordinal);

    private static System.Collections.Concurrent.ConcurrentDictionary<Type, RowShape> Known { get; } = new();

    public static int VersionOf(TableEntity stored) => stored.GetInt32(VersionColumn) ?? 1;

    /// <exception cref="NewerVersionException">Only a newer app can read it.</exception>
    public T Read<T>(TableEntity stored)
        where T : class, ITableEntity
    {
        var version = VersionOf(stored);
        var row = Activator.CreateInstance<T>();
        if (version > Version && row is not IReadsNewer)
            throw new NewerVersionException($"A {_type}", version, Version);
        (row.PartitionKey, row.RowKey, row.Timestamp, row.ETag) = (stored.PartitionKey, stored.RowKey, stored.Timestamp, stored.ETag);
        foreach (var (name, value) in stored)
        {
            if (value is not null && _columns.TryGetValue(name, out var column))
                column.Set(row, value);
        }

        if (version < Version && row is IReadsOlder older)
            older.ReadOlder(version, stored.ToDictionary(StringComparer.Ordinal));
        if (version > Version)
            ((IReadsNewer)row).BeNewer();
        return row;
    }

    /// <param name="row">As it shall stand.</param>
    /// <param name="standing">What stands there; of it what this app does not know is kept, unless something is being erased.</param>
    /// <exception cref="NewerVersionException">Only a newer app may write there.</exception>
    public TableEntity Write(ITableEntity row, TableEntity? standing = null)
    {
        if (standing is not null && VersionOf(standing) > Version)
            throw new NewerVersionException($"A {_type}", VersionOf(standing), Version);
        var written = new TableEntity(row.PartitionKey, row.RowKey) { [VersionColumn] = Version };
        foreach (var (name, column) in _columns)
        {
            if (column.Get(row) is { } value)
                written[name] = value;
        }

        foreach (var (name, value) in row is IErases { IsErased: true } ? [] : UnknownOf(standing))
            written[name] = value;
        return written;
    }

    public bool KnowsAllOf(TableEntity stored) => VersionOf(stored) <= Version && !UnknownOf(stored).Any();

    private IEnumerable<KeyValuePair<string, object>> UnknownOf(TableEntity? stored) =>
        stored?.Where(column =>
            column.Key != VersionColumn && !StoragesOwn.Contains(column.Key) && !_columns.ContainsKey(column.Key) && !_retired.Contains(column.Key)) ?? [];

    private sealed class Column(PropertyInfo property)
    {
        public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

        public object? Get(ITableEntity row) => property.GetValue(row);

        /// <summary>A long may be stored as a number that fits in less; nothing else is taken for what it is not.</summary>
        public void Set(ITableEntity row, object value)
        {
            var read = value is int number && Type == typeof(long) ? (long)number : value;
            if (!Type.IsInstanceOfType(read))
                throw new FormatException($"The column {property.Name} of a {property.DeclaringType!.Name} is a {value.GetType().Name}.");
            property.SetValue(row, read);
        }
    }
}
