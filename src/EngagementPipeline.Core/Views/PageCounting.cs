using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary><c>counting.js</c> without its comments and spaces: at most 1 KB on the wire.</summary>
public sealed partial class PageCounting : IStoryScripts
{
    private static readonly string Text = Read();

    public string CountingScript(StoryId story, int version, string collectorUrl) => Text
        .Replace("$story", story.ToString(), StringComparison.Ordinal)
        .Replace("$version", version.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$collector", JsonSerializer.Serialize(collectorUrl), StringComparison.Ordinal); // escapes < and > too

    private static string Read()
    {
        using var file = new StreamReader(typeof(PageCounting).Assembly.GetManifestResourceStream("counting.js")!, Encoding.UTF8);
        var lines = file.ReadToEnd().Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        return Spaces().Replace(string.Join('\n', lines), "${mark}").Trim();
    }

    // No text or pattern in the file has a space beside one of these, and every statement ends with one.
    [GeneratedRegex(@"\s*(?<mark>[=+\-*/<>&|?:,;{}()\[\]!]+)\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();
}
