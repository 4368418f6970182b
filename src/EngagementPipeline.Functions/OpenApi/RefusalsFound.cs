using System.Reflection;
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

    public void Look(IReadOnlyList<Instruction> code)
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
                    Add(MadeBy(code, from, i));
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

    private void Add(Refusal refusal) => _found.Add(new(refusal.Status, refusal.Code, refusal.Title));

    /// <summary>The constructor takes code, title and status in this order, and the catalogue writes them as constants.</summary>
    private static Refusal MadeBy(IReadOnlyList<Instruction> code, int from, int constructor)
    {
        var constants = code.Skip(from).Take(constructor - from).Where(step => step.Operand is string or long).Select(step => step.Operand!).SkipWhile(value => value is not string text || !Code().IsMatch(text)).ToList();
        return new Refusal((string)constants[0], constants.OfType<string>().Skip(1).First(), (int)constants.OfType<long>().First(number => number is >= 400 and < 600));
    }

    private static bool IsRefusal(Type? type) => type == typeof(Refusal);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
