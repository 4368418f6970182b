using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Changes from a browser must come from this service's own pages. Browsers say where a request came from in Sec-Fetch-Site
/// and Origin, and a page cannot forge either; a script that is no browser sends neither, and carries no cookie of anybody's.
/// </summary>
public static class SameOrigin
{
    public static Refusal? Refuse(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return null;

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none" ? null : Refusals.CrossSite;

        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return null;
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                ? null
                : Refusals.CrossSite;
    }
}
