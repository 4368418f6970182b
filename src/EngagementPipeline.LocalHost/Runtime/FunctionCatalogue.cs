using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>Every function of the app, found by its attributes.</summary>
internal sealed class FunctionCatalogue
{
    private readonly Dictionary<string, Function> _byName;

    private FunctionCatalogue(Dictionary<string, Function> byName)
    {
        _byName = byName;
    }

    public IEnumerable<Function> All => _byName.Values;

    public Function? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Reads the classes, leaving out what the app setting <c>AzureWebJobs.NAME.Disabled</c> (or <c>AzureWebJobs__NAME__Disabled</c>) switches off.
    /// </summary>
    /// <exception cref="FunctionDefinitionException">A function could not run as it is written.</exception>
    public static FunctionCatalogue Read(IEnumerable<Type> classes, IConfiguration settings)
    {
        var byName = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        const BindingFlags declared =
            BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

        foreach (var method in classes.SelectMany(type => type.GetMethods(declared)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute) continue;

            var function = Describe(attribute.Name, method);

            if (IsDisabled(attribute.Name, settings)) continue;

            if (!byName.TryAdd(attribute.Name, function))
                throw new FunctionDefinitionException($"Two functions are called {attribute.Name}; a name must be used once.");
        }

        return new FunctionCatalogue(byName);
    }

    /// <summary>Makes sure at the start that the functions' classes can be made, which would otherwise show at the first call.</summary>
    /// <exception cref="FunctionDefinitionException">A class asks for what nobody registered.</exception>
    public void CheckServices(IServiceProviderIsService services)
    {
        foreach (var function in All)
        {
            if (function.Class.GetConstructors() is not [var constructor]) continue;

            if (constructor.GetParameters().FirstOrDefault(parameter => !parameter.HasDefaultValue && !IsKnown(parameter.ParameterType)) is { } unknown)
            {
                throw new FunctionDefinitionException(
                    $"Function {function.Name}: its class asks for a {unknown.ParameterType.Name}, which nobody registered.");
            }
        }

        bool IsKnown(Type type) => type == typeof(IServiceProvider) || services.IsService(type);
    }

    private static Function Describe(string name, MethodInfo method)
    {
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw new FunctionDefinitionException($"Function {name}: the method and its class must be public, or the Functions host does not see it.");

        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.Trigger is not null)
            .ToList();

        // The host's rule for a binding's name, which is the parameter's: it leaves out a function that breaks it, and goes on without.
        if (triggers is [var (named, _)] && !(char.IsAsciiLetter(named.Name![0]) && named.Name.All(char.IsAsciiLetterOrDigit)))
            throw new FunctionDefinitionException($"Function {name}: the parameter {named.Name} must be called by letters and digits, or the Functions host does not take it.");

        return triggers is [var (parameter, trigger)]
            ? new Function(name, method, parameter, trigger!)
            : throw new FunctionDefinitionException($"Function {name}: exactly one parameter must carry a trigger; here {triggers.Count} do.");
    }

    private static bool IsDisabled(string name, IConfiguration settings) =>
        bool.TryParse(settings[$"AzureWebJobs.{name}.Disabled"] ?? settings[$"AzureWebJobs:{name}:Disabled"], out var disabled) && disabled;
}
