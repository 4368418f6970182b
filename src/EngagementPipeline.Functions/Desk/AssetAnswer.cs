using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Desk;

/// <summary>A stylesheet, script or picture. Its name changes whenever its content does, so it may be kept for good.</summary>
internal sealed class AssetAnswer(Asset asset) : IResult
{
    public static IResult Of(string file) =>
        DeskAssets.Find(file) is { } asset ? new AssetAnswer(asset) : Answers.Refused(Refusals.NotFound("file"));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = asset.ContentType;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        var body = asset.Bytes;
        if (httpContext.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            body = asset.Gzipped;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
