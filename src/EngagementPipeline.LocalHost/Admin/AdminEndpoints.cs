using System.Text.Json;
using EngagementPipeline.LocalHost.Http;
using EngagementPipeline.LocalHost.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Admin;

/// <summary><c>POST /admin/functions/{name}</c>, and the address where its result can be asked for.</summary>
internal sealed class AdminEndpoints(FunctionCatalogue functions, AdminRuns runs)
{
    /// <summary>A queue message holds at most 64 KiB; JSON may need six characters for one.</summary>
    private const long LargestBody = 512 * 1024;

    public IEnumerable<OwnPage> All() =>
    [
        new("POST", "/admin/functions/{name}", StartAsync),
        new("GET", "/admin/functions/{name}/runs/{id:guid}", http => Show(http).ExecuteAsync(http)),
    ];

    private async Task<IResult> StartAsync(HttpContext http)
    {
        if (!Gate.IsFromHere(http.Request)) return Problem.NotFromHere;

        var name = (string)http.Request.RouteValues["name"]!;

        if (functions.Find(name) is not { } function)
            return Problem.Of(StatusCodes.Status404NotFound, "not-found", "No such function", "Names are those in the functions' attributes.");

        if (function.Trigger is HttpTriggerAttribute)
        {
            return Problem.Of(
                StatusCodes.Status400BadRequest, "http-function", "A request starts this function", "Send the request to its own address.");
        }

        if (!TryReadInput(await ReadBodyAsync(http), out var input))
        {
            return Problem.Of(
                StatusCodes.Status400BadRequest, "malformed-json", "The body cannot be read", "Send nothing, or {\"input\": \"the message\"}.");
        }

        var (started, finished) = runs.Start(function, input);

        if (http.Request.Query["wait"] == "true") return Results.Json(await finished.WaitAsync(http.RequestAborted));

        return Results.Accepted($"/admin/functions/{started.Function}/runs/{started.Id}", started);
    }

    private IResult Show(HttpContext http) =>
        Guid.TryParse((string?)http.Request.RouteValues["id"], out var id)
        && runs.Find(id) is { } run
        && string.Equals(run.Function, (string?)http.Request.RouteValues["name"], StringComparison.OrdinalIgnoreCase)
            ? Results.Json(run)
            : Problem.Of(StatusCodes.Status404NotFound, "not-found", "No such run", "Only the latest runs since the start are kept.");

    private static async Task<BinaryData> ReadBodyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestBody;

        return await BinaryData.FromStreamAsync(http.Request.Body, http.RequestAborted);
    }

    /// <summary>As in the real host, the body is optional, and so is the field. A message that is itself JSON may stand there unquoted.</summary>
    private static bool TryReadInput(BinaryData body, out string? input)
    {
        input = null;

        if (body.ToMemory().IsEmpty) return true;

        try
        {
            using var json = JsonDocument.Parse(body.ToMemory());

            if (json.RootElement.ValueKind != JsonValueKind.Object) return false;
            if (!json.RootElement.TryGetProperty("input", out var value)) return true;

            input = value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
