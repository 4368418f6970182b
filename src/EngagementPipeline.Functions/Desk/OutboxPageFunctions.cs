using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Announcements;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Announcements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The pages of what went out, and of a worker's own digest.</summary>
public sealed class OutboxPageFunctions(ReadSentHandler sent, ReadDigestHandler digest, TimeProvider clock)
{
    [Function("OutboxPage"), AllowedTo(Role.SafeguardingLead, Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Outbox(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "outbox")] HttpRequest request, CancellationToken cancellationToken) =>
        SentQuery.Parse(request)
            .Then(query => sent.HandleAsync(query.Kind, query.From, request.Actor(), cancellationToken).Then(page => (Result<OutboxView>)new OutboxView(query.Kind, page)))
            .ToPageAsync<OutboxPage, OutboxView>(request);

    [Function("DigestPage"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Digest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "digest")] HttpRequest request, CancellationToken cancellationToken) =>
        DigestQuery.Parse(request)
            .Then(query => digest.HandleAsync(query.Month, query.Origins, request.Actor(), cancellationToken))
            .Then(mine => (Result<DigestPageView>)new DigestPageView(mine, CalendarMonth.Of(clock.Today())))
            .ToPageAsync<DigestPage, DigestPageView>(request);
}
