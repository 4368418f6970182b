using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>
/// Everything that a function's code can reach inside this service: through lambdas, awaits and interfaces, as it was compiled. Nothing is run.
/// It reaches a little too far where an interface has several implementations, and never too short. Another function is where it ends, and
/// so is what says of itself that it is answered inside another answer, as the calls of <c>POST /api/sync</c> are.
/// </summary>
internal sealed class FunctionCode
{
    private readonly Assembly[] _ours;
    private readonly List<Type> _types;
    private readonly Dictionary<MethodBase, Reached> _known = [];

    /// <param name="ours">What is looked into; calls to anything else are seen, and not followed.</param>
    public FunctionCode(params Assembly[] ours)
    {
        _ours = ours;
        _types = [.. ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsInterface: false, ContainsGenericParameters: false })];
    }

    /// <summary>The methods in the order in which they are come across, each once, with their instructions.</summary>
    public IEnumerable<(MethodBase Method, IReadOnlyList<Instruction> Code)> From(MethodInfo function)
    {
        var seen = new HashSet<MethodBase> { function };
        var waiting = new Queue<MethodBase>(seen);
        while (waiting.TryDequeue(out var method))
        {
            var reached = Look(method);
            yield return (method, reached.Code);
            foreach (var next in reached.Next)
            {
                if (next.GetCustomAttribute<FunctionAttribute>() is null && next.GetCustomAttribute<AnsweredInsideAttribute>() is null && seen.Add(next))
                    waiting.Enqueue(next);
            }
        }
    }

    private Reached Look(MethodBase method)
    {
        if (_known.TryGetValue(method, out var known))
            return known;

        var code = Instructions.Of(method);
        var next = code.Select(step => step.Operand).OfType<MethodBase>().Where(IsOurs).SelectMany(Targets);
        if (StepsOf(method) is { } steps)
            next = next.Append(steps);
        return _known[method] = new(code, [.. next.Distinct()]);
    }

    private bool IsOurs(MethodBase method) => method.DeclaringType is { } type && _ours.Contains(type.Assembly);

    /// <summary>What an async method or an iterator does stands in a type that the compiler made.</summary>
    private static MethodInfo? StepsOf(MethodBase method)
    {
        if (method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is not { } machine)
            return null;

        if (machine.IsGenericTypeDefinition)
        {
            Type[] arguments = [.. method.DeclaringType!.GetGenericArguments(), .. method.IsGenericMethod ? method.GetGenericArguments() : []];
            machine = machine.MakeGenericType(arguments);
        }

        return machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
    }

    /// <summary>The method itself, and whatever may stand in its place.</summary>
    private IEnumerable<MethodBase> Targets(MethodBase called)
    {
        if (called is not MethodInfo { IsVirtual: true, IsStatic: false } method)
            return [called];
        var declaring = method.DeclaringType!;
        var implementations = declaring.IsInterface
            ? _types.Where(declaring.IsAssignableFrom).Select(type => Implementation(type, declaring, method))
            : _types.Where(type => type.IsSubclassOf(declaring)).Select(type => Override(type, method));
        return implementations.OfType<MethodBase>().Prepend(called);
    }

    private static MethodInfo? Implementation(Type type, Type contract, MethodInfo method)
    {
        var map = type.GetInterfaceMap(contract);
        var at = Array.IndexOf(map.InterfaceMethods, Definition(method));
        return at < 0 ? null : Closed(map.TargetMethods[at], method);
    }

    private static MethodInfo? Override(Type type, MethodInfo method)
    {
        var origin = Definition(method).GetBaseDefinition();
        var found = Array.Find(
            type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly),
            candidate => candidate.IsVirtual && candidate.Name == method.Name && candidate.GetBaseDefinition() == origin);
        return found is null ? null : Closed(found, method);
    }

    private static MethodInfo Definition(MethodInfo method) => method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;

    private static MethodInfo Closed(MethodInfo target, MethodInfo called) =>
        target.IsGenericMethodDefinition && called.IsGenericMethod ? target.MakeGenericMethod(called.GetGenericArguments()) : target;

    private sealed record Reached(IReadOnlyList<Instruction> Code, IReadOnlyList<MethodBase> Next);
}
