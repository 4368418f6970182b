using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Voices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The page where workers write down what came of young people's words.</summary>
public sealed class OutcomePageFunctions(DeskOutcomes desk)
{
    [Function("OutcomesPage"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Outcomes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{project}/outcomes")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<ProjectId>(project, "project")
            .Then(id => desk.OutcomesAsync(id, request.Place<OutcomeId>(), request.Asks("voice"), cancellationToken))
            .ToPageAsync<OutcomesPage, OutcomesView>(request, view => view.Project.Id == Core.Shared.Sample.Project);
}

/// <summary>Gathers what that page shows.</summary>
public sealed class DeskOutcomes(ReadProjectHandler readProject, ListOutcomesHandler list, IVoiceStore voices, TimeProvider clock)
{
    public async Task<Result<OutcomesView>> OutcomesAsync(ProjectId project, OutcomeId? from, string? voice, CancellationToken cancellationToken)
    {
        var found = await readProject.HandleAsync(project, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        var answering = await AnsweringAsync(project, voice, cancellationToken);
        return (await list.HandleAsync(project, from, cancellationToken))
            .Map(page => new OutcomesView(found.Value, page.Items, page.Continue, answering, clock.Today()));
    }

    /// <summary>A quote that was approved; of any other the page knows nothing.</summary>
    private async Task<Voice?> AnsweringAsync(ProjectId project, string? voice, CancellationToken cancellationToken) =>
        Id.TryParse<VoiceId>(voice, out var id)
        && await voices.FindAsync(project, id, cancellationToken) is { Value: { Status: VoiceStatus.Approved } approved }
            ? approved
            : null;
}
