using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>What the key of a figure that was counted elsewhere may be.</summary>
public static partial class FigureKey
{
    private const int Longest = 80;

    /// <summary>Keys under these belong to what this service counts itself, or will.</summary>
    private static readonly string[] OurOwn = ["stories.", "voices.", "consents.", "sessions.", "feedback.", "impact."];

    /// <summary>What is wrong with a key; null when nothing is.</summary>
    public static string? Wrong(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length is 0 or > Longest || !Form().IsMatch(key) ? "Must be lower-case words joined by full stops or hyphens, such as briefings.views; at most 80 characters."
            : OurOwn.Any(own => key.StartsWith(own, StringComparison.Ordinal)) ? $"Must not begin with {string.Join(" ", OurOwn)}: this service counts those itself."
            : null;
    }

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
