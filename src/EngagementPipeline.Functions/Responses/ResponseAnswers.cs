using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Responses;

/// <summary>Turns what Core gives into what docs/responses.md promises.</summary>
internal static class ResponseAnswers
{
    /// <summary>Seconds that a cache may keep what others said: it only moves on in steps.</summary>
    private const int PublicFor = 30;

    private sealed record TextView(string Response, string Card, string Question, string Words, string Day, TextStatus Status);

    internal sealed record PublicView(IReadOnlyDictionary<string, PublicCounts> Cards);

    public static IResult Texts(Page<ReaderText> page) => Http.Ok(new Page<TextView>(
        [.. page.Items.Select(text => new TextView(
            text.Response.Value, text.Card, text.Question, text.Words, text.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), text.Status))],
        page.Continue));

    public static IResult Csv(StoryResponses responses) => new Csv(ResponsesCsv.Write(responses), $"responses-{responses.Story}.csv");

    public static IResult Public(IReadOnlyDictionary<string, PublicCounts> cards) => new Kept(new PublicView(cards));

    private sealed class Kept(PublicView view) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = $"public, max-age={PublicFor}";
            return Results.Json(view, WireJson.Options).ExecuteAsync(httpContext);
        }
    }
}

/// <summary>A file to keep; by nobody but the reader's own browser.</summary>
internal sealed class Csv(byte[] bytes, string name) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(bytes, "text/csv; charset=utf-8", name).ExecuteAsync(httpContext);
    }
}
