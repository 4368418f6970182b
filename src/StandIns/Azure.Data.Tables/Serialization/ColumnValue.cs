namespace Azure.Data.Tables.Serialization;

/// <summary>The conversions a <see cref="TableEntity"/> makes between the type it holds and the type it is asked for.</summary>
internal static class ColumnValue
{
    /// <exception cref="InvalidOperationException">The column is of another type.</exception>
    public static object As(object value, Type wanted) => value switch
    {
        null => null,
        _ when wanted.IsInstanceOfType(value) => value,
        DateTimeOffset instant when wanted == typeof(DateTime) => instant.UtcDateTime,
        DateTime time when wanted == typeof(DateTimeOffset) => new DateTimeOffset(time),
        byte[] bytes when wanted == typeof(BinaryData) => new BinaryData(bytes),
        BinaryData data when wanted == typeof(byte[]) => data.ToArray(),
        _ => throw new InvalidOperationException($"Cannot return {wanted} type for a {value.GetType()} typed property."),
    };

    /// <summary>What to store when <paramref name="next"/> is assigned over <paramref name="present"/>.</summary>
    /// <exception cref="InvalidOperationException">The types do not agree.</exception>
    public static object Keep(object present, object next) => (present, next) switch
    {
        (null, _) or (_, null) => next,
        _ when present.GetType().IsInstanceOfType(next) => next,
        (int, long or double) => next,
        (double, int whole) => (double)whole,
        (long, int whole) => (long)whole,
        _ => throw new InvalidOperationException(
            $"A {present.GetType()} column does not take a {next.GetType()}; remove the column first."),
    };
}
