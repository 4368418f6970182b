using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EngagementPipeline.Functions.Shared;

public static partial class Http
{
    /// <summary>
    /// What a page of the desk may load and do: its own stylesheet, scripts and pictures, and calls to this service. Nothing
    /// stands inline, so no word that somebody typed can ever run.
    /// </summary>
    public const string DeskPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'none'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'";

    /// <summary>The editor's: it shows the preview beside it, in a frame of this service's own.</summary>
    public const string EditorPolicy = DeskPolicy + "; frame-src 'self'";

    /// <summary>A whole page, drawn on the server. Its parameters carry everything that it shows.</summary>
    /// <param name="policy">The page's content security policy; the desk's where nothing is said.</param>
    public static IResult Page<TComponent>(
        IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK, string policy = DeskPolicy, TimeSpan? retryAfter = null)
        where TComponent : IComponent => new PageAnswer<TComponent>(parameters, status, policy, retryAfter);

    private sealed class PageAnswer<TComponent>(IReadOnlyDictionary<string, object?> parameters, int status, string policy, TimeSpan? retryAfter) : IResult
        where TComponent : IComponent
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            if (retryAfter is { } wait)
                headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return new RazorComponentResult<TComponent>(parameters)
            {
                StatusCode = status,
                ContentType = "text/html; charset=utf-8",
                PreventStreamingRendering = true,
            }.ExecuteAsync(httpContext);
        }
    }
}
