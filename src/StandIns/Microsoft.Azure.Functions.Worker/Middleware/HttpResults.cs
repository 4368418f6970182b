using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The step that <c>ConfigureFunctionsWebApplication</c> adds: inside it the HTTP context can be had, and when the steps inside it are done it
/// carries out their result. A middleware added before it therefore sees no HTTP context, and what such a middleware sets as the result is not sent.
/// </summary>
internal sealed class HttpResults(FunctionExecutionDelegate next)
{
    /// <summary>The same key as the official package's.</summary>
    internal const string HttpContextKey = "HttpRequestContext";

    public async Task Invoke(FunctionContext context)
    {
        var http = context.Features.Get<IHttpInvocationFeature>()?.HttpContext;
        if (http is not null) context.Items[HttpContextKey] = http;

        await next(context);

        if (http is null) return;

        switch (context.Features.Get<IFunctionBindingsFeature>()?.InvocationResult)
        {
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case IActionResult result:
                await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
        }
    }
}

/// <summary>The request a host started the invocation for.</summary>
internal interface IHttpInvocationFeature
{
    HttpContext HttpContext { get; }
}

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <returns>The request's context, or null when something other than a request started the function.</returns>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpResults.HttpContextKey, out var http) ? http as HttpContext : null;
}
