using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Outcomes;

/// <summary>An outcome without what young people said, and without whose voices it answers.</summary>
public sealed record DecidedOutcome(ProjectId Project, OutcomeId Outcome, DateOnly On, string? Theme, string WeDid, string? By);

/// <summary>What Reports may know of outcomes: what was decided, never what was said.</summary>
public interface IDecidedOutcomes
{
    /// <summary>Of all projects, decided from one day to the other, both included: by day, and on a day as they were recorded.</summary>
    Task<IReadOnlyList<DecidedOutcome>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);
}

public sealed class DecidedOutcomes(IProjectStore projects, IOutcomeStore outcomes) : IDecidedOutcomes
{
    public async Task<IReadOnlyList<DecidedOutcome>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var decided = await projects.SelectAsync(
            async (project, token) => await outcomes.ReadAsync(project.Id, after: null, token)
                .Where(outcome => outcome.DecidedOn >= from && outcome.DecidedOn <= to)
                .Select(outcome => new DecidedOutcome(project.Id, outcome.Id, outcome.DecidedOn, outcome.Theme, outcome.WeDid, outcome.By))
                .ToListAsync(token),
            cancellationToken);
        return [.. decided.SelectMany(ofProject => ofProject).OrderBy(outcome => outcome.On).ThenBy(outcome => outcome.Outcome.Value)];
    }
}
