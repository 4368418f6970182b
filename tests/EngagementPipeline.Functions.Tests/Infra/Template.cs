using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>infra/ as text, and the parts of it that tests compare with the code.</summary>
internal static partial class Template
{
    public static string Root { get; } = RootOf();

    public static IReadOnlyList<string> Modules { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "infra"), "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The strings of <c>var name = [ 'a' 'b' ]</c> in modules/names.bicep.</summary>
    public static IReadOnlyList<string> Names(string list)
    {
        var text = Read("infra", "modules", "names.bicep");
        var found = Regex.Match(text, $@"^var {list} = \[(?<items>[^\]]*)\]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.True(found.Success, $"names.bicep has no list {list}.");
        return [.. Quoted().Matches(found.Groups["items"].Value).Select(m => m.Groups["text"].Value)];
    }

    /// <summary>Every setting of the app that modules/app.bicep sets, as the platform spells it (<c>Site__BaseUrl</c>).</summary>
    public static IReadOnlyList<string> AppSettings()
    {
        var text = Read("infra", "modules", "app.bicep");
        var start = text.IndexOf("name: 'appsettings'", StringComparison.Ordinal);
        Assert.True(start > 0, "app.bicep sets no app settings.");
        var end = text.IndexOf("\n  }\n}", start, StringComparison.Ordinal);
        return [.. Setting().Matches(text[start..end]).Select(m => m.Groups["name"].Value)];
    }

    /// <summary>Every resource of a module: its type, and its text down to the closing bracket, with the comment above it.</summary>
    public static IEnumerable<(string File, string Symbol, string Type, string Comment, string Text)> Resources() =>
        from file in Modules
        let text = File.ReadAllText(file)
        from match in Resource().Matches(text)
        select (
            Path.GetFileName(file),
            match.Groups["symbol"].Value,
            match.Groups["type"].Value,
            CommentAbove(text, match.Index),
            text[match.Index..EndOf(text, match.Index)]);

    private static string CommentAbove(string text, int at) =>
        string.Join(' ', text[..at].TrimEnd('\n').Split('\n').Reverse().TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Reverse());

    private static int EndOf(string text, int start)
    {
        var end = text.IndexOf("\n}", start, StringComparison.Ordinal);
        return end < 0 ? text.Length : end;
    }

    private static string RootOf([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("'(?<text>[^']*)'", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^    (?<name>[A-Z][A-Za-z0-9_]+): ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10_000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^resource (?<symbol>\w+) '(?<type>[^@']+)@(?<version>[^']+)' (?<existing>existing )?=", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10_000)]
    private static partial Regex Resource();
}
