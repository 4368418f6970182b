using System.Text.Json.Nodes;
using EngagementPipeline.Pages.Desk.Api;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>Read once, when it is first asked for: the app does not change while it runs.</summary>
internal static class ApiDescription
{
    private static readonly Lazy<IReadOnlyList<Operation>> Read = new(OperationReader.All);

    private static readonly Lazy<JsonObject> Written = new(() => OpenApiDocument.Of(Read.Value));

    private static readonly Lazy<ApiView> Shown = new(() => ApiViews.Of(Read.Value, Written.Value));

    public static IReadOnlyList<Operation> Operations => Read.Value;

    public static JsonObject Document => Written.Value;

    public static ApiView View => Shown.Value;
}
