using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Pages.Desk;

/// <summary>One file that the desk's pages load. <paramref name="File"/> carries a hash of the content, so it never changes and may be kept for good.</summary>
public sealed record Asset(string File, string ContentType, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Gzipped);

/// <summary>
/// The desk's stylesheet, scripts and icons: files in <c>Desk/Assets</c>, held in this assembly. Every stylesheet of that
/// folder becomes part of the one <c>desk.css</c>, in the order of their names. Scripts are modules, but for early.js; a script that imports
/// <c>"./call.js"</c>, or a manifest that names <c>"./icon-192.png"</c>, is served with the hashed name in its place.
/// </summary>
public static partial class DeskAssets
{
    public const string Folder = "/assets/";

    private static readonly Lazy<Shelf> Loaded = new(Load);

    /// <summary>The address to load a file from, such as <c>/assets/desk.0b1f2c3d4e5f.css</c> for <c>desk.css</c>.</summary>
    public static string Address(string name) => Folder + Loaded.Value.ByName[name].File;

    /// <summary>The addresses of everything that a script imports, near and far: for the page to fetch them at once.</summary>
    public static IReadOnlyList<string> ImportsOf(string script) => Loaded.Value.Imports[script];

    /// <summary>Null when no file of today's has this hashed name.</summary>
    public static Asset? Find(string file) => Loaded.Value.ByFile.GetValueOrDefault(file);

    private sealed record Shelf(
        FrozenDictionary<string, Asset> ByName,
        FrozenDictionary<string, Asset> ByFile,
        FrozenDictionary<string, IReadOnlyList<string>> Imports);

    private static Shelf Load()
    {
        var sources = Read();
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal)
        {
            ["desk.css"] = Make("desk.css", Encoding.UTF8.GetBytes(string.Join('\n', sources.Where(s => IsStylesheet(s.Key)).Select(s => TextOf(s.Value))))),
        };
        var imports = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var name in sources.Keys.Where(n => !IsStylesheet(n)))
            Add(name);

        return new(
            assets.ToFrozenDictionary(StringComparer.Ordinal),
            assets.Values.ToFrozenDictionary(a => a.File, StringComparer.Ordinal),
            imports.ToFrozenDictionary(StringComparer.Ordinal));

        // Deepest first: a script's own name hangs on the names of what it imports. Two that import each other never end.
        Asset Add(string name)
        {
            if (assets.TryGetValue(name, out var made))
                return made;

            var names = NamesIn(name)?.Matches(TextOf(sources[name])).Select(m => m.Groups["name"].Value) ?? [];
            var wanted = names.Distinct(StringComparer.Ordinal).ToList();
            var bytes = wanted is []
                ? sources[name]
                : Encoding.UTF8.GetBytes(wanted.Aggregate(
                    TextOf(sources[name]), (t, w) => t.Replace($"\"./{w}\"", $"\"./{Add(w).File}\"", StringComparison.Ordinal)));
            imports[name] = wanted.SelectMany(w => imports[w].Prepend(Folder + assets[w].File)).Distinct(StringComparer.Ordinal).ToList();
            return assets[name] = Make(name, bytes);
        }
    }

    private static SortedDictionary<string, byte[]> Read()
    {
        var assembly = typeof(DeskAssets).Assembly;
        var sources = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("desk/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            sources[resource["desk/".Length..]] = bytes;
        }

        return sources;
    }

    private static string TextOf(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static Regex? NamesIn(string name) => Path.GetExtension(name) switch
    {
        ".js" => Imported(),
        ".webmanifest" => Named(),
        _ => null,
    };

    private static Asset Make(string name, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        var ending = Path.GetExtension(name);
        return new($"{Path.GetFileNameWithoutExtension(name)}.{hash}{ending}", ContentTypeOf(ending), bytes, Gzip(bytes));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static bool IsStylesheet(string name) => name.EndsWith(".css", StringComparison.Ordinal);

    private static string ContentTypeOf(string ending) => ending switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webmanifest" => "application/manifest+json",
        _ => throw new InvalidOperationException($"Nobody has said what a file ending in {ending} is."),
    };

    [GeneratedRegex("""
        "\./(?<name>[a-z0-9-]+\.[a-z]+)"
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Named();

    [GeneratedRegex("""(?:from|import)\s+"\./(?<name>[a-z-]+\.js)";""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Imported();
}
