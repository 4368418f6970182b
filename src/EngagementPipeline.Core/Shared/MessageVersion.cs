using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// Which version a queue's message is of: one of JSON says it in <c>v</c>, one of words begins with it, as in <c>v2 …</c>; 1 where neither. A message that only
/// a newer app can read fails, comes again, and in the end is kept aside, from where it can be sent anew (docs/operations.md).
/// </summary>
public static partial class MessageVersion
{
    /// <summary>What this app writes.</summary>
    public const int Present = 1;

    /// <returns>The message, without what it says of what it belongs to.</returns>
    /// <exception cref="NewerVersionException">Only a newer app can read it.</exception>
    public static string Readable(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message = Correlation.Take(message).Message;
        var version = message.StartsWith('{') ? OfJson(message) : OfWords(message);
        return version <= Present ? message : throw new NewerVersionException("A message", version, Present);
    }

    private static int OfJson(string message)
    {
        using var json = JsonDocument.Parse(message);
        return json.RootElement.TryGetProperty("v", out var version) ? version.GetInt32() : 1;
    }

    private static int OfWords(string message) =>
        Begins().Match(message) is { Success: true } said ? int.Parse(said.Groups["version"].Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex("^v(?<version>[0-9]{1,4}) ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Begins();
}
