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
    private readonly Func<object?, Invocation, ValueTask<object?>> _call;

    private FunctionCall(ObjectFactory? create, Func<object?, Invocation, ValueTask<object?>> call, bool disposes)
    {
        _create = create;
        _call = call;
        Invoke = disposes ? InvokeAndDisposeAsync : InvokeDirectly;
    }

    /// <summary>Runs the method and gives what it returned; null where it returns nothing.</summary>
    public Func<Invocation, ValueTask<object?>> Invoke { get; }

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
            Expression.Lambda<Func<object?, Invocation, ValueTask<object?>>>(Awaited(call), instance, invocation).Compile(),
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

    /// <summary>Whatever the method returns, as a task of an object.</summary>
    private static Expression Awaited(MethodCallExpression call)
    {
        var type = call.Type;

        if (type == typeof(void)) return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(Task) || type == typeof(ValueTask)) return Expression.Call(typeof(FunctionCall), nameof(Await), null, call);

        return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? Expression.Call(typeof(FunctionCall), nameof(Await), [type.GetGenericArguments()[0]], call)
            : Expression.New(
                typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static async ValueTask<object?> Await(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> Await(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> Await<T>(Task<T> task) => await task;

    private static async ValueTask<object?> Await<T>(ValueTask<T> task) => await task;

    private ValueTask<object?> InvokeDirectly(Invocation invocation) => _call(_create?.Invoke(invocation.InstanceServices, null), invocation);

    private async ValueTask<object?> InvokeAndDisposeAsync(Invocation invocation)
    {
        var instance = _create!(invocation.InstanceServices, null);

        try
        {
            return await _call(instance, invocation);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else ((IDisposable)instance).Dispose();
        }
    }
}
