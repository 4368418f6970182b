using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>
/// A picture or a sound. Should a browser ever open one as a page of its own, it may do nothing there; a part of it can be asked for, as players of sound do.
/// </summary>
public sealed class FileAnswer(string contentType, ReadOnlyMemory<byte> bytes, string cache) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.Headers.CacheControl = cache;
        httpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(bytes, contentType, enableRangeProcessing: true).ExecuteAsync(httpContext);
    }
}
