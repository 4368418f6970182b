using System.Globalization;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// The one catalogue of refusals; each feature keeps its own in <c>Refusals.Feature.cs</c> beside this file.
/// A code, once used, keeps its meaning for good.
/// </summary>
public static partial class Refusals
{
    public static Refusal NotSignedIn { get; } =
        new("not-signed-in", "Please sign in", 401, "This needs somebody who is signed in.");

    public static Refusal WrongRole { get; } =
        new("wrong-role", "Your role does not allow this", 403, "Ask an administrator if you think it should.");

    public static Refusal CrossSite { get; } =
        new("cross-site-request", "The request came from another site", 403, "Changes are only accepted from this service's own pages.");

    public static Refusal MalformedJson(string? where) =>
        new("malformed-json", "The body is not well-formed JSON", 400, where);

    public static Refusal UnsupportedMediaType(string expected) =>
        new("unsupported-media-type", "The body is of a type that is not accepted here", 400, $"Send {expected}.");

    /// <summary>The body is JSON, but a field is missing, unknown, of the wrong type or out of range.</summary>
    public static Refusal BadFields(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) =>
        new("bad-fields", "Some fields need another look", 400, Errors: errors);

    public static Refusal BadField(string field, string message) =>
        BadFields(new Dictionary<string, IReadOnlyList<string>> { [field] = [message] });

    /// <summary>A field names something that does not exist, or that does not fit the rest.</summary>
    public static Refusal DoesNotFit(string field, string message) =>
        new("does-not-fit", "Some fields do not fit what is already there", 422,
            Errors: new Dictionary<string, IReadOnlyList<string>> { [field] = [message] });

    public static Refusal BadId(string name) =>
        BadField(name, "Must be a UUID, such as 0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f.");

    public static Refusal BodyTooLarge(long limit) =>
        new("body-too-large", "The body is too large", 413,
            string.Create(CultureInfo.InvariantCulture, $"At most {limit:N0} bytes are accepted here."));

    public static Refusal NotFound(string what) => new("not-found", $"No such {what}", 404);

    /// <summary>This id stands already, with other content, and what it names never changes.</summary>
    public static Refusal AlreadyDifferent(string what) =>
        new("already-different", $"This {what} exists already, with other content", 409,
            "What was recorded under an id does not change. Use a new id for something new.");

    /// <summary>Somebody else changed the document since it was read.</summary>
    public static Refusal Stale(string what) =>
        new("stale", $"This {what} has changed since you read it", 412,
            "Read it again, put your change to the newer version, and send that version's ETag in If-Match.");

    /// <summary>One source asks more often than any school does.</summary>
    public static Refusal TooManyRequests(TimeSpan retryAfter) =>
        new("too-many-requests", "That was very often, from where you are", 429, "Nothing was done. Wait a moment, then try again.") { RetryAfter = retryAfter };

    public static Refusal StorageBusy(TimeSpan retryAfter) =>
        new("storage-busy", "Storage does not answer just now", 503, "Try again shortly. What was sent may not have been kept: sending the same again is safe.") { RetryAfter = retryAfter };

    /// <summary>It was moved to a tier that takes hours to read from; nothing is lost.</summary>
    public static Refusal InColdStorage { get; } =
        new("in-cold-storage", "This is in cold storage", 409, "Nothing is lost. It takes some hours to bring it back: ask whoever looks after this service, and say which year or page it is.");

    public static Refusal Unexpected { get; } =
        new("unexpected", "Something went wrong on our side", 500, "It has been noted. Trying again is safe.");
}
