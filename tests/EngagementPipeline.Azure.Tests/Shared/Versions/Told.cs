using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace EngagementPipeline.Azure.Tests.Shared.Versions;

/// <summary>What an object says, as text: a line for each property, in the order of their names.</summary>
internal static class Told
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Tell(text, "", value, depth: 0);
        return text.ToString();
    }

    private static void Tell(StringBuilder text, string name, object? value, int depth)
    {
        text.Append(' ', depth * 2).Append(name).Append(name.Length > 0 ? ": " : "");
        switch (value)
        {
            case null: text.Append("-\n"); break;
            case string words: text.Append('"').Append(words.ReplaceLineEndings("\\n")).Append("\"\n"); break;
            case byte[] bytes: text.Append(Convert.ToHexStringLower(bytes)).Append('\n'); break;
            case DateTimeOffset at: text.Append(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)).Append('\n'); break;
            case DateOnly day: text.Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('\n'); break;
            case IEnumerable many: TellEach(text, many, depth); break;
            case var some when IsPlain(some.GetType()): text.Append(CultureInfo.InvariantCulture, $"{some}").Append('\n'); break;
            default: TellProperties(text, value, depth); break;
        }
    }

    private static void TellEach(StringBuilder text, IEnumerable many, int depth)
    {
        text.Append("each\n");
        foreach (var one in many)
            Tell(text, "", one, depth + 1);
    }

    private static void TellProperties(StringBuilder text, object value, int depth)
    {
        text.Append(value.GetType().Name).Append('\n');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal))
            Tell(text, property.Name, property.GetValue(value), depth + 1);
    }

    /// <summary>Numbers, names, and ids, which say themselves.</summary>
    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(Guid) || type == typeof(decimal) || type == typeof(Uri)
        || (type.IsValueType && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == type && !type.IsGenericType);
}
