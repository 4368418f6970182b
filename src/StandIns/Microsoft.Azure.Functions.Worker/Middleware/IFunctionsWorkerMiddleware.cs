namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>One step around every invocation. It calls <c>next</c>, or sets the result itself and does not.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}

/// <summary>The rest of an invocation's steps, the function last.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
