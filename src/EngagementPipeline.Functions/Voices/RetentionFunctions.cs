using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

/// <summary>How long a project keeps words, and what goes when. An administrator changes it; <c>docs/retention.md</c>.</summary>
public sealed class RetentionFunctions(PlanRetentionHandler plan, ChangeRetentionHandler change, EraseWhatIsPastHandler erase)
{
    [Function("GetRetention"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/retention")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(id => plan.HandleAsync(new(id, request.Asked("continue")), cancellationToken))
            .ToHttpAsync(found => Http.Ok(RetentionAnswer.Of(found)));

    [Function("PutRetention"), AllowedTo(Role.Admin)]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}/retention")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        request.ReadAsync<RetentionRequest>()
            .Then(body => body.Parse(project, request.IfMatch()))
            .Then(command => change.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(changed => Http.Ok(RetentionRuleAnswer.Of(changed)));

    /// <summary>Every hour: a day ends in London, and nothing that was kept until then is there the next morning.</summary>
    [Function("EraseWhatIsPast"), AllowedToTheSystem]
    public Task EraseWhatIsPast([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        erase.HandleAsync(cancellationToken);
}
