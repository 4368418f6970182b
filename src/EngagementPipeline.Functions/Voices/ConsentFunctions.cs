using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

public sealed class ConsentFunctions(
    RecordConsentHandler record,
    ReadConsentHandler read,
    IssueReceiptHandler receipt,
    WithdrawConsentHandler withdraw,
    WithdrawByCodeHandler withdrawByCode,
    NarrowConsentHandler narrow,
    NarrowByCodeHandler narrowByCode,
    ReadLedgerHandler readLedger,
    VerifyLedgerHandler verifyLedger)
{
    [Function("PutConsent"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}/consents/{consent}")] HttpRequest request,
        string project,
        string consent,
        CancellationToken cancellationToken) =>
        request.ReadAsync<ConsentRequest>()
            .Then(body => body.Parse(project, consent))
            .Then(command => record.HandleAsync(command, request.Actor(), cancellationToken))
            .ToPutAsync(ConsentRecordedAnswer.Of);

    [Function("GetConsent"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/consents/{consent}")] HttpRequest request,
        string project,
        string consent,
        CancellationToken cancellationToken) =>
        ConsentAddress.Parse(project, consent)
            .Then(at => read.HandleAsync(at.Project, at.Consent, cancellationToken))
            .ToHttpAsync(found => Http.Ok(ConsentAnswer.Of(found)));

    [Function("GetReceipt"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Receipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/consents/{consent}/receipt")] HttpRequest request,
        string project,
        string consent,
        CancellationToken cancellationToken) =>
        ConsentAddress.Parse(project, consent)
            .Then(at => receipt.HandleAsync(at.Project, at.Consent, cancellationToken))
            .ToHttpAsync(issued => Http.Ok(issued));

    [Function("WithdrawConsent"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/consents/{consent}/withdraw")] HttpRequest request,
        string project,
        string consent,
        CancellationToken cancellationToken) =>
        request.ReadOptionalAsync<WithdrawRequest>()
            .Then(body => body.Parse(project, consent))
            .Then(command => withdraw.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(Http.Accepted);

    [Function("WithdrawByCode"), AllowedToEveryone(Pace = PublicPace.Codes)]
    public Task<IResult> WithdrawByCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/my-voice/{code}/withdraw")] HttpRequest request,
        string code,
        CancellationToken cancellationToken) =>
        withdrawByCode.HandleAsync(code, cancellationToken).ToHttpAsync(done => Http.Accepted(new { done.State }));

    [Function("NarrowConsent"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Narrow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/consents/{consent}/narrow")] HttpRequest request,
        string project,
        string consent,
        CancellationToken cancellationToken) =>
        request.ReadAsync<NarrowRequest>()
            .Then(body => body.Parse(project, consent))
            .Then(command => narrow.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(done => Http.Accepted(ConsentNarrowedAnswer.Of(done)));

    [Function("NarrowByCode"), AllowedToEveryone(Pace = PublicPace.Codes)]
    public Task<IResult> NarrowByCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/my-voice/{code}/narrow")] HttpRequest request,
        string code,
        CancellationToken cancellationToken) =>
        request.ReadAsync<NarrowRequest>()
            .Then(body => body.Parse())
            .Then(kept => narrowByCode.HandleAsync(code, kept.Audiences, kept.Purposes, cancellationToken))
            .ToHttpAsync(done => Http.Accepted(ConsentNarrowedAnswer.Of(done) with { Consent = null }));

    [Function("ReadLedger"), AllowedTo(Role.EngagementWorker, Role.Admin)]
    public Task<IResult> ReadLedger(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/ledger/{project}")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(id => readLedger.HandleAsync(id, request.Asked("continue"), cancellationToken))
            .ToHttpAsync(page => Http.Ok(page));

    [Function("VerifyLedger"), AllowedTo(Role.EngagementWorker, Role.Admin)]
    public Task<IResult> VerifyLedger(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/ledger/{project}/verify")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(id => verifyLedger.HandleAsync(id, cancellationToken))
            .ToHttpAsync(found => Http.Ok(found));
}
