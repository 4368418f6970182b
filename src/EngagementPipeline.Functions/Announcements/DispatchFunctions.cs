using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Announcements;

/// <summary>Mails to our own: the safeguarding lead's alerts and workers' digests (docs/digest.md, docs/safeguarding.md).</summary>
public sealed class DispatchFunctions(
    SendDispatchHandler send, RunDispatchesHandler run, PlanDigestsHandler plan, ReadSentHandler readSent, RetryDispatchesHandler retry, TimeProvider clock, ILogger<DispatchFunctions> logger)
{
    /// <summary>Each mail is a message of its own.</summary>
    [Function("SendMail"), AllowedToTheSystem]
    public async Task Send([QueueTrigger(DispatchRequests.Queue)] string message, CancellationToken cancellationToken)
    {
        var tried = await send.HandleAsync(DispatchRequests.Parse(message).Kind, DispatchRequests.Parse(message).Key, cancellationToken);
        if (tried is { Kind: DispatchKind.Alert, IsOpen: true } && tried.At + SendDispatchHandler.Late <= clock.GetUtcNow())
            logger.LogError("An alert to the safeguarding lead has not gone out by mail since {At}; the outbox says what to do", tried.At);
    }

    /// <summary>Every minute: what is due.</summary>
    [Function("RunMails"), AllowedToTheSystem]
    public Task Run([TimerTrigger("45 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => run.HandleAsync(cancellationToken);

    /// <summary>The mornings of the second to the sixth of a month: by then the sums of the month before are closed, and one missed morning loses nothing.</summary>
    [Function("PlanDigests"), AllowedToTheSystem]
    public Task Plan([TimerTrigger("0 0 7 2-6 * *")] TimerInfo timer, CancellationToken cancellationToken) => plan.HandleAsync(cancellationToken);

    /// <summary>
    /// <c>GET /api/outbox/sent?kind=alert&amp;continue=</c>: <c>{kinds, items: [{kind, at, what, project?, to, by?, state, sentAt?, next?, link?, letter?}], continue?, late?, ...}</c>, newest first,
    /// 50 at a time; of everything that went out or would have, what the reader's roles may see.
    /// </summary>
    [Function("ReadSent"), AllowedTo(Role.SafeguardingLead, Role.Comms, Role.ReportAuthor)]
    public Task<IResult> ReadSent([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/outbox/sent")] HttpRequest request, CancellationToken cancellationToken) =>
        SentQuery.Parse(request)
            .Then(query => readSent.HandleAsync(query.Kind, query.From, request.Actor(), cancellationToken))
            .ToHttpAsync(page => Http.Ok(SentView.Of(page)));

    /// <summary><c>{kind: "alert" or "digest"}</c>: tries again what failed; <c>{again}</c>, how many.</summary>
    [Function("RetryMails"), AllowedTo(Role.SafeguardingLead, Role.Admin)]
    public Task<IResult> Retry([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/outbox/retry")] HttpRequest request, CancellationToken cancellationToken) =>
        request.ReadAsync<RetryMailsRequest>()
            .Then(body => body.Parse())
            .Then(kind => retry.HandleAsync(kind, request.Actor(), cancellationToken))
            .ToHttpAsync(again => Http.Ok(new { Again = again }));
}

internal sealed record SentQuery(OutboxKind? Kind, string? From)
{
    public static Result<SentQuery> Parse(HttpRequest request)
    {
        var fields = new Fields();
        var kind = request.Query["kind"].ToString() is { Length: > 0 } name ? fields.Name<OutboxKind>(name, "kind") : (OutboxKind?)null;
        var from = request.Query["continue"].ToString() is { Length: > 0 } place ? place : null;
        return fields.Build(() => new SentQuery(kind, from));
    }
}

public sealed record RetryMailsRequest(string? Kind)
{
    public Result<DispatchKind> Parse()
    {
        var fields = new Fields();
        var kind = fields.Name<DispatchKind>(Kind, "kind");
        return fields.Build(() => kind);
    }
}

public sealed record SentItemView(
    OutboxKind Kind, DateTimeOffset At, string What, string? Project, string To, string? By, OutboxState State, DateTimeOffset? SentAt, string? Next, string? Link, LetterText? Letter)
{
    public static SentItemView Of(OutboxItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(item.Kind, item.At, item.What, item.Project, item.To, item.By, item.State, item.SentAt, item.Next, item.Link, item.Letter);
    }
}

/// <summary><paramref name="Late"/>: alerts that have waited for over an hour to go out by mail.</summary>
public sealed record SentView(IReadOnlyList<OutboxKind> Kinds, IReadOnlyList<SentItemView> Items, string? Continue, LateAlerts? Late, bool IsMailSetUp)
{
    public static SentView Of(SentPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new(page.Kinds, [.. page.Items.Items.Select(SentItemView.Of)], page.Items.Continue, page.Late, page.IsMailSetUp);
    }
}
