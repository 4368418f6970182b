using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The service is well when its storage answers. It says no more than that, because anybody may ask.</summary>
public sealed class Health(Storage storage)
{
    public async Task<IResult> AnswerAsync(CancellationToken cancellationToken) =>
        await storage.AnswersAsync(cancellationToken)
            ? Http.Ok(new Body("ok"))
            : Results.Json(new Body("unavailable"), WireJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);

    private sealed record Body(string Status);
}
