using System.Globalization;

namespace EngagementPipeline.LocalHost.Clock;

/// <summary>Reads an instant as people give it on a command line or in JSON.</summary>
internal static class Instant
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
    ];

    /// <returns>Null when it is not ISO 8601 with a zone, or lies outside 2000 to 2999 (dates near the calendar's ends overflow).</returns>
    public static DateTimeOffset? Read(string? text)
    {
        if (text is null || !HasZone(text)) return null;

        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant.Year is >= 2000 and < 3000
                ? instant.ToUniversalTime()
                : null;
    }

    private static bool HasZone(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
