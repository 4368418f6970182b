using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The service is well when its storage answers and takes what is written. It says which part does not, and no more, because anybody may ask.</summary>
public sealed class Health(StorageHealth storage)
{
    public async Task<IResult> AnswerAsync(CancellationToken cancellationToken) =>
        await storage.AwayAsync(cancellationToken) is { Count: > 0 } away
            ? Results.Json(new Body("unavailable", away), WireJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Http.Ok(new Body("ok"));

    private sealed record Body(string Status, IReadOnlyList<string>? Away = null);
}
