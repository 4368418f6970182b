using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>One function as reflection found it, ready to be called.</summary>
internal sealed class Function : FunctionDefinition
{
    public Function(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
    {
        Name = name;
        Trigger = trigger;
        Class = method.DeclaringType!;
        TriggerType = triggerParameter.ParameterType;
        EntryPoint = $"{Class.FullName!.Replace('+', '.')}.{method.Name}";
        PathToAssembly = Class.Assembly.Location;
        Parameters = [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty.Add(
            triggerParameter.Name!, new TriggerMetadata(triggerParameter.Name!, TypeName(trigger)));
        CheckTriggerType();
        Call = FunctionCall.Compile(name, method, triggerParameter);
    }

    public override string Name { get; }

    public override string Id => Name;

    public override string EntryPoint { get; }

    public override string PathToAssembly { get; }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    public Type Class { get; }

    public TriggerBindingAttribute Trigger { get; }

    /// <summary>The type of the parameter that carries the trigger.</summary>
    public Type TriggerType { get; }

    public FunctionCall Call { get; }

    private void CheckTriggerType()
    {
        var wanted = Trigger switch
        {
            HttpTriggerAttribute => typeof(HttpRequest),
            TimerTriggerAttribute => typeof(TimerInfo),
            QueueTriggerAttribute => TriggerType,
            _ => throw new FunctionDefinitionException($"Function {Name}: {Trigger.GetType().Name} is a trigger that LocalHost does not run."),
        };

        if (TriggerType != wanted)
            throw new FunctionDefinitionException($"Function {Name}: the parameter with the trigger must be a {wanted.Name}, not a {TriggerType.Name}.");
    }

    private static string TypeName(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => "httpTrigger",
        TimerTriggerAttribute => "timerTrigger",
        QueueTriggerAttribute => "queueTrigger",
        _ => trigger.GetType().Name,
    };

    private sealed class TriggerMetadata(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
