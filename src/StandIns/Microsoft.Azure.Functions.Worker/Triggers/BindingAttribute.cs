namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every binding attribute on a function's parameter derives from.</summary>
public abstract class BindingAttribute : Attribute;

/// <summary>What the attribute that starts a function derives from. A function has exactly one parameter with such an attribute.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;
