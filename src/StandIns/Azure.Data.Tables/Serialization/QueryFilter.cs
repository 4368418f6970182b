using System.Globalization;
using System.Xml;

namespace Azure.Data.Tables.Serialization;

/// <summary>Turns an interpolated string into a filter, each value quoted for its type, so that none can end its literal.</summary>
internal static class QueryFilter
{
    public static string Create(FormattableString filter)
    {
        if (filter is null)
            return null;

        object[] literals = [.. filter.GetArguments().Select(Literal)];
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <exception cref="ArgumentException">The filter language has no literal for the type: an enum, for one.</exception>
    private static string Literal(object value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        char letter => Quoted(letter.ToString()),
        bool flag => flag ? "true" : "false",
        long or ulong => Invariant(value) + "L",
        sbyte or byte or short or ushort or int or uint or float or double or decimal => Invariant(value),
        Guid id => $"guid'{id}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        DateTimeOffset instant => Time(instant.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        _ => throw new ArgumentException($"A filter has no literal for {value.GetType()}."),
    };

    private static string Invariant(object number) => ((IFormattable)number).ToString(format: null, CultureInfo.InvariantCulture);

    private static string Time(DateTime utc) => $"datetime'{XmlConvert.ToString(utc, XmlDateTimeSerializationMode.RoundtripKind)}'";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
