using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Outcomes;

/// <summary>
/// Whoever erases voices calls this after: outcomes that no voice is left of lose what they repeat of the words. Safe to repeat. It
/// reads all of a project's outcomes: they are decisions, and there are far fewer of them than voices.
/// </summary>
public sealed class ForgetOutcomeWords(IOutcomeStore outcomes, IVoiceStore voices)
{
    public async Task HandleAsync(ProjectId project, IReadOnlyCollection<VoiceId> erased, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (erased.Count == 0)
            return;
        var affected = erased.ToHashSet();
        await foreach (var outcome in outcomes.ReadAsync(project, after: null, cancellationToken))
        {
            if (outcome.WordsErasedAt is null && outcome.Voices.Any(affected.Contains) && await NoneStandsAsync(outcome, cancellationToken))
                await ForgetAsync(project, outcome.Id, at, cancellationToken);
        }
    }

    /// <summary>Looks at every outcome of a project: for whoever erases words in more steps than one.</summary>
    public async Task HandleAsync(ProjectId project, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await foreach (var outcome in outcomes.ReadAsync(project, after: null, cancellationToken))
        {
            if (outcome.WordsErasedAt is null && outcome.Voices.Count > 0 && await NoneStandsAsync(outcome, cancellationToken))
                await ForgetAsync(project, outcome.Id, at, cancellationToken);
        }
    }

    private async Task<bool> NoneStandsAsync(Outcome outcome, CancellationToken cancellationToken) =>
        (await voices.FindAsync(outcome.Project, outcome.Voices, cancellationToken)).All(voice => voice.ErasedAt is not null);

    private async Task ForgetAsync(ProjectId project, OutcomeId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (await outcomes.FindAsync(project, id, cancellationToken) is { } read
            && !await outcomes.ReplaceAsync(read with { Value = read.Value.ForgetWords(at) }, cancellationToken))
        {
            // Somebody changed it meanwhile: once more.
        }
    }
}
