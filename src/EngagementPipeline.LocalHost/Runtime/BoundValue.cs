using System.Globalization;
using System.Reflection;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>Fills a parameter from the binding data of its name: a route value, or a property of the message.</summary>
internal static class BoundValue
{
    public static bool CanBind(Type type) => type == typeof(string) || IsParsable(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>The value of that name as a <typeparamref name="T"/>, or <paramref name="otherwise"/> when there is none.</summary>
    /// <exception cref="FormatException">It does not read as a <typeparamref name="T"/>; as in the real host, the request fails with 500. A route constraint gives 404.</exception>
    public static T? Get<T>(Invocation invocation, string name, T? otherwise)
    {
        if (!invocation.BindingData.TryGetValue(name, out var value) || value is null) return otherwise;
        if (value is T already) return already;

        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;

        return Parser<T>.Parse(text, out var parsed)
            ? parsed
            : throw new FormatException($"The value of {name} does not read as a {typeof(T).Name}.");
    }

    private static bool IsParsable(Type type) =>
        type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IParsable<>));

    private delegate bool TryParse<T>(string text, out T? value);

    private static class Parser<T>
    {
        public static readonly TryParse<T> Parse = Make();

        private static TryParse<T> Make()
        {
            var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
            var name = type == typeof(T) ? nameof(Value) : nameof(OfNullable);

            return typeof(BoundValue).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type).CreateDelegate<TryParse<T>>();
        }
    }

    private static bool Value<T>(string text, out T? value) where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out value);

    private static bool OfNullable<T>(string text, out T? value) where T : struct, IParsable<T>
    {
        var parsed = T.TryParse(text, CultureInfo.InvariantCulture, out var plain);
        value = plain;
        return parsed;
    }
}
