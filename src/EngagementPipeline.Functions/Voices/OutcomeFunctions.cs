using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

/// <summary>What was decided because of what young people said.</summary>
public sealed class OutcomeFunctions(RecordOutcomeHandler record, ListOutcomesHandler list, RemoveOutcomeHandler remove)
{
    [Function("PutOutcome"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}/outcomes/{outcome}")] HttpRequest request,
        string project,
        string outcome,
        CancellationToken cancellationToken) =>
        request.ReadAsync<OutcomeRequest>()
            .Then(body => body.Parse(project, outcome))
            .Then(command => record.HandleAsync(command, request.Actor(), cancellationToken))
            .ToPutAsync(OutcomeRecordedAnswer.Of);

    [Function("ListOutcomes"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/outcomes")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(id => request.Place<OutcomeId>().Then(from => list.HandleAsync(id, from, cancellationToken)))
            .ToHttpAsync(page => Http.Ok(new Page<OutcomeAnswer>(page.Items.Select(OutcomeAnswer.Of).ToList(), page.Continue)));

    [Function("DeleteOutcome"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/projects/{project}/outcomes/{outcome}")] HttpRequest request,
        string project,
        string outcome,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(of => Id.Parse<OutcomeId>(outcome, "outcome").Then(id => remove.HandleAsync(of, id, request.Actor(), cancellationToken)))
            .ToHttpAsync(_ => Http.NoContent());
}
