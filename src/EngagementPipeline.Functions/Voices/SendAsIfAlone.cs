using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Voices;

/// <summary>
/// <paramref name="Body"/> is what the call answered when it went well (a consent's withdrawal code is in there), and
/// <paramref name="Problem"/> what it answered when not.
/// </summary>
public sealed record SyncResult(string Path, int Status, JsonElement? Problem = null, JsonElement? Body = null);

public sealed record SyncResults(IReadOnlyList<SyncResult> Results);

/// <summary>
/// Makes each call of a batch by the very function that it would reach alone: the same roles, limits, parsing and answers. One
/// after the other, because a voice needs its consent and a consent its participant. What fails stops nothing else; only when
/// storage is away the rest is not tried, and answers 503, so that the device keeps it.
/// </summary>
public sealed class SendAsIfAlone(
    ProjectFunctions projects, ConsentFunctions consents, VoiceFunctions voices, FunctionAccess access, ILogger<SendAsIfAlone> logger)
{
    private sealed record Call(string Function, Func<HttpRequest, Task<IResult>> Make);

    public async Task<Result<SyncResults>> AllAsync(SyncRequest batch, HttpRequest request, CancellationToken cancellationToken)
    {
        if (batch.By is { } by && by != request.Actor().Id)
            return Refusals.CapturedBySomebodyElse;

        var results = new List<SyncResult>(batch.Items.Count);
        var away = false;
        foreach (var item in batch.Items)
        {
            var answer = away
                ? Answers.Refused(Refusals.StorageBusy(TimeSpan.FromSeconds(5)))
                : await AnswerAsync(item.Asked, request, cancellationToken);
            var result = await ReadAsync(item.Path, answer, request.HttpContext);
            away |= result.Status == StatusCodes.Status503ServiceUnavailable;
            results.Add(result);
        }

        return new SyncResults(results);
    }

    [AnsweredInside]
    private async Task<IResult> AnswerAsync(Result<SyncItem> asked, HttpRequest outer, CancellationToken cancellationToken)
    {
        if (!asked.Succeeded)
            return Answers.Refused(asked.Refusal);
        var item = asked.Value;
        if (!HttpMethods.IsPut(item.Method))
            return Answers.Refused(Refusals.MethodNotSynced);
        if (CallOf(item.Path, cancellationToken) is not { } call)
            return Answers.Refused(Refusals.PathNotSynced);

        var request = RequestOf(item, outer);
        if (AccessMiddleware.Refuse(access.Of(call.Function), outer.Actor(), request) is { } refusal)
            return Answers.Refused(refusal);
        try
        {
            return await call.Make(request);
        }
        catch (Exception fault) when (!outer.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Answers.Refused(UnexpectedErrorMiddleware.RefusalOf(fault, call.Function, logger));
        }
    }

    /// <summary>As the host would route it: any letter case, with or without a slash at the end, whatever the query.</summary>
    private Call? CallOf(string path, CancellationToken cancellationToken)
    {
        var parts = path.Split('?')[0].TrimEnd('/').Split('/').Select(Uri.UnescapeDataString).ToList();
        if (parts is not ["", var api, var root, .. var rest]
            || !api.Equals("api", StringComparison.OrdinalIgnoreCase)
            || !root.Equals("projects", StringComparison.OrdinalIgnoreCase))
            return null;

        return rest switch
        {
            [var project] => new("PutProject", r => projects.Put(r, project, cancellationToken)),
            [var project, var kind, var id] => kind.ToLowerInvariant() switch
            {
                "sessions" => new("PutSession", r => projects.PutSession(r, project, id, cancellationToken)),
                "participants" => new("PutParticipant", r => projects.PutParticipant(r, project, id, cancellationToken)),
                "consents" => new("PutConsent", r => consents.Put(r, project, id, cancellationToken)),
                "voices" => new("PutVoice", r => voices.Put(r, project, id, cancellationToken)),
                _ => null,
            },
            _ => null,
        };
    }

    private static HttpRequest RequestOf(SyncItem item, HttpRequest outer)
    {
        var http = new DefaultHttpContext { RequestServices = outer.HttpContext.RequestServices, RequestAborted = outer.HttpContext.RequestAborted };
        http.Features.Set(outer.Actor());
        var request = http.Request;
        request.Method = HttpMethods.Put;
        request.Scheme = outer.Scheme;
        request.Host = outer.Host;
        request.ContentType = "application/json";
        request.ContentLength = item.Body.Length;
        request.Body = new MemoryStream(item.Body, writable: false);
        return request;
    }

    private static async Task<SyncResult> ReadAsync(string path, IResult answer, HttpContext outer)
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = outer.RequestServices, RequestAborted = outer.RequestAborted };
        http.Request.Method = HttpMethods.Put;
        http.Response.Body = body;
        await answer.ExecuteAsync(http);

        var status = http.Response.StatusCode;
        JsonElement? said = body.Length == 0 ? null : JsonElement.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        return status < StatusCodes.Status400BadRequest ? new(path, status, Body: said) : new(path, status, Problem: said);
    }
}
