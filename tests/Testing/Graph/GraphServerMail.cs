using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EngagementPipeline.Testing.Graph;

/// <summary>
/// One mailbox: drafts are made, found by an extended property, sent once (a draft that was sent is none any more, and keeps its immutable id), deleted.
/// </summary>
public sealed partial class GraphServerMail
{
    private readonly List<JsonObject> _messages = [];
    private readonly Lock _lock = new();

    /// <summary>The mailbox that the app may use; every other is refused, as an application access policy does.</summary>
    public string Mailbox { get; } = "voices@county.example";

    /// <summary>What was sent, first to last.</summary>
    public IReadOnlyList<JsonObject> Sent => All(isDraft: false);

    /// <summary>What lies there unsent.</summary>
    public IReadOnlyList<JsonObject> Drafts => All(isDraft: true);

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/messages", On((http, _) => List(http.Request)));
        routes.MapGet("/v1.0/users/{user}/messages/{id}", On((http, _) => WithMessage(http, message => new(200, message.DeepClone()))));
        routes.MapPost("/v1.0/users/{user}/messages", On((http, body) => Draft(http.Request, body!)));
        routes.MapPost("/v1.0/users/{user}/messages/{id}/send", On((http, _) => WithMessage(http, Send)));
        routes.MapDelete("/v1.0/users/{user}/messages/{id}", On((http, _) => WithMessage(http, Delete)));
        routes.MapPost("/v1.0/users/{user}/sendMail", On((_, body) => SendAtOnce(body!)));
    }

    private RequestDelegate On(Func<HttpContext, JsonObject?, GraphAnswer> work) => async http =>
    {
        var body = await JsonBody.ReadAsync(http.Request);
        GraphAnswer answer;
        lock (_lock)
        {
            answer = (string?)http.Request.RouteValues["user"] == Mailbox
                ? work(http, body)
                : GraphAnswer.Error(403, "ErrorAccessDenied", "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.");
        }

        await answer.WriteAsync(http);
    };

    private GraphAnswer List(HttpRequest request)
    {
        var wanted = request.Query["$filter"].ToString();
        if (wanted.Length == 0)
            return GraphAnswer.Page(request, _messages, 10);
        return PropertyFilter.Match(wanted) is { Success: true } found
            ? GraphAnswer.Page(request, _messages.Where(message => HasProperty(message, found.Groups["id"].Value, found.Groups["value"].Value)), 10)
            : GraphAnswer.Error(400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
    }

    private GraphAnswer Draft(HttpRequest request, JsonObject body)
    {
        // Only an immutable id outlives the move into Sent Items.
        if (!request.Headers["Prefer"].ToString().Contains("IdType=\"ImmutableId\"", StringComparison.Ordinal))
            return GraphAnswer.Error(400, "ErrorInvalidRequest", "This server wants immutable ids.");
        if (OddHeader(body) is { } odd)
            return GraphAnswer.Error(400, "InvalidInternetMessageHeader", $"The internet message header name '{odd}' should start with 'x-' or 'X-'.");
        return new(201, Make(body, isDraft: true).DeepClone());
    }

    private GraphAnswer Send(JsonObject message)
    {
        if (!(bool)message["isDraft"]!)
            return GraphAnswer.Error(400, "ErrorInvalidOperation", "The message has been sent already.");
        message["isDraft"] = false;
        message["sentDateTime"] = "2026-11-26T20:00:00Z";
        return new(202);
    }

    private GraphAnswer SendAtOnce(JsonObject body)
    {
        Make((JsonObject)body["message"]!, isDraft: false);
        return new(202);
    }

    private GraphAnswer Delete(JsonObject message)
    {
        _messages.Remove(message);
        return new(204);
    }

    private JsonObject Make(JsonObject body, bool isDraft)
    {
        var message = (JsonObject)body.DeepClone();
        message["id"] = "AAkALgAA" + Guid.NewGuid().ToString("N");
        message["isDraft"] = isDraft;
        message["internetMessageId"] = $"<{Guid.NewGuid():N}@county.example>";
        _messages.Add(message);
        return message;
    }

    private GraphAnswer WithMessage(HttpContext http, Func<JsonObject, GraphAnswer> work) =>
        _messages.Find(message => (string?)message["id"] == (string?)http.Request.RouteValues["id"]) is { } found
            ? work(found)
            : GraphAnswer.Error(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    private static string? OddHeader(JsonObject body) =>
        body["internetMessageHeaders"]?.AsArray().Select(header => (string)header!["name"]!).FirstOrDefault(name => !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase));

    private static bool HasProperty(JsonObject message, string id, string value) =>
        message["singleValueExtendedProperties"]?.AsArray().Any(one => (string?)one!["id"] == id && (string?)one["value"] == value) == true;

    private List<JsonObject> All(bool isDraft)
    {
        lock (_lock) return _messages.Where(message => (bool)message["isDraft"]! == isDraft).Select(message => (JsonObject)message.DeepClone()).ToList();
    }

    [GeneratedRegex(@"^singleValueExtendedProperties/Any\(ep: ?ep/id eq '(?<id>[^']*)' and ep/value eq '(?<value>[^']*)'\)$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PropertyFilter { get; }
}
