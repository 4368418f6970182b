using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// The consent statements whose exact text this system holds: the files of <c>docs/privacy/statements</c>, named
/// <c>version.language.md</c>. A published text never changes; a change is a new version.
/// </summary>
public static class Statements
{
    private const string Prefix = "Statements/";

    private static readonly FrozenDictionary<StatementShown, byte[]> Texts = Read();

    public static IReadOnlyList<StatementShown> Known { get; } =
        Texts.Keys.OrderBy(s => s.Version, StringComparer.Ordinal).ThenBy(s => s.Language, StringComparer.Ordinal).ToList();

    /// <summary>SHA-256 of the text's bytes, in lower-case hex; null when the text is not one of ours.</summary>
    public static string? HashOf(StatementShown shown) =>
        Texts.TryGetValue(shown, out var text) ? Convert.ToHexStringLower(SHA256.HashData(text)) : null;

    /// <summary>The text in Markdown, or null when it is not one of ours.</summary>
    public static string? TextOf(StatementShown shown) =>
        Texts.TryGetValue(shown, out var text) ? System.Text.Encoding.UTF8.GetString(text) : null;

    private static FrozenDictionary<StatementShown, byte[]> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(Named, name => BytesOf(assembly, name));
    }

    private static StatementShown Named(string resource) =>
        resource[Prefix.Length..].Split('.') is [var version, var language, "md"]
            ? new StatementShown(version, language)
            : throw new InvalidOperationException($"{resource} is not named version.language.md.");

    private static byte[] BytesOf(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
