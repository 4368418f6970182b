using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Reports;

/// <summary>Pages and videos that SharePoint counts (docs/elsewhere.md).</summary>
public sealed class ElsewhereFunctions(WatchItemHandler watch, UnwatchItemHandler unwatch, BringInViewsHandler bringIn, IWatchedItems items)
{
    [Function("WatchItem"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Watch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/elsewhere/{item}")] HttpRequest request,
        string item,
        CancellationToken cancellationToken) =>
        request.ReadAsync<WatchItemRequest>()
            .Then(body => body.Parse(item))
            .Then(command => watch.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(watched => Http.Ok(WatchedItemBody.Of(watched)));

    [Function("ListWatchedItems"), AllowedTo(Role.ReportAuthor)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/elsewhere")] HttpRequest request, CancellationToken cancellationToken) =>
        Http.Ok(new Page<WatchedItemBody>([.. (await items.ListAsync(cancellationToken)).Select(WatchedItemBody.Of)], Continue: null));

    [Function("UnwatchItem"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Unwatch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/elsewhere/{item}")] HttpRequest request,
        string item,
        CancellationToken cancellationToken) =>
        Id.Parse<WatchedId>(item, "item")
            .Then(id => unwatch.HandleAsync(id, request.Actor(), cancellationToken))
            .ToHttpAsync(_ => Http.NoContent());

    /// <summary>Every five minutes: those that are due.</summary>
    [Function("BringInViews"), AllowedToTheSystem]
    public Task BringIn([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => bringIn.HandleAsync(cancellationToken);
}
