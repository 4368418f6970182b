using EngagementPipeline.LocalHost.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Http;

/// <summary>Says what the real host says when a function throws: an empty 500, and nothing of the request in the log.</summary>
internal sealed partial class FaultBoundary(ILogger<FaultBoundary> log)
{
    public RequestDelegate Around(string name, RequestDelegate serve) => http => ServeAsync(name, serve, http);

    private async Task ServeAsync(string name, RequestDelegate serve, HttpContext http)
    {
        try
        {
            await serve(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            CallerGone(name);
        }
        catch (BadHttpRequestException fault)
        {
            // The body could not be read: too large, too slow, or cut short. Kestrel knows the status.
            Answer(http, fault.StatusCode);
        }
        catch (Exception fault)
        {
            Failed(name, FaultOutline.Of(fault));
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    [LoggerMessage(LogLevel.Debug, "{Name}: the caller went away.")]
    private partial void CallerGone(string name);

    [LoggerMessage(LogLevel.Error, "{Name} failed: {Outline}")]
    private partial void Failed(string name, string outline);
}
