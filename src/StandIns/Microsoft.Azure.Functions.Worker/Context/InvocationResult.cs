namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned. Setting <see cref="Value"/> replaces it, whether or not the function has run.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

/// <inheritdoc cref="InvocationResult{T}"/>
public abstract class InvocationResult : InvocationResult<object>;

/// <summary>Where a host keeps an invocation's result.</summary>
internal interface IFunctionBindingsFeature
{
    object? InvocationResult { get; set; }
}

/// <summary>Reads and sets an invocation's result from middleware.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new KeptResult(Bindings(context));

    /// <exception cref="InvalidOperationException">The result is of another type.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        Bindings(context) is { InvocationResult: T value } bindings
        ? new KeptResult<T>(bindings, value)
        : throw new InvalidOperationException($"The invocation result is not a {typeof(T).Name}.");

    private static IFunctionBindingsFeature Bindings(FunctionContext context) =>
        context.Features.Get<IFunctionBindingsFeature>()
        ?? throw new InvalidOperationException("This invocation was not started by a host.");

    private sealed class KeptResult(IFunctionBindingsFeature bindings) : InvocationResult
    {
        public override object? Value
        {
            get => bindings.InvocationResult;
            set => bindings.InvocationResult = value;
        }
    }

    private sealed class KeptResult<T>(IFunctionBindingsFeature bindings, T value) : InvocationResult<T>
    {
        private T? _current = value;

        public override T? Value
        {
            get => _current;
            set
            {
                _current = value;
                bindings.InvocationResult = value;
            }
        }
    }
}
