using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.LocalHost.Http;

/// <summary>A refusal by the host itself, in the shape that the app's refusals have.</summary>
internal static class Problem
{
    public static IResult Of(int status, string code, string title, string detail) =>
        Results.Problem(
            detail,
            statusCode: status,
            title: title,
            type: $"https://engagement-pipeline.invalid/problems/{code}",
            extensions: [new KeyValuePair<string, object?>("code", code)]);

    public static IResult NotFromHere { get; } = Of(
        StatusCodes.Status403Forbidden, "cross-site-request", "The request came from another site", "Changes are only accepted from this service's own pages.");
}
