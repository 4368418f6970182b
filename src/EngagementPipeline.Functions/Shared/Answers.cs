using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Shared;

/// <summary>Refusals as problem+json: the one place that knows how.</summary>
public static class Answers
{
    /// <summary>
    /// A page that is asked for by a browser, or sent to by a form of one, is answered with a page that says what to do; everything else with problem+json.
    /// </summary>
    public static IResult Refused(Refusal refusal, HttpRequest? request = null) =>
        request is not null && IsForAPage(request) && RefusedPage is { } page ? page(refusal, request) : new Problem(refusal);

    /// <summary>How a refusal looks as a page. Set once at start by the desk.</summary>
    public static Func<Refusal, HttpRequest, IResult>? RefusedPage { get; set; }

    private static bool IsForAPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || request.HasFormContentType)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class Problem(Refusal refusal) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = refusal.Status;
            response.ContentType = "application/problem+json";
            if (refusal.RetryAfter is { } wait)
                response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

            var body = JsonSerializer.SerializeToUtf8Bytes(
                new ProblemBody(
                    $"https://engagement-pipeline.invalid/problems/{refusal.Code}",
                    refusal.Title,
                    refusal.Status,
                    refusal.Code,
                    refusal.Detail,
                    refusal.Errors,
                    refusal.Problems is [] ? null : refusal.Problems,
                    Correlation.Id),
                WireJson.Options);
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }

    private sealed record ProblemBody(
        string Type,
        string Title,
        int Status,
        string Code,
        string? Detail,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
        IReadOnlyList<DocumentProblem>? Problems,
        string? TraceId);
}

/// <summary>The answers that a trigger may give.</summary>
public static partial class Http
{
    /// <summary>JSON with an ETag of its content, or of <paramref name="mark"/> where it is a document that can be edited.</summary>
    public static IResult Ok<T>(T value, string? mark = null) => new JsonAnswer<T>(value, StatusCodes.Status200OK, mark);

    public static IResult Created<T>(T value, string? mark = null) => new JsonAnswer<T>(value, StatusCodes.Status201Created, mark);

    public static IResult Accepted<T>(T value) => new JsonAnswer<T>(value, StatusCodes.Status202Accepted, null);

    public static IResult NoContent() => NothingToSay.Instance;

    /// <summary>As <see cref="Results.NoContent"/>, without a logger made for each: every page view is answered so.</summary>
    private sealed class NothingToSay : IResult
    {
        public static readonly NothingToSay Instance = new();

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
    }

    private sealed class JsonAnswer<T>(T value, int status, string? mark) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options);
            var response = httpContext.Response;
            var etag = $"\"{mark ?? Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
            response.Headers.ETag = etag;
            if (HttpMethods.IsGet(httpContext.Request.Method))
            {
                // Kept by nobody but the reader's own browser, and asked about each time.
                response.Headers.CacheControl = "private, no-cache";
                if (httpContext.Request.Headers.IfNoneMatch.ToString().Contains(etag, StringComparison.Ordinal))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }

            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
