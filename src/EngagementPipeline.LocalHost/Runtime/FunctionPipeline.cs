using System.Collections.ObjectModel;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>The app's middleware with the function at its end, made once.</summary>
internal sealed class FunctionPipeline(FunctionsApplicationBuilder app)
{
    private readonly FunctionExecutionDelegate _run = app.Around(static context => ((Invocation)context).Function.Call.Invoke((Invocation)context));

    public Task RunAsync(Invocation invocation) => _run(invocation);

    /// <summary>Runs a function that no request started. What it throws comes out.</summary>
    public async Task<object?> RunAsync(
        IServiceProvider services,
        Function function,
        object? triggerValue,
        IReadOnlyDictionary<string, object?>? bindingData,
        CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var invocation = new TriggeredInvocation(
            function, scope, triggerValue, bindingData ?? ReadOnlyDictionary<string, object?>.Empty, cancellationToken);

        await _run(invocation);

        return invocation.InvocationResult;
    }
}
