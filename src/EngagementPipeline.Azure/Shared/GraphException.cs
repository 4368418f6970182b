using System.Globalization;
using System.Net.Http.Headers;
using Azure;
using Azure.Identity;
using EngagementPipeline.Core.Shared;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace EngagementPipeline.Azure.Shared;

/// <summary>What is asked of Graph, in words that go after "Microsoft 365 did not", and the permission it needs (docs/graph.md).</summary>
public sealed record GraphJob(string What, string Permission, string Hint)
{
    public static readonly GraphJob SignIn = new("let the app sign in", "", "Check that the app runs with its managed identity (Graph__ClientId).");
}

/// <summary>What Graph answered instead of doing what it was asked, with what to do next. Its own words stay out: they may repeat what was sent.</summary>
public sealed class GraphException : OutsideException
{
    private GraphException(OutsideFaultKind kind, string message, int status, string? code, Exception? inner)
        : base(kind, message, inner)
    {
        Status = status;
        Code = code;
    }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; }

    /// <summary>Graph's own code, such as <c>accessDenied</c>; it goes into the log.</summary>
    public string? Code { get; }

    /// <summary>Whether it is a fault of Graph's, or of the way to it. The caller's own giving up is none.</summary>
    public static bool IsKnown(Exception fault) =>
        fault is ApiException or AuthenticationFailedException or RequestFailedException or HttpRequestException or IOException or OperationCanceledException;

    /// <param name="fault">One that <see cref="IsKnown"/>.</param>
    /// <param name="doing">What was asked for.</param>
    public static GraphException Of(Exception fault, GraphJob doing)
    {
        ArgumentNullException.ThrowIfNull(doing);
        return fault switch
        {
            ODataError answered => Answered(answered.ResponseStatusCode, answered.Error?.Code, answered.ResponseHeaders, doing, answered),
            ApiException answered => Answered(answered.ResponseStatusCode, null, answered.ResponseHeaders, doing, answered),
            AuthenticationFailedException or RequestFailedException => new(
                OutsideFaultKind.SignIn, $"Microsoft 365 did not {GraphJob.SignIn.What}. {GraphJob.SignIn.Hint}", 0, null, fault),
            // Also what the time limit of a call throws.
            _ => new(OutsideFaultKind.Unsure, $"Microsoft 365 did not answer when it was asked to {doing.What}. It is looked into, and tried again, by itself.", 0, null, fault),
        };
    }

    private static GraphException Answered(int status, string? code, IDictionary<string, IEnumerable<string>>? headers, GraphJob doing, Exception inner)
    {
        var kind = status switch
        {
            401 => OutsideFaultKind.SignIn,
            403 => OutsideFaultKind.NotAllowed,
            404 or 410 => OutsideFaultKind.Gone,
            409 => OutsideFaultKind.Standing,
            412 => OutsideFaultKind.Changed,
            423 => OutsideFaultKind.Locked,
            429 => OutsideFaultKind.Busy,
            507 => OutsideFaultKind.Full,
            // What answers without a status was cut off after its headers.
            0 or 408 or >= 500 => OutsideFaultKind.Unsure,
            _ => OutsideFaultKind.NotTaken,
        };
        return new(kind, $"Microsoft 365 did not {doing.What}: {Next(kind, status, code, doing)}", status, code, inner)
        {
            Permission = kind is OutsideFaultKind.NotAllowed ? doing.Permission : null,
            RetryAfter = kind is OutsideFaultKind.Busy or OutsideFaultKind.Unsure ? RetryAfterOf(headers) : null,
        };
    }

    private static string Next(OutsideFaultKind kind, int status, string? code, GraphJob doing) => kind switch
    {
        OutsideFaultKind.SignIn => "it did not know the app. It is tried again by itself; if that goes on, check the managed identity (Graph__ClientId).",
        OutsideFaultKind.NotAllowed => $"the app may not. It likely lacks {doing.Permission}. {doing.Hint}",
        OutsideFaultKind.Gone => $"it did not find it. {doing.Hint}",
        OutsideFaultKind.Standing => "something stands there already. It is looked into, and tried again, by itself.",
        OutsideFaultKind.Changed => "it was changed there in between. It is read again, and tried again, by itself.",
        OutsideFaultKind.Busy => "it is busy. It is tried again by itself when it says so.",
        OutsideFaultKind.Locked => "somebody has it open or checked out. It is tried again by itself.",
        OutsideFaultKind.Full => "there is no room left. Ask whoever looks after the site for more storage.",
        OutsideFaultKind.Unsure => string.Create(CultureInfo.InvariantCulture, $"it has a fault of its own ({status}). It is looked into, and tried again, by itself."),
        _ => string.Create(CultureInfo.InvariantCulture, $"it does not take what it was sent ({status}{(code is null ? "" : ", " + code)}). Please tell whoever looks after this service."),
    };

    private static TimeSpan? RetryAfterOf(IDictionary<string, IEnumerable<string>>? headers) =>
        headers?.FirstOrDefault(header => string.Equals(header.Key, "Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } text
        && RetryConditionHeaderValue.TryParse(text, out var value)
            ? value.Delta
            : null;
}
