using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Gives every run of a function its correlation id, and says in metrics and telemetry how it went: the function's name, how long it took, and how it ended.
/// Of a request's address only the function's own route is told, <c>/api/my-voice/{code}/withdraw</c>: paths may hold codes, and addresses and user agents are somebody's.
/// </summary>
public sealed class CorrelationMiddleware : IFunctionsWorkerMiddleware
{
    public const string Header = "Correlation-Id";

    private static readonly FrozenDictionary<string, string> Routes = FunctionAccess.RoutesOf(typeof(CorrelationMiddleware).Assembly);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? AnswerAsync(context, http, next) : WorkAsync(context, next);

    private static async Task AnswerAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        // Several would be for us to choose from; none is as good as many.
        var asked = http.Request.Headers.TraceParent;
        var work = new Work(context.FunctionDefinition.Name, ActivityKind.Server, asked.Count == 1 ? Correlation.Read(asked[0]) : default);
        work.Activity.SetTag("http.request.method", http.Request.Method); // one of those that the function answers
        work.Activity.SetTag("url.scheme", "https").SetTag("server.address", "engagement-pipeline.invalid").SetTag("url.path", Routes.GetValueOrDefault(work.Function));
        http.Response.Headers[Header] = work.Activity.TraceId.ToHexString();
        try
        {
            await next(context);
        }
        catch
        {
            work.End(StatusCodes.Status500InternalServerError);
            throw;
        }

        // The host's own step, outside all middleware, carries the answer out: it belongs to the request too.
        var result = context.GetInvocationResult();
        if (result.Value is IResult answer)
            result.Value = new Followed(answer, work);
        else
            work.End(http.Response.StatusCode);
    }

    private static async Task WorkAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var message = context.BindingContext.BindingData.TryGetValue("QueueTrigger", out var text) ? text?.ToString() : null;
        var work = new Work(context.FunctionDefinition.Name, ActivityKind.Consumer, message is null ? default : Correlation.Take(message).Caller);
        try
        {
            await next(context);
            work.End();
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            work.End(stopped: true);
            throw;
        }
        catch (Exception)
        {
            work.End(failed: true);
            throw;
        }
    }

    private sealed class Work(string function, ActivityKind kind, ActivityContext caller)
    {
        public string Function => function;

        public Activity Activity { get; } = Correlation.Start(function, kind, caller);

        public void End(int status)
        {
            Activity.SetTag("http.response.status_code", status);
            End(status.ToString(CultureInfo.InvariantCulture), status >= StatusCodes.Status500InternalServerError);
        }

        public void End(bool failed = false, bool stopped = false) => End(failed ? "failed" : stopped ? "stopped" : "done", failed);

        private void End(string outcome, bool failed)
        {
            if (failed)
                Activity.SetStatus(ActivityStatusCode.Error);
            Activity.Stop();
            Promises.Functions.Record(Activity.Duration.TotalSeconds, new(Promises.Function, function), new(Promises.Outcome, outcome));
            Promises.Runs.Add(1, new(Promises.Function, function), new(Promises.Outcome, outcome));
        }
    }

    private sealed class Followed(IResult answer, Work work) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var outside = Activity.Current;
            Activity.Current = work.Activity;
            try
            {
                await answer.ExecuteAsync(httpContext);
                work.End(httpContext.Response.StatusCode);
            }
            catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
            {
                work.End(StatusCodes.Status499ClientClosedRequest);
                throw;
            }
            catch
            {
                work.End(StatusCodes.Status500InternalServerError);
                throw;
            }
            finally
            {
                Activity.Current = outside;
            }
        }
    }
}
