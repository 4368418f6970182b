using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>The refusals that code can give: what it takes from <see cref="Refusals"/>, and what is made there for it.</summary>
internal sealed partial class RefusalsFound
{
    private readonly HashSet<OperationRefusal> _found = [];

    public IReadOnlyList<OperationRefusal> All => [.. _found
        .DistinctBy(refusal => (refusal.Status, refusal.Code))
        .OrderBy(refusal => refusal.Status).ThenBy(refusal => refusal.Code, StringComparer.Ordinal)];

    /// <param name="method">Whose code it is: where a title has a hole in it, the hole is named as the method names what goes there.</param>
    /// <param name="code">All of it.</param>
    public void Look(MethodBase method, IReadOnlyList<Instruction> code)
    {
        var from = 0;
        for (var i = 0; i < code.Count; i++)
        {
            switch (code[i].Operand)
            {
                case MethodInfo { IsStatic: true, IsSpecialName: true } getter when IsRefusal(getter.ReturnType) && getter.GetParameters() is []:
                    Add((Refusal)getter.Invoke(null, null)!);
                    break;
                case FieldInfo { IsStatic: true } field when IsRefusal(field.FieldType) && !field.Name.StartsWith('<'):
                    Add((Refusal)field.GetValue(null)!);
                    break;
                case ConstructorInfo made when IsRefusal(made.DeclaringType) && made.GetParameters().Length > 1:
                    Add(MadeBy(method, code, from, i));
                    from = i + 1;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>What the middleware answers in a function's place.</summary>
    public void AddWhatEveryFunctionMayGive(AccessAttribute access, bool asksForChange)
    {
        if (access is not AllowedToEveryoneAttribute)
            Add(Refusals.NotSignedIn);
        if (access is AllowedToAttribute)
            Add(Refusals.WrongRole);
        if (asksForChange && access is not AllowedToEveryoneAttribute { CrossOrigin: true })
            Add(Refusals.CrossSite);
        if (access is AllowedToEveryoneAttribute { Pace: not PublicPace.None })
            Add(Refusals.TooManyRequests(TimeSpan.FromSeconds(1)));
        Add(Refusals.Unexpected);
        Add(Refusals.InColdStorage);
        Add(Refusals.StorageBusy(TimeSpan.FromSeconds(1)));
    }

    private void Add(Refusal refusal) => Add(new OperationRefusal(refusal.Status, refusal.Code, refusal.Title));

    private void Add(OperationRefusal refusal) => _found.Add(refusal);

    /// <summary>The constructor takes code, title and status in this order, and the catalogue writes them there.</summary>
    private static OperationRefusal MadeBy(MethodBase method, IReadOnlyList<Instruction> code, int from, int constructor)
    {
        var made = code.Skip(from).Take(constructor - from).SkipWhile(step => step.Operand is not string text || !Code().IsMatch(text)).ToList();
        var status = made.First(step => step.Operand is long and >= 400 and < 600);
        return new((int)(long)status.Operand!, (string)made[0].Operand!, string.Concat(made[1..made.IndexOf(status)].Select(step => step.Operand as string ?? HoleOf(method, step.Code))));
    }

    /// <summary><c>{what}</c>; nothing where the step loads none of the method's arguments.</summary>
    private static string? HoleOf(MethodBase method, OpCode code) =>
        code.Value - OpCodes.Ldarg_0.Value is >= 0 and <= 3 and var argument && method is { IsStatic: true } && argument < method.GetParameters().Length
            ? $"{{{method.GetParameters()[argument].Name}}}"
            : null;

    private static bool IsRefusal(Type? type) => type == typeof(Refusal);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
