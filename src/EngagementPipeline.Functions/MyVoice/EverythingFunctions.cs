using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.MyVoice;

/// <summary>What is held about one person, and erasing it, for programs; <c>docs/privacy/subject-requests.md</c>.</summary>
public sealed class EverythingFunctions(HandOverHandler handOver, EraseEverythingHandler erase)
{
    /// <summary><c>{code}</c>: in the body, because an address is kept by browsers and on the way.</summary>
    [Function("HeldByCode"), AllowedToEveryone(Pace = PublicPace.Codes)]
    public Task<IResult> HeldByCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/my-voice/everything")] HttpRequest request, CancellationToken cancellationToken) =>
        request.ReadAsync<CodeRequest>()
            .Then(body => body.Parse())
            .Then(code => handOver.ByCodeAsync(code, cancellationToken))
            .ToHttpAsync(held => Http.Ok(held));

    /// <summary><c>{lookedAt?, why?}</c>: <c>lookedAt</c> is the safeguarding lead's alone.</summary>
    [Function("HandOverEverything"), AllowedTo(Role.Admin, Role.SafeguardingLead)]
    public Task<IResult> HandOver(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/participants/{participant}/everything")] HttpRequest request,
        string project,
        string participant,
        CancellationToken cancellationToken) =>
        request.ReadOptionalAsync<HandOverRequest>()
            .Then(body => body.Parse(project, participant))
            .Then(command => handOver.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(held => Http.Ok(held));

    /// <summary><c>{why?}</c>. Said again, it answers the same and changes nothing.</summary>
    [Function("EraseEverything"), AllowedTo(Role.Admin, Role.SafeguardingLead)]
    public Task<IResult> Erase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/projects/{project}/participants/{participant}/erase")] HttpRequest request,
        string project,
        string participant,
        CancellationToken cancellationToken) =>
        request.ReadOptionalAsync<EraseEverythingRequest>()
            .Then(body => body.Parse(project, participant))
            .Then(command => erase.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(erased => Http.Ok(erased));
}
