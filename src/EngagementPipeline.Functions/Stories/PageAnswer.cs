using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Stories;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>
/// A reader's page with the headers it needs. A cache may keep it but asks each time whether it still stands, so what is taken down is gone at
/// the next visit.
/// </summary>
public sealed class PageAnswer(SitePage page, int status, string frames = "'none'", bool kept = true) : IResult
{
    public static PageAnswer Published(SitePage page) => new(page, page.Gone ? StatusCodes.Status410Gone : StatusCodes.Status200OK);

    public static PageAnswer Unknown(SitePage page) => new(page, StatusCodes.Status404NotFound);

    /// <summary>Never kept anywhere, and framed by the desk only.</summary>
    public static PageAnswer Preview(SitePage page) => new(page, StatusCodes.Status200OK, "'self'", kept: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var body = Encoding.UTF8.GetBytes(page.Html);
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ContentSecurityPolicy = $"{page.Policy}; frame-ancestors {frames}";
        if (status == StatusCodes.Status200OK)
            response.Headers["Referrer-Policy"] = "strict-origin";
        if (kept)
        {
            // The way that the page is sent in is part of its mark: its bytes are others.
            var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
            (body, var how) = Compressed.For(request, body);
            var etag = $"\"{hash}{(how is null ? "" : $"-{how}")}\"";
            response.Headers.Vary = "Accept-Encoding";
            response.Headers.CacheControl = "no-cache";
            response.Headers.ETag = etag;
            if (status == StatusCodes.Status200OK && request.Headers.IfNoneMatch.ToString().Contains(etag, StringComparison.Ordinal))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.Headers.ContentEncoding = how;
        }

        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
