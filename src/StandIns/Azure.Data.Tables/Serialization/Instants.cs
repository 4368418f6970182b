using System.Globalization;

namespace Azure.Data.Tables.Serialization;

/// <summary>Instants as the service writes them: UTC, to 100 ns.</summary>
internal static class Instants
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static string Text(DateTimeOffset instant) => instant.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="NotSupportedException">The time says nothing about its zone, or means this machine's.</exception>
    public static string Text(DateTime time) => time.Kind == DateTimeKind.Utc
        ? time.ToString(Format, CultureInfo.InvariantCulture)
        : throw new NotSupportedException($"A time of kind {time.Kind} can't be stored: it must be UTC.");

    public static DateTimeOffset Offset(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
