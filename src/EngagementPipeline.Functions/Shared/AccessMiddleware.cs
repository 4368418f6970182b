using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Lets a call through to a function only if the function says that this caller may make it (design.md, "Who may do what"),
/// and a change only if it comes from this service's own pages or from no page at all.
/// </summary>
public sealed class AccessMiddleware(FunctionAccess access, Principals principals) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
            return next(context);

        var rule = access.Of(context.FunctionDefinition.Name);
        var actor = principals.Read(http.Request);

        // A refusal that is shown as a page says who one is, and who may.
        if (actor is not null)
            http.Features.Set(actor);
        if (rule is not null)
            http.Features.Set(rule);
        if (rule is AllowedToEveryoneAttribute { CrossOrigin: true })
            http.Response.Headers.AccessControlAllowOrigin = "*"; // lets the page see whether it was heard; what it sends carries no cookie
        if (Refuse(rule, actor, http.Request) is not { } refusal)
            return next(context);

        context.GetInvocationResult().Value = Answers.Refused(refusal, http.Request);
        return Task.CompletedTask;
    }

    internal static Refusal? Refuse(AccessAttribute? rule, Actor? actor, HttpRequest request) => rule switch
    {
        AllowedToEveryoneAttribute { CrossOrigin: true } => null,
        AllowedToEveryoneAttribute => SameOrigin.Refuse(request),
        AllowedToStaffAttribute => actor is null ? Refusals.NotSignedIn : SameOrigin.Refuse(request),
        AllowedToAttribute { Roles: var roles } =>
            actor is null ? Refusals.NotSignedIn
            : !roles.Any(actor.Has) ? Refusals.WrongRole
            : SameOrigin.Refuse(request),
        _ => actor is null ? Refusals.NotSignedIn : Refusals.WrongRole,
    };
}
