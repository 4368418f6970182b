using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Outcomes;

/// <summary>A project's outcomes, by id, 50 at a time.</summary>
public sealed class ListOutcomesHandler(IProjectStore projects, IOutcomeStore outcomes)
{
    public async Task<Result<Page<Outcome>>> HandleAsync(ProjectId project, OutcomeId? from, CancellationToken cancellationToken) =>
        await projects.FindAsync(project, cancellationToken) is null
            ? Refusals.NotFound("project")
            : await outcomes.ReadAsync(project, from, cancellationToken).ToPageAsync(outcome => outcome.Id.ToString(), cancellationToken);
}

/// <summary>Removes an outcome that was recorded by mistake. Removing it again changes nothing.</summary>
public sealed class RemoveOutcomeHandler(IProjectStore projects, IOutcomeStore outcomes, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(ProjectId project, OutcomeId outcome, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(project, cancellationToken) is null)
            return Refusals.NotFound("project");
        if (await outcomes.FindAsync(project, outcome, cancellationToken) is null)
            return Done.Instance;

        await audit.RecordAsync(new(clock.GetUtcNow(), by, "outcome-removed", $"outcome/{outcome}", project), cancellationToken);
        await outcomes.RemoveAsync(project, outcome, cancellationToken);
        return Done.Instance;
    }
}
