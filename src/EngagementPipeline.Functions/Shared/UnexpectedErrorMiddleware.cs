using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Turns an exception that nobody expected into problem+json without its text: exceptions may carry what people wrote. That holds while
/// the answer is being written too, as long as none of it has gone out. Whoever asked waits for storage only so long (<see cref="Patience"/>). A queue or timer function fails towards the host, which
/// retries and then poisons, and logs the exception with its message: so it gets one of ours in its place.
/// </summary>
public sealed class UnexpectedErrorMiddleware(ILogger<UnexpectedErrorMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await FailInOurWordsAsync(context, next);
            return;
        }

        // Behind a queue or a timer nobody waits.
        var patience = Patience.Current = new Patience();
        try
        {
            await next(context);
            // The host's own step, outside all middleware, carries the answer out.
            if (context.GetInvocationResult() is { Value: IResult answer } result)
                result.Value = new Guarded(answer, patience, context.FunctionDefinition.Name, logger);
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

    private async Task FailInOurWordsAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw; // the host is stopping, and comes back to it
        }
        catch (Exception fault)
        {
            RefusalOf(fault, context.FunctionDefinition.Name, logger);
            throw new FunctionFailedException(FaultName(fault));
        }
    }

    /// <summary>What whoever called is told, after noting what broke and where: the fault's own message might tell what somebody wrote.</summary>
    internal static Refusal RefusalOf(Exception fault, string function, ILogger logger)
    {
        if (StorageFault.IsInColdStorage(fault))
        {
            logger.LogWarning("{Function} asked for what is in cold storage.", function);
            return Refusals.InColdStorage;
        }

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

    private sealed class Guarded(IResult answer, Patience patience, string function, ILogger logger) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            Patience.Current = patience;
            try
            {
                await answer.ExecuteAsync(httpContext);
            }
            catch (Exception fault) when (!httpContext.Response.HasStarted && !(fault is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested))
            {
                httpContext.Response.Headers.ContentLength = null;
                httpContext.Response.Headers.ETag = default;
                await Answers.Refused(RefusalOf(fault, function, logger), httpContext.Request).ExecuteAsync(httpContext);
            }
        }
    }
}

/// <summary>A queue or timer function failed. The cause was logged where it happened; its own message stays out of the host's log.</summary>
/// <param name="cause">The names of the exceptions' types.</param>
public sealed class FunctionFailedException(string cause) : Exception(cause);
