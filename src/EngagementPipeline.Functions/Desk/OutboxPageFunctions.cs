using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Announcements;
using EngagementPipeline.Functions.OpenApi;
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

/// <summary>What the link in a digest's mail opens, without signing in: who has left can't. Opening it changes nothing; the form on it does.</summary>
public sealed class DigestMailPageFunctions(ChooseDigestMailByLinkHandler choose)
{
    [Function("DigestMailPage"), AllowedToEveryone(Pace = PublicPace.Reading)]
    [Answers(404, "text/html")]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "digest/mail")] HttpRequest request, CancellationToken cancellationToken) =>
        PageOf(request, await choose.HandleAsync(request.Query["key"].ToString(), null, cancellationToken), null);

    /// <summary>A form with <c>key</c> and <c>wanted</c>.</summary>
    [Function("ChooseDigestMailByLink"), AllowedToEveryone(Pace = PublicPace.Codes)]
    [Answers(404, "text/html")]
    public Task<IResult> Choose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "digest/mail")] HttpRequest request, CancellationToken cancellationToken) =>
        FormBody.ReadAsync(request)
            .Then(DigestMailForm.Parse)
            .Then(async form => PageOf(request, await choose.HandleAsync(form.Key, form.Wanted, cancellationToken), form.Wanted))
            .ToHttpAsync(page => page);

    private static IResult PageOf(HttpRequest request, Result<LinkedDigestMail> found, bool? chose) =>
        request.Page<DigestMailPage, DigestMailView>(
            new(found.Succeeded ? found.Value : null, chose), status: found.Succeeded ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
}

internal sealed record DigestMailForm(string? Key, bool Wanted)
{
    public static Result<DigestMailForm> Parse(FormBody form) =>
        bool.TryParse(form.One("wanted"), out var wanted) ? new DigestMailForm(form.One("key"), wanted) : Refusals.BadField("wanted", "Must be true or false.");
}
