using System.Reflection;
using System.Text.RegularExpressions;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>
/// Reads every HTTP function of the app: route, method and access from its attributes; parameters, body, answers and refusals from its code, so
/// that nobody has to remember to write them down a second time.
/// </summary>
internal static partial class OperationReader
{
    private static readonly Assembly App = typeof(OperationReader).Assembly;

    public static IReadOnlyList<Operation> All()
    {
        var code = new FunctionCode(App, typeof(Refusals).Assembly, typeof(Storage).Assembly);
        return
        [
            .. from function in FunctionAccess.FunctionsOf([App])
               let trigger = TriggerOf(function.Method)
               where trigger is not null
               from method in trigger.Methods!
               select Read(function.Name, function.Method, trigger, method, code),
        ];
    }

    private static Operation Read(string name, MethodInfo function, HttpTriggerAttribute trigger, string method, FunctionCode code)
    {
        var access = function.GetCustomAttribute<AccessAttribute>()!;
        var path = PathOf(trigger.Route!);
        var refusals = new RefusalsFound();
        var wire = new WireFound();
        foreach (var (reached, steps) in code.From(function))
        {
            refusals.Look(reached, steps);
            if (reached.Module.Assembly == App)
                wire.Look(reached, steps);
        }

        var asksForChange = !string.Equals(method, "get", StringComparison.OrdinalIgnoreCase);
        refusals.AddWhatEveryFunctionMayGive(access, asksForChange);
        return new Operation(name, FeatureOf(function), method.ToUpperInvariant(), path, access)
        {
            Parameters = [.. PathParameters(path, wire), .. wire.Query.Select(asked => new OperationParameter(asked, ParameterPlace.Query, wire.NoteOf(asked))), .. wire.Headers],
            Body = asksForChange ? wire.BodyOf(function.GetCustomAttribute<TakesAttribute>()) : null,
            Answers = AnswersOf(function, wire, asksForChange),
            Refusals = refusals.All,
            Fields = wire.Fields,
        };
    }

    private static List<OperationAnswer> AnswersOf(MethodInfo function, WireFound wire, bool asksForChange)
    {
        var answers = wire.Answers.Concat(function.GetCustomAttributes<AnswersAttribute>().Select(said => new OperationAnswer(said.Status, said.MediaType, said.Shape))).Distinct().ToList();
        if (!asksForChange && answers.Exists(answer => answer is { Status: 200, Shape: not null }))
            answers.Add(new(304, null, null));
        return [.. answers.OrderBy(answer => answer.Status)];
    }

    private static IEnumerable<OperationParameter> PathParameters(string path, WireFound wire) =>
        Braces().Matches(path).Select(match => match.Groups["name"].Value).Select(name => new OperationParameter(name, ParameterPlace.Path, wire.NoteOf(name)));

    /// <summary>From the root, without what a route template says of its parameters; one that may be left out, and holds nothing, is left out.</summary>
    private static string PathOf(string route) => "/" + Braces().Replace(route, match => match.Groups["rest"].Value.EndsWith('?') ? "" : $"{{{match.Groups["name"].Value}}}");

    private static string FeatureOf(MethodInfo function) => function.DeclaringType!.Namespace!.Split('.')[^1];

    private static HttpTriggerAttribute? TriggerOf(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)(?<rest>[^}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
