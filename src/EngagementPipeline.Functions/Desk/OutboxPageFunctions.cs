using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Announcements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The page of what was announced to whoever reads it.</summary>
public sealed class OutboxPageFunctions(ReadOutboxHandler read)
{
    [Function("OutboxPage"), AllowedTo(Role.SafeguardingLead, Role.Comms)]
    public Task<IResult> Outbox(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "outbox")] HttpRequest request, CancellationToken cancellationToken) =>
        ViewAsync(request.Named("to", ReadOutboxHandler.Of(request.Actor())[0]), request.Asks("continue"), request.Actor(), cancellationToken)
            .ToPageAsync<OutboxPage, OutboxView>(request);

    private async Task<Result<OutboxView>> ViewAsync(Role to, string? from, Actor by, CancellationToken cancellationToken) =>
        (await read.HandleAsync(to, from, by, cancellationToken)).Map(page => new OutboxView(to, ReadOutboxHandler.Of(by), page));
}
