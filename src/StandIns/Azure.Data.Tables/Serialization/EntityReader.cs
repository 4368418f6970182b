using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Reads a row from the service's JSON (minimal metadata).</summary>
internal static class EntityReader
{
    public static T Read<T>(JsonElement row)
        where T : class, ITableEntity
        => typeof(T).IsAssignableTo(typeof(IDictionary<string, object>)) ? ReadColumns<T>(row) : (T)ReadObject(row, typeof(T));

    private static object ReadObject(JsonElement row, Type type)
    {
        var entity = Activator.CreateInstance(type);
        foreach (var column in EntityShape.Of(type).Columns)
        {
            var stored = column.Type == typeof(ETag) && column.Name == nameof(ITableEntity.ETag) ? ColumnNames.ETag : column.Name;
            if (column.Set is not null && row.TryGetProperty(stored, out var value))
                column.Set(entity, value.ValueKind == JsonValueKind.Null ? null : ReadAs(value, column.Type));
        }

        return entity;
    }

    private static object ReadAs(JsonElement value, Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Enum.Parse(type, value.GetString()),
        TypeCode.String => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
        TypeCode.Boolean => value.GetBoolean(),
        TypeCode.Int32 => value.GetInt32(),
        TypeCode.Int64 => Whole(value),
        TypeCode.Double => Real(value),
        TypeCode.DateTime => Instants.Time(value.GetString()),
        _ when type == typeof(DateTimeOffset) => Instants.Offset(value.GetString()),
        _ when type == typeof(Guid) => Guid.Parse(value.GetString()),
        _ when type == typeof(byte[]) => value.GetBytesFromBase64(),
        _ when type == typeof(BinaryData) => BinaryData.FromBytes(value.GetBytesFromBase64()),
        _ when type == typeof(ETag) => new ETag(value.GetString()),
        _ => throw new NotSupportedException($"The table service has no type for {type}."),
    };

    private static T ReadColumns<T>(JsonElement row)
    {
        var types = row.EnumerateObject()
            .Where(p => p.Name.EndsWith(ColumnNames.TypeSuffix, StringComparison.Ordinal))
            .ToDictionary(p => p.Name[..^ColumnNames.TypeSuffix.Length], p => p.Value.GetString());
        var entity = Activator.CreateInstance<T>();
        var columns = (IDictionary<string, object>)entity;
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name != ColumnNames.Metadata && !property.Name.EndsWith(ColumnNames.TypeSuffix, StringComparison.Ordinal))
                columns[property.Name] = ReadColumn(property, types.GetValueOrDefault(property.Name));
        }

        return entity;
    }

    private static object ReadColumn(JsonProperty column, string type)
    {
        var value = column.Value;
        return (type, value.ValueKind) switch
        {
            (_, JsonValueKind.Null) => null,
            ("Edm.Int64", _) => Whole(value),
            ("Edm.Double", _) => Real(value),
            ("Edm.Guid", _) => Guid.Parse(value.GetString()),
            ("Edm.Binary", _) => value.GetBytesFromBase64(),
            ("Edm.DateTime", _) => Instants.Offset(value.GetString()),
            (null, JsonValueKind.String) when column.Name == ColumnNames.Timestamp => Instants.Offset(value.GetString()),
            (_, JsonValueKind.String) => value.GetString(),
            (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
            (_, JsonValueKind.Number) => Number(value),
            _ => throw new NotSupportedException($"The table service has no type {type} (property {column.Name})."),
        };
    }

    private static object Number(JsonElement value)
    {
        if (value.TryGetInt32(out var small))
            return small;
        return value.TryGetInt64(out var large) ? large : value.GetDouble();
    }

    // Always text, for JavaScript's sake; a number is a column of another type.
    private static long Whole(JsonElement value)
        => long.Parse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Real(JsonElement value)
        => value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : double.Parse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
