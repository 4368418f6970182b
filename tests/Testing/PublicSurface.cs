using System.Reflection;

namespace EngagementPipeline.Testing;

/// <summary>What an assembly offers to others, one normalized line for each type, base, interface and member.</summary>
/// <remarks>
/// <code>
/// sealed class Some.Row
/// Some.Row : Some.IRow
/// Some.Row :: public Row(string key, int? size = null)
/// Some.Row :: public virtual System.Threading.Tasks.Task&lt;T&gt; GetAsync&lt;T&gt;(System.Uri at, bool fresh = false) where T : class
/// Some.Row :: public string Key { get; init; }
/// enum Some.Mode
/// Some.Mode :: Merge = 0
/// </code>
/// Names are full except for C#'s own words. Attributes and nullable reference annotations are left out, operators go by
/// their <c>op_</c> names, and members that a type only inherits or implements explicitly are not listed.
/// </remarks>
public static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <returns>In ordinal order.</returns>
    public static IReadOnlyList<string> Of(Assembly assembly)
        => [.. assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal)];

    /// <summary>What the assembly offers that the list does not have. Empty is what a stand-in's test wants.</summary>
    /// <param name="assembly">The stand-in.</param>
    /// <param name="listFile">One line for each signature of the original; blank lines and lines that start with # don't count.</param>
    public static IReadOnlyList<string> Beyond(Assembly assembly, string listFile)
    {
        var listed = File.ReadLines(listFile)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToHashSet(StringComparer.Ordinal);
        return [.. Of(assembly).Where(line => !listed.Contains(line))];
    }

    private static IEnumerable<string> Lines(Type type)
    {
        var name = SignatureText.Of(type);
        yield return SignatureText.Kind(type) + " " + name + SignatureText.Constraints(type.GetGenericArguments());

        if (type.IsEnum)
        {
            foreach (var value in Enum.GetNames(type))
                yield return $"{name} :: {value} = {Convert.ChangeType(Enum.Parse(type, value), Enum.GetUnderlyingType(type), null)}";
            yield break;
        }

        if (type.IsClass && type.BaseType is { } parent && parent != typeof(object) && !type.IsSubclassOf(typeof(Delegate)))
            yield return $"{name} : {SignatureText.Of(parent)}";
        foreach (var contract in type.GetInterfaces().Where(i => i.IsVisible))
            yield return $"{name} : {SignatureText.Of(contract)}";
        foreach (var member in type.GetMembers(Declared).Select(SignatureText.Of).OfType<string>())
            yield return $"{name} :: {member}";
    }
}
