using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Views;

/// <summary>Counting who reads, adding it up, and telling (docs/views.md).</summary>
public sealed class ViewFunctions(
    CollectViewsHandler collect, RollUpViewsHandler rollUp, ClearViewLogHandler clear, ReadViewsHandler read, Readers readers, ILogger<ViewFunctions> logger)
{
    /// <summary>Text and not JSON by its name, so that browsers need not ask first whether a page of another origin may send it.</summary>
    [Function("CollectViews"), AllowedToEveryone(CrossOrigin = true)]
    [Takes("text/plain", "application/json", Shape = typeof(OperationShapes.PageRecordShape))]
    public Task<IResult> Collect(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/views")] HttpRequest request, CancellationToken cancellationToken) =>
        request.ReadRecordsAsync()
            .Then(records => collect.HandleAsync(new(records, readers.Of(request)), cancellationToken))
            .ToHttpAsync(_ => Http.NoContent());

    [Function("CollectViewByPixel"), AllowedToEveryone]
    [Answers(200, "image/gif")]
    public Task<IResult> Pixel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/views/pixel.gif")] HttpRequest request, CancellationToken cancellationToken) =>
        PixelRequest.Parse(request.Query)
            .Then(pixel => collect.HandlePixelAsync(pixel.Story, pixel.Id, readers.Of(request), cancellationToken))
            .ToHttpAsync(_ => PixelRequest.Image);

    [Function("ReadViews"), AllowedTo(Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/views")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        ReadViewsRequest.Parse(story, request.Query)
            .Then(query => read.HandleAsync(query, cancellationToken))
            .ToHttpAsync(figures => Http.Ok(figures));

    [Function("RollUpViews"), AllowedToTheSystem]
    public async Task RollUp([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var done = await rollUp.HandleAsync(cancellationToken);
        if (done.SetAside > 0)
            logger.LogWarning("{Lines} lines of the view log could not be read, and are in no sum", done.SetAside);
    }

    /// <summary>Nightly at 04:20 UTC: days are worked out a second time, and the log of those that hold is deleted when it is old.</summary>
    [Function("ClearViewLog"), AllowedToTheSystem]
    public async Task Clear([TimerTrigger("0 20 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var done = await clear.HandleAsync(cancellationToken);
        if (done.Differs is { } day)
            logger.LogError("The sums of {Day} are not what the view log comes to; the log is kept from there on until somebody has looked", day);
    }
}
