using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

public sealed class VoiceFunctions(
    CaptureVoiceHandler capture,
    ReviewVoiceHandler review,
    ReleaseVoiceHandler release,
    CloseVoiceHandler close,
    RenewConsentHandler renew,
    ListVoicesHandler list,
    NoteDigestReader digestReaders)
{
    [Function("PutVoice"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}/voices/{voice}")] HttpRequest request,
        string project,
        string voice,
        CancellationToken cancellationToken) =>
        request.ReadAsync<CaptureVoiceRequest>()
            .Then(body => body.Parse(project, voice))
            .Then(command => capture.HandleAsync(command, request.Actor(), cancellationToken))
            .Then(captured => digestReaders.AfterAsync(captured, request.Actor(), cancellationToken))
            .ToPutAsync(captured => captured);

    [Function("ReviewVoice"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Review(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/voices/{voice}/review")] HttpRequest request,
        string project,
        string voice,
        CancellationToken cancellationToken) =>
        request.ReadAsync<ReviewVoiceRequest>()
            .Then(body => body.Parse(project, voice))
            .Then(command => review.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(reviewed => Http.Ok(new { Voice = reviewed.Id, reviewed.Status }));

    [Function("ReleaseVoice"), AllowedTo(Role.SafeguardingLead)]
    public Task<IResult> Release(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/voices/{voice}/release")] HttpRequest request,
        string project,
        string voice,
        CancellationToken cancellationToken) =>
        request.ReadOptionalAsync<ReleaseVoiceRequest>()
            .Then(body => body.Parse(project, voice))
            .Then(command => release.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(released => Http.Ok(new { Voice = released.Id, released.Status }));

    /// <summary><c>{reason, erase?}</c>: ends a hold for good; the voice is never shown, and nobody but the lead sees it.</summary>
    [Function("CloseVoice"), AllowedTo(Role.SafeguardingLead)]
    public Task<IResult> Close(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/voices/{voice}/close")] HttpRequest request,
        string project,
        string voice,
        CancellationToken cancellationToken) =>
        request.ReadAsync<CloseVoiceRequest>()
            .Then(body => body.Parse(project, voice))
            .Then(command => close.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(closed => Http.Ok(new { Voice = closed.Id, closed.Status, Erased = closed.ErasedAt is not null }));

    /// <summary>Puts the voice under a later consent of the same participant; <c>docs/consent.md</c> says when.</summary>
    [Function("RenewConsent"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Renew(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/voices/{voice}/consent")] HttpRequest request,
        string project,
        string voice,
        CancellationToken cancellationToken) =>
        request.ReadAsync<RenewConsentRequest>()
            .Then(body => body.Parse(project, voice))
            .Then(command => renew.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(renewed => Http.Ok(new { Voice = renewed.Id, renewed.Consent, renewed.Status }));

    /// <summary>
    /// <c>{items: [ListedVoice], continue?}</c>, by id, 50 at a time; <see cref="ListedVoice"/> says what each role sees. The
    /// safeguarding lead sees held voices here, and nobody else does.
    /// </summary>
    [Function("ListVoices"), AllowedTo(Role.EngagementWorker, Role.Comms, Role.SafeguardingLead)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/voices")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        ListVoicesQuery.Parse(request, project)
            .Then(query => list.HandleAsync(query, request.Actor(), cancellationToken))
            .ToHttpAsync(page => Http.Ok(page));
}
