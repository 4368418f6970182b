using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.LocalHost.Http;

/// <summary>An address that the host itself answers, before every function.</summary>
internal sealed record OwnPage(string Method, string Route, RequestDelegate Serve)
{
    public OwnPage(string method, string route, Func<HttpContext, Task<IResult>> answer)
        : this(method, route, async http => await (await answer(http)).ExecuteAsync(http))
    {
    }
}
