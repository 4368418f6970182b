using System.Globalization;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Testing.Graph;

/// <summary>What goes wrong with a request: it is answered otherwise, or the connection is cut.</summary>
public sealed record GraphTrouble
{
    private GraphTrouble()
    {
    }

    internal GraphAnswer? Answer { get; private init; }

    internal bool CutsBefore { get; private init; }

    internal bool CutsAfter { get; private init; }

    /// <summary>The connection is cut and nothing was done.</summary>
    public static GraphTrouble Cut { get; } = new() { CutsBefore = true };

    /// <summary>It is done, and the connection cut before anything of the answer came.</summary>
    public static GraphTrouble CutOnceDone { get; } = new() { CutsAfter = true };

    /// <summary>401 as for a token whose time is over.</summary>
    public static GraphTrouble Expired { get; } = Of(GraphAnswer.Error(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."));

    public static GraphTrouble Forbidden { get; } = Of(GraphAnswer.Error(403, "accessDenied", "Access denied"));

    public static GraphTrouble Missing { get; } = Of(GraphAnswer.Error(404, "itemNotFound", "The resource could not be found."));

    public static GraphTrouble Standing { get; } = Of(GraphAnswer.Error(409, "nameAlreadyExists", "An item with this name stands there already."));

    public static GraphTrouble Changed { get; } = Of(GraphAnswer.Error(412, "resourceModified", "ETag does not match current item's value"));

    public static GraphTrouble Unavailable { get; } = Of(GraphAnswer.Error(503, "serviceNotAvailable", "The service is temporarily unavailable."));

    public static GraphTrouble Of(GraphAnswer answer) => new() { Answer = answer };

    /// <summary>429 with <c>Retry-After</c> in seconds.</summary>
    public static GraphTrouble Busy(int seconds) => Throttled(seconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>429 with <c>Retry-After</c> as a date.</summary>
    public static GraphTrouble BusyUntil(DateTimeOffset until) => Throttled(until.ToString("R", CultureInfo.InvariantCulture));

    private static GraphTrouble Throttled(string retryAfter) =>
        Of(GraphAnswer.Error(429, "TooManyRequests", "Please retry later.") with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = retryAfter } });
}

internal static class GraphPath
{
    /// <summary>Whether a path fits a pattern in which <c>*</c> stands for anything.</summary>
    public static bool Fits(string pattern, string path) =>
        Regex.IsMatch(path, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
}
