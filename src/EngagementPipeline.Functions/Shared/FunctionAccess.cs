using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Shared;

/// <summary>What each function of this app declares about who may call it, by the function's name.</summary>
public sealed class FunctionAccess
{
    private readonly FrozenDictionary<string, AccessAttribute> _byName;

    public FunctionAccess(params IEnumerable<Assembly> assemblies) =>
        _byName = FunctionsOf(assemblies)
            .Select(f => (f.Name, Access: f.Method.GetCustomAttribute<AccessAttribute>()))
            .Where(f => f.Access is not null)
            .ToFrozenDictionary(f => f.Name, f => f.Access!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where each function that a request begins is, with its parameters as <c>{names}</c> in the place of what they are.</summary>
    public static FrozenDictionary<string, string> RoutesOf(params IEnumerable<Assembly> assemblies) =>
        FunctionsOf(assemblies)
            .Select(f => (f.Name, Trigger: f.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().FirstOrDefault()))
            .Where(f => f.Trigger is not null)
            .ToFrozenDictionary(f => f.Name, f => $"/{f.Trigger!.Route ?? f.Name}", StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the function says nothing, and so may be called by nobody.</summary>
    public AccessAttribute? Of(string function) => _byName.GetValueOrDefault(function);

    public static IEnumerable<(string Name, MethodInfo Method)> FunctionsOf(IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from type in assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method);
}
