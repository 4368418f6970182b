namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned. Setting <see cref="Value"/> replaces it, whether or not the function has run.</summary>
public class InvocationResult<T>
{
    private readonly IFunctionBindingsFeature _bindings;
    private T? _current;

    internal InvocationResult(IFunctionBindingsFeature bindings, T? value)
    {
        _bindings = bindings;
        _current = value;
    }

    public T? Value
    {
        get => _current;
        set
        {
            _current = value;
            _bindings.InvocationResult = value;
        }
    }
}

/// <inheritdoc cref="InvocationResult{T}"/>
public sealed class InvocationResult : InvocationResult<object>
{
    internal InvocationResult(IFunctionBindingsFeature bindings)
        : base(bindings, bindings.InvocationResult)
    {
    }
}

/// <summary>Where a host keeps an invocation's result.</summary>
internal interface IFunctionBindingsFeature
{
    object? InvocationResult { get; set; }
}

/// <summary>Reads and sets an invocation's result from middleware.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new(Bindings(context));

    /// <exception cref="InvalidOperationException">The result is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        Bindings(context) is { InvocationResult: T value } bindings
        ? new InvocationResult<T>(bindings, value)
        : throw new InvalidOperationException($"The invocation result is not a {typeof(T).Name}.");

    private static IFunctionBindingsFeature Bindings(FunctionContext context) =>
        context.Features.Get<IFunctionBindingsFeature>()
        ?? throw new InvalidOperationException("This invocation was not started by a host.");
}
