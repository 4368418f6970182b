using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// The one spelling of an enum's names outside the code: <c>YouthClub</c> is <c>youth-club</c> in JSON, in tables and in
/// addresses. <see cref="JsonStringEnumMemberNameAttribute"/> says it where the rule would not (<c>under-13</c>).
/// </summary>
public static class Kebab
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Names<T>.ByValue.TryGetValue(value, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a named value.");

    public static bool TryParse<T>([NotNullWhen(true)] string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name is not null && Names<T>.ByName.TryGetValue(name, out value);
    }

    /// <summary>Reads a name that was written by <see cref="Of"/>; anything else is a fault in what was stored.</summary>
    public static T Parse<T>(string name)
        where T : struct, Enum =>
        TryParse<T>(name, out var value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name}.");

    public static IReadOnlyCollection<string> AllOf<T>()
        where T : struct, Enum =>
        Names<T>.ByName.Keys;

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(v => v, NameOf);
        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        private static string NameOf(T value)
        {
            var member = typeof(T).GetField(value.ToString())!;
            return member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? Hyphenated(member.Name);
        }

        private static string Hyphenated(string pascal)
        {
            var name = new StringBuilder(pascal.Length + 4);
            foreach (var c in pascal)
            {
                if (char.IsAsciiLetterUpper(c) && name.Length > 0)
                    name.Append('-');
                name.Append(char.ToLowerInvariant(c));
            }

            return name.ToString();
        }
    }
}
