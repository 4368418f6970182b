using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Voices.Warnings;

/// <summary>A detail that shows by how it is written.</summary>
public sealed class PatternClue(string code, Regex pattern) : IIdentityClue
{
    public string Code { get; } = code;

    public IEnumerable<(int Start, int Length)> FindIn(string words) =>
        pattern.Matches(words).Select(match => (match.Index, match.Length));
}

internal static partial class Patterns
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", Options)]
    public static partial Regex Email();

    /// <summary>An address, or a bare name that ends as the addresses do that people here write.</summary>
    [GeneratedRegex(@"(https?://|www\.)\S*[\w/]|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|uk|io|me|tv|gg|app|info)\b(/\S*)?", Options)]
    public static partial Regex Link();

    [GeneratedRegex(@"@[a-z0-9_](\.?[a-z0-9_]){1,29}", Options)]
    public static partial Regex Handle();

    /// <summary>A British number, national or international, however it is spaced: 10 or 11 digits from 0 or +44.</summary>
    [GeneratedRegex(@"(\+44[ .-]?(\(0\)[ .-]?)?|\(?\b0)\d([ .()-]{0,2}\d){8,9}\b", Options)]
    public static partial Regex Phone();

    /// <summary>A whole postcode. The second half never has C, I, K, M, O or V, which tells "M1 2ND" from most other things.</summary>
    [GeneratedRegex(@"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}\b", Options)]
    public static partial Regex Postcode();
}
