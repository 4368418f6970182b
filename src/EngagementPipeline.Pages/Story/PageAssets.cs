using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Pages.Story.Cards;

namespace EngagementPipeline.Pages.Story;

/// <summary>The style sheets and scripts that are put into pages, as they stand in Story/, without their comments and indentation.</summary>
internal static class PageAssets
{
    private static readonly ConcurrentDictionary<string, string> Read = new(StringComparer.Ordinal);

    /// <summary>The page's own style sheet and those of the views it shows.</summary>
    public static string StylesFor(IEnumerable<string> views) =>
        string.Concat(views.Select(view => Asset($"Cards.{view}.css")).Prepend(Asset("story.css")));

    /// <summary>Each script in a block of its own, so that none sees another's names; but what cards share stands where all of them see it.</summary>
    public static string ScriptsFor(IEnumerable<string> views) =>
        "\"use strict\";\n" + Block(Asset("story.js")) + string.Concat(views.Select(view => view == CardViews.Shared ? Asset($"Cards.{view}.js") : Block(Asset($"Cards.{view}.js"))));

    private static string Block(string script) => script.Length > 0 ? $"{{\n{script}}}\n" : "";

    /// <summary>A file of MyVoice/: those pages are made as stories are, and look as they do.</summary>
    public static string OfMyVoice(string file) => Asset(file, "MyVoice");

    /// <summary>How a policy names an inline style or script: exactly these characters and no others.</summary>
    public static string HashOf(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Asset(string name, string folder = "Story") => Read.GetOrAdd($"{folder}.{name}", static asset =>
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"EngagementPipeline.Pages.{asset}");
        if (stream is null)
            return "";
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return WithoutComments(reader.ReadToEnd());
    });

    // Comments in our sheets and scripts stand on lines of their own, or between /* and */ where no string holds either.
    private static string WithoutComments(string text)
    {
        for (var start = text.IndexOf("/*", StringComparison.Ordinal); start >= 0; start = text.IndexOf("/*", StringComparison.Ordinal))
            text = text.Remove(start, text.IndexOf("*/", start, StringComparison.Ordinal) + 2 - start);
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
