using System.Globalization;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Api;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>The page's view of the operations, with the fields of each body as the document has them.</summary>
internal static class ApiViews
{
    /// <summary>What every call, or every call of staff, may give: the page says it once.</summary>
    private static readonly HashSet<string> Everywhere =
        new([Refusals.NotSignedIn.Code, Refusals.WrongRole.Code, Refusals.CrossSite.Code, Refusals.Unexpected.Code, Refusals.InColdStorage.Code, Refusals.StorageBusy(TimeSpan.Zero).Code], StringComparer.Ordinal);

    private static readonly (string Feature, string Name)[] Groups =
    [
        ("Voices", "Voices and consent"), ("MyVoice", "My voice"), ("Stories", "Stories"), ("Views", "Views"), ("Responses", "Responses"), ("Reports", "Reports"),
        ("Announcements", "Announcements"), ("SampleProject", "Sample"), ("Shared", "Audit"), ("OpenApi", "This description"), ("Desk", "Service and staff’s pages"),
    ];

    public static ApiView Of(IReadOnlyList<Operation> operations, JsonObject document) => new(
        [.. operations.GroupBy(operation => operation.Feature, StringComparer.Ordinal).OrderBy(feature => PlaceOf(feature.Key)).ThenBy(feature => feature.Key, StringComparer.Ordinal)
            .Select(feature => new ApiGroup(NameOf(feature.Key), [.. feature.OrderBy(of => of.Path, StringComparer.Ordinal).ThenBy(of => of.Method, StringComparer.Ordinal).Select(of => CallOf(of, document))]))],
        [.. operations.SelectMany(operation => operation.Refusals).DistinctBy(refusal => (refusal.Status, refusal.Code))
            .OrderBy(refusal => refusal.Code, StringComparer.Ordinal).ThenBy(refusal => refusal.Status).Select(CodeOf)]);

    private static int PlaceOf(string feature) => Array.FindIndex(Groups, group => group.Feature == feature) is >= 0 and var at ? at : Groups.Length;

    private static string NameOf(string feature) => Array.Find(Groups, group => group.Feature == feature).Name ?? feature;

    private static ApiCall CallOf(Operation operation, JsonObject document)
    {
        var described = document["paths"]![operation.Path]![operation.Method.ToLowerInvariant()]!;
        return new(
            operation.Name, operation.Method, operation.Path, OperationSummaries.Of(operation.Name), WhoOf(operation), PaceOf(operation.Access),
            [.. operation.Parameters.Select(parameter => new ApiField(parameter.Name, WhatOf(parameter), parameter.In == ParameterPlace.Path))],
            operation.Body is { } body ? BodyOf(body, described["requestBody"]!, document) : null,
            [.. operation.Answers.GroupBy(answer => answer.Status).Select(AnswerOf)],
            [.. operation.Refusals.Where(refusal => !Everywhere.Contains(refusal.Code)).Select(CodeOf)]);
    }

    private static string WhoOf(Operation operation) => operation.Roles switch
    {
        null => "the public",
        [] => "anybody who is signed in",
        var roles => string.Join(", ", roles.Select(Kebab.Of)),
    };

    private static string? PaceOf(AccessAttribute access) =>
        access is AllowedToEveryoneAttribute { Pace: var pace } && PublicPaces.Rules.TryGetValue(pace, out var rule)
            ? string.Create(CultureInfo.InvariantCulture, $"{rule.AtOnce:N0} at once, then {rule.PerSecond:N0} a second")
            : null;

    private static string AnswerOf(IGrouping<int, OperationAnswer> answers) =>
        $"{answers.Key.ToString(CultureInfo.InvariantCulture)} {string.Join(", ", answers.Select(answer => answer.MediaType).OfType<string>().Distinct(StringComparer.Ordinal))}".TrimEnd();

    private static string WhatOf(OperationParameter parameter) =>
        $"{Kebab.Of(parameter.In)}: {SchemaWords.Of(WireSchemas.Of(parameter.Note))}";

    private static ApiBody BodyOf(OperationBody body, JsonNode described, JsonObject document)
    {
        var schema = body.Shape is null ? null : SchemaWords.Resolved(described["content"]![body.MediaTypes[0]]!["schema"]!, document);
        return new(
            string.Join(", ", body.MediaTypes),
            body.MostBytes is { } most ? string.Create(CultureInfo.InvariantCulture, $"{most:N0} bytes") : null,
            schema is null ? [] : [.. SchemaWords.FieldsOf(schema, "")]);
    }

    private static ApiCode CodeOf(OperationRefusal refusal) => new(refusal.Status, refusal.Code, refusal.Title);
}
