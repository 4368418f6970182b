using System.Buffers;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Knows robots by what they say of themselves in the user agent. The patterns stand in <c>KnownRobots.txt</c>; all of them are
/// looked for in one pass over the text.
/// </summary>
public static class KnownRobots
{
    private static readonly Dictionary<string, string[]> Patterns = ReadPatterns();
    private static readonly SearchValues<string> Previews = SearchValues.Create(Patterns["preview"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Robots = SearchValues.Create(Patterns["bot"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Any = SearchValues.Create([.. Patterns["preview"], .. Patterns["bot"]], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is anything to look at more closely: one look at a text that nearly always says no.</summary>
    public static bool MayBeOne(string userAgent) => userAgent.AsSpan().ContainsAny(Any);

    /// <summary>Fetches a page to show a picture of it where somebody pasted its link.</summary>
    public static bool MakesPreviews(string userAgent) => Matches(userAgent, Previews);

    /// <summary>Crawlers, uptime checks, headless browsers, site checkers.</summary>
    public static bool IsRobot(string userAgent) => Matches(userAgent, Robots);

    /// <summary>Everything that is looked for, so that a test can ask for an example of each.</summary>
    internal static IEnumerable<string> AllPatterns => Patterns["preview"].Concat(Patterns["bot"]);

    private static bool Matches(string userAgent, SearchValues<string> patterns)
    {
        if (!userAgent.AsSpan().ContainsAny(patterns))
            return false;

        // A reader's device whose name looks like a robot's: look again without the name.
        foreach (var device in Patterns["reader"])
            userAgent = userAgent.Replace(device, "", StringComparison.OrdinalIgnoreCase);
        return userAgent.AsSpan().ContainsAny(patterns);
    }

    private static Dictionary<string, string[]> ReadPatterns()
    {
        using var file = new StreamReader(typeof(KnownRobots).Assembly.GetManifestResourceStream("KnownRobots.txt")!);
        return file.ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .GroupBy(line => line[0], line => line[1], StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.ToArray(), StringComparer.Ordinal);
    }
}
