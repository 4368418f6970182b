using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// What one request, message or tick of a timer caused can be found by one id, the W3C trace id: it stands in every log line, goes on with every message that is
/// sent, and is in the answer's header and in every problem (docs/operations.md). It is made for each request, so it follows nobody from one to the next.
/// </summary>
public static partial class Correlation
{
    /// <summary>The name of the source of activities that telemetry listens to.</summary>
    public const string Name = "EngagementPipeline";

    private static readonly ActivitySource Activities = new(Name);

    /// <summary>The id of what is being done now, 32 hex digits; null where nothing is.</summary>
    public static string? Id => Activity.Current?.TraceId.ToHexString();

    /// <summary>Begins a piece of work. Whether or not anybody listens, it has an id until it is stopped.</summary>
    /// <param name="name">Of the function; nothing of whoever asked.</param>
    /// <param name="kind">Whether a request or something else began it.</param>
    /// <param name="caller">Who asked for it, from <see cref="Read"/>.</param>
    public static Activity Start(string name, ActivityKind kind, ActivityContext caller)
    {
        if (Activities.StartActivity(name, kind, caller) is { } heard)
            return heard;

        var unheard = new Activity(name).SetIdFormat(ActivityIdFormat.W3C);
        return (caller == default ? unheard : unheard.SetParentId(caller.TraceId, caller.SpanId)).Start();
    }

    /// <summary>
    /// A <c>traceparent</c> in exactly the form that the W3C gives for version 00, as a context; anything else is as if it were not there. Only hex digits can come
    /// of it. Whether the caller recorded it is left out: callers do not decide what is kept here.
    /// </summary>
    public static ActivityContext Read(string? traceparent) =>
        traceparent is { Length: 55 } && WellFormed().IsMatch(traceparent)
            ? new(ActivityTraceId.CreateFromString(traceparent.AsSpan(3, 32)), ActivitySpanId.CreateFromString(traceparent.AsSpan(36, 16)), ActivityTraceFlags.None, isRemote: true)
            : default;

    /// <summary>A message that tells whoever reads it what it belongs to: <c>"traceparent"</c> in a JSON object, a last word in any other text.</summary>
    public static string Put(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } now)
            return message;

        var traceparent = $"00-{now.TraceId}-{now.SpanId}-00";
        return message.EndsWith('}') ? $"{message[..^1]},\"traceparent\":\"{traceparent}\"}}" : $"{message} {traceparent}";
    }

    /// <summary>The message as it was before <see cref="Put"/>, and what it belongs to.</summary>
    public static (string Message, ActivityContext Caller) Take(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var end = InMessage().Match(message);
        return !end.Success ? (message, default)
            : (message[..end.Index] + (end.Groups["close"].Success ? "}" : ""), Read(end.Groups["traceparent"].Value));
    }

    [GeneratedRegex("^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex WellFormed();

    [GeneratedRegex("(?:,\"traceparent\":\"(?<traceparent>[0-9a-f-]{55})\"(?<close>\\})| (?<traceparent>00-[0-9a-f-]{52}))\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex InMessage();
}
