using System.Reflection;
using System.Reflection.Emit;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>What goes over the wire, found in the app's code by the few calls that read requests and make answers.</summary>
internal sealed class WireFound
{
    private readonly Dictionary<string, FieldNote> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<PropertyInfo, FieldNote> _fields = [];
    private readonly SortedSet<string> _query = new(StringComparer.Ordinal);
    private readonly List<OperationAnswer> _answers = [];
    private readonly List<OperationBody> _bodies = [];
    private bool _ifMatch;

    public IReadOnlyDictionary<PropertyInfo, FieldNote> Fields => _fields;

    public IEnumerable<string> Query => _query;

    public IEnumerable<OperationAnswer> Answers => _answers.Distinct();

    public IEnumerable<OperationParameter> Headers => _ifMatch ? [new("If-Match", ParameterPlace.Header, null)] : [];

    public FieldNote? NoteOf(string name) => _named.GetValueOrDefault(name);

    public OperationBody? BodyOf(TakesAttribute? said)
    {
        var read = _bodies.Find(body => body.Shape is not null) ?? _bodies.FirstOrDefault();
        return said is null ? read : new(said.MediaTypes, said.Shape, said.MostBytes > 0 ? said.MostBytes : read?.MostBytes, Required: true);
    }

    public void Look(MethodBase method, IReadOnlyList<Instruction> code)
    {
        if (method.DeclaringType == typeof(RequestBody) || method.DeclaringType == typeof(FormBody))
            return; // how they read; what they read is seen where they are called

        for (var i = 0; i < code.Count; i++)
        {
            if (code[i].Operand is not MethodInfo called)
                continue;
            if (called.DeclaringType == typeof(Core.Shared.Fields))
                LookAtField(code, i, called);
            else if (called.DeclaringType == typeof(RequestBody) || called.DeclaringType == typeof(FormBody))
                LookAtBody(code, i, called);
            else if (called.DeclaringType == typeof(Http))
                LookAtAnswer(called);
            else if (called.DeclaringType == typeof(Id) && called.Name == nameof(Id.Parse) && Constant<string>(code, i) is { } id)
                _named[id] = new(FieldKind.Id, Required: true);
            else if (ReadsTheQuery(called) && (Constant<string>(code, i) ?? NameBefore(code, i, called)) is { } asked)
                _query.Add(asked);
        }
    }

    private void LookAtBody(IReadOnlyList<Instruction> code, int at, MethodInfo called)
    {
        switch (called.Name)
        {
            case nameof(RequestBody.ReadAsync) or nameof(RequestBody.ReadOptionalAsync) when called.IsGenericMethod:
                _bodies.Add(new(["application/json"], called.GetGenericArguments()[0], Constant<long>(code, at), called.Name == nameof(RequestBody.ReadAsync)));
                break;
            case nameof(FormBody.ReadAsync):
                _bodies.Add(new(["application/x-www-form-urlencoded"], null, FormBody.Limit, Required: true));
                break;
            case nameof(RequestBody.ReadBytesAsync):
                _bodies.Add(new([], null, Constant<long>(code, at) is > 0 and var most ? most : null, Required: true));
                break;
            case nameof(RequestBody.IfMatch):
                _ifMatch = true;
                break;
            default:
                break;
        }
    }

    private void LookAtAnswer(MethodInfo called)
    {
        var shape = called.IsGenericMethod ? called.GetGenericArguments()[0] : null;
        OperationAnswer? answer = called.Name switch
        {
            nameof(Http.Ok) => new(StatusCodes.Status200OK, "application/json", shape),
            nameof(Http.Created) => new(StatusCodes.Status201Created, "application/json", shape),
            nameof(Http.Accepted) => new(StatusCodes.Status202Accepted, "application/json", shape),
            nameof(Http.NoContent) => new(StatusCodes.Status204NoContent, null, null),
            nameof(Http.Page) when shape != typeof(RefusedPage) => new(StatusCodes.Status200OK, "text/html", null),
            _ => null,
        };
        if (answer is not null && shape is not { IsGenericParameter: true })
            _answers.Add(answer);
    }

    private void LookAtField(IReadOnlyList<Instruction> code, int at, MethodInfo called)
    {
        if (FieldNotes.Of(called, Numbers(code, at)) is not { } note)
            return;
        if (Constant<string>(code, at) is { } name)
            _named.TryAdd(name, note);
        if (PropertyBefore(code, at) is { } property)
            _fields[property] = note with { Required = note.Required && !IsAskedFor(code, property) };
    }

    /// <summary>The property of a wire type whose value goes into the call: the last that is read before it.</summary>
    private static PropertyInfo? PropertyBefore(IReadOnlyList<Instruction> code, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 12); i--)
        {
            if (code[i].Operand is not MethodInfo read || read.DeclaringType == typeof(Kebab))
                continue;
            if (read.DeclaringType == typeof(Core.Shared.Fields))
                return null;
            if (read.IsSpecialName && read.Name.StartsWith("get_", StringComparison.Ordinal) && read.DeclaringType?.Assembly == typeof(WireFound).Assembly)
                return read.DeclaringType.GetProperty(read.Name["get_".Length..]);
        }

        return null;
    }

    /// <summary>Whether the code asks if there is anything before it takes it: then it may be left out.</summary>
    private static bool IsAskedFor(IReadOnlyList<Instruction> code, PropertyInfo property) =>
        Enumerable.Range(0, code.Count - 1).Any(i => Equals(code[i].Operand, property.GetMethod)
            && (code[i + 1].Code.FlowControl == FlowControl.Cond_Branch || code[i + 1].Code == OpCodes.Ldnull));

    private static bool ReadsTheQuery(MethodInfo called) =>
        called.DeclaringType == typeof(IQueryCollection)
        || (called.DeclaringType?.Assembly == typeof(WireFound).Assembly
            && called.GetParameters() is var parameters
            && parameters.Any(parameter => parameter.ParameterType == typeof(HttpRequest) || parameter.ParameterType == typeof(IQueryCollection))
            && parameters.Any(parameter => parameter is { Name: "name" } && parameter.ParameterType == typeof(string)));

    /// <summary>Of our own readers, whose later arguments may be worked out: the last text before the call.</summary>
    private static string? NameBefore(IReadOnlyList<Instruction> code, int at, MethodInfo called) =>
        called.DeclaringType == typeof(IQueryCollection)
            ? null
            : code.Take(at).TakeLast(12).Reverse().TakeWhile(step => step.Operand is not MethodInfo other || !ReadsTheQuery(other)).Select(step => step.Operand).OfType<string>().FirstOrDefault();

    /// <summary>The last constant of its kind among the arguments that stand right before the call.</summary>
    private static T? Constant<T>(IReadOnlyList<Instruction> code, int at) =>
        ArgumentsBefore(code, at).OfType<T>().FirstOrDefault();

    private static List<long> Numbers(IReadOnlyList<Instruction> code, int at) => [.. ArgumentsBefore(code, at).OfType<long>().Reverse()];

    private static IEnumerable<object> ArgumentsBefore(IReadOnlyList<Instruction> code, int at)
    {
        for (var i = at - 1; i >= 0; i--)
        {
            if (code[i].Operand is string or long)
                yield return code[i].Operand!;
            else if (code[i].Code != OpCodes.Conv_I8 && !(i == at - 1 && code[i].Code.StackBehaviourPop == StackBehaviour.Pop0))
                yield break; // anything else but an address for what TryGetValue gives, or a token, is no constant
        }
    }
}
