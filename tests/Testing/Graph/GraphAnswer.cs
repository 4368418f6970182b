using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Testing.Graph;

/// <summary>An answer as Graph gives it: a status, JSON, headers.</summary>
public sealed record GraphAnswer(int Status, JsonNode? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Graph's error: <c>{error: {code, message, innerError: {date, request-id, client-request-id}}}</c>.</summary>
    public static GraphAnswer Error(int status, string code, string message = "") => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject { ["date"] = "2026-11-26T20:00:00", ["request-id"] = "a1", ["client-request-id"] = "a1" },
        },
    });

    /// <summary>
    /// One page of a collection: what <c>$skiptoken</c> says (a number here; Graph's own is opaque), <paramref name="size"/> items, and
    /// <c>@odata.nextLink</c> where more follow.
    /// </summary>
    public static GraphAnswer Page(HttpRequest request, IEnumerable<JsonNode> items, int size)
    {
        ArgumentNullException.ThrowIfNull(request);
        var all = items.ToList();
        var from = int.TryParse(request.Query["$skiptoken"], System.Globalization.CultureInfo.InvariantCulture, out var skip) ? skip : 0;
        var body = new JsonObject { ["value"] = new JsonArray([.. all.Skip(from).Take(size).Select(item => item.DeepClone())]) };
        if (from + size < all.Count)
        {
            var query = request.Query.Where(one => one.Key != "$skiptoken").Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value.ToString())}").Append($"$skiptoken={from + size}");
            body["@odata.nextLink"] = $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', query)}";
        }

        return new(200, body);
    }

    public async Task WriteAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            http.Response.Headers[name] = value;
        if (Body is null)
            return;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Body.ToJsonString());
    }
}
