using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EngagementPipeline.Testing.Graph;

/// <summary>The pages of a SharePoint site: list with <c>$filter=name eq '…'</c>, create, read, change, publish, delete.</summary>
public sealed partial class GraphServerPages
{
    private readonly List<JsonObject> _pages = [];
    private readonly Lock _lock = new();

    /// <summary>The site that exists; every other is not found.</summary>
    public string Site { get; } = "county.sharepoint.com,2f1d3a5e-0000-4000-8000-000000000001,2f1d3a5e-0000-4000-8000-000000000002";

    /// <summary>How many one answer lists.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>What stands on the site, in the order it was made.</summary>
    public IReadOnlyList<JsonObject> All
    {
        get
        {
            lock (_lock) return _pages.Select(page => (JsonObject)page.DeepClone()).ToList();
        }
    }

    /// <summary>A page that somebody else made.</summary>
    public void Add(string name, string title) => Make(new() { ["name"] = name, ["title"] = title });

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/sites/{site}", On((_, _) => new(200, new JsonObject { ["id"] = Site, ["displayName"] = "Voices", ["webUrl"] = "https://county.sharepoint.com/sites/voices" })));
        routes.MapGet("/v1.0/sites/{site}/pages/microsoft.graph.sitePage", On((http, _) => List(http.Request)));
        routes.MapGet("/v1.0/sites/{site}/pages/{id}/microsoft.graph.sitePage", On((http, _) => WithPage(http, page => new(200, page.DeepClone()))));
        routes.MapPost("/v1.0/sites/{site}/pages", On((_, body) => Create(body!)));
        routes.MapPatch("/v1.0/sites/{site}/pages/{id}/microsoft.graph.sitePage", On((http, body) => WithPage(http, page => Change(page, body!))));
        routes.MapPost("/v1.0/sites/{site}/pages/{id}/microsoft.graph.sitePage/publish", On((http, _) => WithPage(http, Publish)));
        routes.MapDelete("/v1.0/sites/{site}/pages/{id}", On((http, _) => WithPage(http, Delete)));
    }

    private RequestDelegate On(Func<HttpContext, JsonObject?, GraphAnswer> work) => async http =>
    {
        var body = await JsonBody.ReadAsync(http.Request);
        GraphAnswer answer;
        lock (_lock)
            answer = (string?)http.Request.RouteValues["site"] == Site ? work(http, body) : GraphAnswer.Error(404, "itemNotFound", "Requested site could not be found");
        await answer.WriteAsync(http);
    };

    private GraphAnswer List(HttpRequest request)
    {
        var wanted = request.Query["$filter"].ToString();
        if (wanted.Length == 0)
            return GraphAnswer.Page(request, _pages, PageSize);
        return NameFilter.Match(wanted) is { Success: true } name
            ? GraphAnswer.Page(request, _pages.Where(page => (string?)page["name"] == name.Groups["name"].Value.Replace("''", "'", StringComparison.Ordinal)), PageSize)
            : GraphAnswer.Error(400, "invalidRequest", "Invalid filter clause");
    }

    private GraphAnswer Create(JsonObject body)
    {
        if ((string?)body["@odata.type"] != "#microsoft.graph.sitePage" || body["title"] is null)
            return GraphAnswer.Error(400, "invalidRequest", "The page is no sitePage with a title.");
        if (_pages.Exists(page => (string?)page["name"] == (string?)body["name"]))
            return GraphAnswer.Error(409, "nameAlreadyExists", "The specified page name already exists");
        return new(201, Make(body).DeepClone());
    }

    private JsonObject Make(JsonObject body)
    {
        var page = (JsonObject)body.DeepClone();
        var name = (string)page["name"]!;
        page["id"] = Guid.NewGuid().ToString();
        page["webUrl"] = $"https://county.sharepoint.com/sites/voices/SitePages/{name}";
        page["publishingState"] = new JsonObject { ["level"] = "checkout", ["versionId"] = "0.1" };
        Mark(page);
        lock (_lock) _pages.Add(page);
        return page;
    }

    private static GraphAnswer Change(JsonObject page, JsonObject body)
    {
        foreach (var (name, value) in body)
            page[name] = value?.DeepClone();
        page["publishingState"] = new JsonObject { ["level"] = "checkout", ["versionId"] = (string?)page["publishingState"]!["versionId"] + "1" };
        Mark(page);
        return new(200, page.DeepClone());
    }

    private static GraphAnswer Publish(JsonObject page)
    {
        page["publishingState"] = new JsonObject { ["level"] = "published", ["versionId"] = "1.0" };
        page["published"] = page.DeepClone();
        return new(204);
    }

    private GraphAnswer Delete(JsonObject page)
    {
        _pages.Remove(page);
        return new(204);
    }

    private GraphAnswer WithPage(HttpContext http, Func<JsonObject, GraphAnswer> work) =>
        _pages.Find(page => (string?)page["id"] == (string?)http.Request.RouteValues["id"]) is { } found
            ? work(found)
            : GraphAnswer.Error(404, "itemNotFound", "The specified page was not found.");

    private static void Mark(JsonObject page) =>
        page["eTag"] = string.Create(CultureInfo.InvariantCulture, $"\"{{{Guid.NewGuid()}}},1\"");

    [GeneratedRegex("^name eq '(?<name>.*)'$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex NameFilter { get; }
}

internal static class JsonBody
{
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        return await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonNode.Parse(text) as JsonObject : null;
    }
}
