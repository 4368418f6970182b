using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Serialization;

/// <summary>Writes a row as the service's JSON: nulls left out, an annotation beside each type that JSON does not have.</summary>
internal static class EntityWriter
{
    public static RequestContent Content(ITableEntity entity) => RequestContent.Create(Bytes(entity));

    public static ReadOnlyMemory<byte> Bytes(ITableEntity entity)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Columns(entity))
            {
                if (value is not null && name is not (ColumnNames.Timestamp or ColumnNames.ETag))
                    Write(json, name, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <exception cref="NotSupportedException">An enum in a dictionary, which could not come back as one.</exception>
    private static IEnumerable<KeyValuePair<string, object>> Columns(ITableEntity entity)
        => entity is IDictionary<string, object> columns
            ? columns.Select(c => c.Value is Enum ? throw NoType(c.Key, c.Value) : c)
            : EntityShape.Of(entity.GetType()).Columns
                .Where(c => c.Get is not null && c.Name != nameof(ITableEntity.ETag))
                .Select(c => KeyValuePair.Create(c.Name, c.Get(entity)));

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case Enum member: json.WriteString(name, member.ToString()); break;
            case long number: Typed(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case Guid id: Typed(json, name, "Edm.Guid", id.ToString()); break;
            case byte[] bytes: Typed(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case BinaryData data: Typed(json, name, "Edm.Binary", Convert.ToBase64String(data.ToMemory().Span)); break;
            case DateTimeOffset instant: Typed(json, name, "Edm.DateTime", Instants.Text(instant)); break;
            case DateTime time: Typed(json, name, "Edm.DateTime", Instants.Text(time)); break;
            case double number: WriteDouble(json, name, number); break;
            default: throw NoType(name, value);
        }
    }

    private static NotSupportedException NoType(string name, object value)
        => new($"The table service has no type for {value.GetType()} (property {name}).");

    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        // JSON has no NaN and no infinities; the service takes and gives their names. (The official client, as of 12.11, writes
        // NaN but refuses to write an infinity: the one value that this client stores and that one doesn't.)
        if (!double.IsFinite(number))
        {
            Typed(json, name, "Edm.Double", number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        json.WriteString(name + ColumnNames.TypeSuffix, "Edm.Double");
        json.WriteNumber(name, number);
    }

    private static void Typed(Utf8JsonWriter json, string name, string type, string text)
    {
        json.WriteString(name + ColumnNames.TypeSuffix, type);
        json.WriteString(name, text);
    }
}
