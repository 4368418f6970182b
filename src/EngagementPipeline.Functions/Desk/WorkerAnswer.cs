using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Voices;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The service worker of capture. Its name never changes, so nobody keeps it: a browser asks for it on each visit.</summary>
internal sealed class WorkerAnswer : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/javascript; charset=utf-8";
        // A worker obeys the policy that it came with, not that of the page: it may fetch from here and do nothing else.
        response.Headers.ContentSecurityPolicy = $"{SecurityHeadersMiddleware.NothingAtAll}; connect-src 'self'";
        return response.WriteAsync(CaptureWorker.Script, httpContext.RequestAborted);
    }
}
