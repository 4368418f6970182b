using System.Collections.ObjectModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>One run of one function. What is seldom asked for is made when asked for: an HTTP function is called many thousand times a second.</summary>
internal abstract class Invocation(Function function) : FunctionContext, IFunctionBindingsFeature
{
    private InvocationFeatures? _features;
    private IDictionary<object, object>? _items;
    private string? _id;

    public Function Function => function;

    public object? InvocationResult { get; set; }

    /// <summary>What the trigger hands to the parameter that carries it.</summary>
    public abstract object? TriggerValue { get; }

    public override string InvocationId => _id ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override FunctionDefinition FunctionDefinition => function;

    public override IInvocationFeatures Features => _features ??= new InvocationFeatures(this);

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override BindingContext BindingContext => new Binding(BindingData);

    public override TraceContext TraceContext => CurrentTrace.Instance;

    public override RetryContext RetryContext => NoRetry.Instance;

    /// <summary>Route values of a request, or properties of a message, by name in any letter case.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }

    private sealed class Binding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    /// <summary>Retries of a message are counted by its queue; no function here asks the host for retries of its own.</summary>
    private sealed class NoRetry : RetryContext
    {
        public static readonly NoRetry Instance = new();

        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class CurrentTrace : TraceContext
    {
        public static readonly CurrentTrace Instance = new();

        public override string TraceParent => Activity.Current?.Id ?? "";

        public override string TraceState => Activity.Current?.TraceStateString ?? "";

        public override IReadOnlyDictionary<string, string> Attributes => ReadOnlyDictionary<string, string>.Empty;
    }
}

/// <summary>A run that a request started. Its services are the request's; its token is cancelled when the caller goes away or is cut off.</summary>
internal sealed class HttpInvocation(Function function, HttpContext http) : Invocation(function), IHttpInvocationFeature
{
    private IServiceProvider? _services;

    public HttpContext HttpContext => http;

    public override object TriggerValue => http.Request;

    public override IServiceProvider InstanceServices
    {
        get => _services ?? http.RequestServices;
        set => _services = value;
    }

    public override CancellationToken CancellationToken => http.RequestAborted;

    public override IReadOnlyDictionary<string, object?> BindingData => http.Request.RouteValues;
}

/// <summary>A run that a timer, a message or an administrator started, with a scope of services of its own.</summary>
internal sealed class TriggeredInvocation(
    Function function, AsyncServiceScope scope, object? triggerValue, IReadOnlyDictionary<string, object?> bindingData, CancellationToken cancellationToken)
    : Invocation(function)
{
    public override object? TriggerValue => triggerValue;

    public override IServiceProvider InstanceServices { get; set; } = scope.ServiceProvider;

    public override CancellationToken CancellationToken => cancellationToken;

    public override IReadOnlyDictionary<string, object?> BindingData => bindingData;
}
