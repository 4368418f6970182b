using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The start page, what pages are made of, and whether the service is well.</summary>
public sealed class StartFunctions(NextSteps nextSteps, Health health)
{
    [Function("Start"), AllowedToEveryone]
    public async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request, CancellationToken cancellationToken) =>
        PageOf(request, await nextSteps.ForAsync(request.ActorOrNobody(), cancellationToken));

    [Function("Asset"), AllowedToEveryone]
    [Answers(200, "text/css"), Answers(200, "text/javascript"), Answers(200, "image/svg+xml")]
    [Answers(200, "image/png"), Answers(200, "application/manifest+json")]
    public IResult Asset([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{file}")] HttpRequest request, string file) =>
        AssetAnswer.Of(file);

    [Function("Health"), AllowedToEveryone(Pace = PublicPace.Reading)]
    [Answers(503, "application/json")]
    public Task<IResult> Healthz(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "healthz")] HttpRequest request, CancellationToken cancellationToken) =>
        health.AnswerAsync(cancellationToken);

    private static IResult PageOf(HttpRequest request, StartView view) => request.Page<StartPage, StartView>(view, view.Sample);
}
