using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Turns an exception that nobody expected into problem+json without its text: exceptions may carry what people wrote.
/// Only HTTP: a queue or timer function's exception goes on to the host, which retries and then poisons.
/// </summary>
public sealed class UnexpectedErrorMiddleware(ILogger<UnexpectedErrorMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader closed the page; there is nobody to answer.
            context.GetInvocationResult().Value = Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (BadHttpRequestException unreadable)
        {
            context.GetInvocationResult().Value = Answers.Refused(
                unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? Refusals.BodyTooLarge(http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0)
                    : Refusals.MalformedJson("The body could not be read to its end."),
                http.Request);
        }
        catch (Exception fault)
        {
            context.GetInvocationResult().Value = Answers.Refused(RefusalOf(fault, context.FunctionDefinition.Name, logger), http.Request);
        }
    }

    /// <summary>What whoever called is told, after noting what broke and where: the fault's own message might tell what somebody wrote.</summary>
    internal static Refusal RefusalOf(Exception fault, string function, ILogger logger)
    {
        if (StorageFault.IsPassing(fault))
        {
            logger.LogWarning("{Function} found storage away: {Fault}", function, FaultName(fault));
            return Refusals.StorageBusy(TimeSpan.FromSeconds(5));
        }

        logger.LogError("{Function} failed: {Fault} at {Place}", function, FaultName(fault), PlaceOf(fault));
        return Refusals.Unexpected;
    }

    private static string FaultName(Exception fault) =>
        fault.InnerException is { } inner ? $"{fault.GetType().Name} < {inner.GetType().Name}" : fault.GetType().Name;

    private static string PlaceOf(Exception fault) =>
        string.Join(" < ", (fault.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Contains("EngagementPipeline", StringComparison.Ordinal)).Take(4));
}
