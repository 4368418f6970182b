namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every binding attribute on a function's parameter derives from.</summary>
public abstract class BindingAttribute : Attribute
{
    // Only the attributes here derive from it, so that its constructor is no part of what the stand-in offers.
    private protected BindingAttribute()
    {
    }
}

/// <summary>What the attribute that starts a function derives from. A function has exactly one parameter with such an attribute.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    private protected TriggerBindingAttribute()
    {
    }
}
