using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>
/// A function's method as one compiled delegate: it makes the class from the invocation's services, binds the parameters, calls, and awaits.
/// All reflection happens once, at start.
/// </summary>
internal sealed class FunctionCall
{
    private readonly ObjectFactory? _create;
    private readonly Func<object?, Invocation, Task> _call;

    private FunctionCall(ObjectFactory? create, Func<object?, Invocation, Task> call, bool disposes)
    {
        _create = create;
        _call = call;
        Invoke = disposes ? InvokeAndDisposeAsync : InvokeDirectly;
    }

    /// <summary>Runs the method; what it returned is then the invocation's result, null where it returns nothing.</summary>
    public Func<Invocation, Task> Invoke { get; }

    /// <exception cref="FunctionDefinitionException">A parameter is of a type that nothing can fill.</exception>
    public static FunctionCall Compile(string function, MethodInfo method, ParameterInfo triggerParameter)
    {
        var declaring = method.DeclaringType!;

        if (declaring.ContainsGenericParameters || method.ContainsGenericParameters)
            throw new FunctionDefinitionException($"Function {function}: neither the method nor its class may be generic.");

        var instance = Expression.Parameter(typeof(object), "instance");
        var invocation = Expression.Parameter(typeof(Invocation), "invocation");
        var arguments = method.GetParameters().Select(parameter => Argument(function, parameter, parameter == triggerParameter, invocation));
        var call = Expression.Call(method.IsStatic ? null : Expression.Convert(instance, declaring), method, arguments);

        return new FunctionCall(
            method.IsStatic ? null : ActivatorUtilities.CreateFactory(declaring, Type.EmptyTypes),
            Expression.Lambda<Func<object?, Invocation, Task>>(Awaited(call, invocation), instance, invocation).Compile(),
            !method.IsStatic && (declaring.IsAssignableTo(typeof(IDisposable)) || declaring.IsAssignableTo(typeof(IAsyncDisposable))));
    }

    private static Expression Argument(string function, ParameterInfo parameter, bool carriesTrigger, Expression invocation)
    {
        var type = parameter.ParameterType;

        if (carriesTrigger) return Expression.Convert(Expression.Property(invocation, nameof(Invocation.TriggerValue)), type);
        if (type == typeof(FunctionContext)) return invocation;
        if (type == typeof(CancellationToken)) return Expression.Property(invocation, nameof(FunctionContext.CancellationToken));
        if (type == typeof(HttpRequest)) return Expression.Property(Http(), nameof(HttpContext.Request));
        if (type == typeof(HttpContext)) return Http();

        if (!BoundValue.CanBind(type))
        {
            throw new FunctionDefinitionException(
                $"Function {function}: parameter {parameter.Name} is a {type.Name}, which neither the trigger nor the route can give. Take services in the constructor.");
        }

        return Expression.Call(
            typeof(BoundValue), nameof(BoundValue.Get), [type], invocation, Expression.Constant(parameter.Name),
            parameter.HasDefaultValue && parameter.DefaultValue is not null
                ? Expression.Constant(parameter.DefaultValue, type)
                : Expression.Default(type));

        Expression Http() => Expression.Property(Expression.Convert(invocation, typeof(HttpInvocation)), nameof(HttpInvocation.HttpContext));
    }

    /// <summary>Whatever the method returns, kept as the invocation's result once it is there.</summary>
    private static MethodCallExpression Awaited(MethodCallExpression call, Expression invocation)
    {
        var type = call.Type;

        if (type == typeof(void)) return Keep([], Expression.Block(call, Expression.Constant(Task.CompletedTask)));
        if (type == typeof(Task) || type == typeof(ValueTask)) return Keep([], call);

        return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? Keep([type.GetGenericArguments()[0]], call)
            : Keep([type], Expression.New(typeof(ValueTask<>).MakeGenericType(type).GetConstructor([type])!, call));

        MethodCallExpression Keep(Type[] types, Expression task) => Expression.Call(typeof(FunctionCall), nameof(KeepAsync), types, task, invocation);
    }

    private static async Task KeepAsync(Task task, Invocation invocation)
    {
        await task;
        invocation.InvocationResult = null;
    }

    private static async Task KeepAsync(ValueTask task, Invocation invocation)
    {
        await task;
        invocation.InvocationResult = null;
    }

    private static async Task KeepAsync<T>(Task<T> task, Invocation invocation) => invocation.InvocationResult = await task;

    private static async Task KeepAsync<T>(ValueTask<T> task, Invocation invocation) => invocation.InvocationResult = await task;

    private Task InvokeDirectly(Invocation invocation) => _call(_create?.Invoke(invocation.InstanceServices, null), invocation);

    private async Task InvokeAndDisposeAsync(Invocation invocation)
    {
        var instance = _create!(invocation.InstanceServices, null);

        try
        {
            await _call(instance, invocation);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else ((IDisposable)instance).Dispose();
        }
    }
}
