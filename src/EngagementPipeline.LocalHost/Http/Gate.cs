using EngagementPipeline.LocalHost.SignIn;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.LocalHost.Http;

/// <summary>What every request passes before routing and after it.</summary>
internal static class Gate
{
    /// <summary>As the real host: 100 MB. Functions set lower limits of their own.</summary>
    public const long LargestBody = 104_857_600;

    /// <summary>
    /// Turns away what does not address this machine by a loopback name (a page elsewhere could otherwise reach this port through a name of its own
    /// that resolves to 127.0.0.1), and bodies that announce themselves as too large.
    /// </summary>
    public static Func<RequestDelegate, RequestDelegate> Enter(SignedInRequests signedIn) => next => http =>
    {
        if (!IsLoopback(http.Request.Host.Host)) return Refuse(http, StatusCodes.Status400BadRequest);
        if (http.Request.ContentLength > LargestBody) return Refuse(http, StatusCodes.Status413PayloadTooLarge);

        signedIn.Replace(http.Request);
        return next(http);
    };

    /// <summary>Nothing here, or not by this method: an empty 404 in both cases.</summary>
    public static RequestDelegate OnlyServed(RequestDelegate next) => http =>
        http.GetEndpoint()?.Metadata.GetMetadata<HttpEndpoints.Served>() is null ? Refuse(http, StatusCodes.Status404NotFound) : next(http);

    /// <summary>Whether a browser says that the request comes from a page of this very service, or none says anything.</summary>
    public static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";

        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLoopback(string host) =>
        host is "127.0.0.1" or "[::1]" || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
