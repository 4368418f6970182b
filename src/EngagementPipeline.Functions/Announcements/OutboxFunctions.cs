using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Announcements;

/// <summary>What was announced, to those whom it was announced to.</summary>
public sealed class OutboxFunctions(PutInOutboxHandler put, ReadOutboxHandler read)
{
    /// <summary>A message that fails comes again, and after five times is kept aside.</summary>
    [Function("Announce"), AllowedToTheSystem]
    public Task Announce([QueueTrigger(Announcer.Queue)] string message, CancellationToken cancellationToken) =>
        put.HandleAsync(Announcer.Read(message), cancellationToken);

    /// <summary>
    /// <c>GET /api/outbox?to=safeguarding-lead&amp;continue=</c>: <c>{items: [{kind, project, projectTitle, at, by, link}], continue?}</c>, newest
    /// first, 50 at a time; without <c>to</c>, of the first role one holds that anything is announced to.
    /// </summary>
    [Function("ReadOutbox"), AllowedTo(Role.SafeguardingLead, Role.Comms)]
    public Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/outbox")] HttpRequest request, CancellationToken cancellationToken) =>
        OutboxQuery.Parse(request)
            .Then(query => read.HandleAsync(query.To, query.From, request.Actor(), cancellationToken))
            .ToHttpAsync(page => Http.Ok(page));
}

internal sealed record OutboxQuery(Role? To, string? From)
{
    public static Result<OutboxQuery> Parse(HttpRequest request)
    {
        var fields = new Fields();
        var to = request.Query["to"].ToString() is { Length: > 0 } role ? fields.Name<Role>(role, "to") : (Role?)null;
        var from = request.Query["continue"].ToString() is { Length: > 0 } place ? place : null;
        return fields.Build(() => new OutboxQuery(to, from));
    }
}
