using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Voices.Outcomes;

/// <summary>An outcome for <paramref name="Voices"/>, or for every voice with <paramref name="Theme"/>: one of the two.</summary>
public sealed record RecordOutcome(
    ProjectId Project,
    OutcomeId Outcome,
    IReadOnlyList<VoiceId> Voices,
    string? Theme,
    string YouSaid,
    string WeDid,
    DateOnly DecidedOn,
    string? By);

/// <summary><paramref name="Warnings"/> are of <c>youSaid</c>, then of <c>weDid</c>: what may tell who spoke.</summary>
public sealed record OutcomeRecorded(OutcomeId Outcome, IReadOnlyList<IdentityWarning> YouSaidWarnings, IReadOnlyList<IdentityWarning> WeDidWarnings);

/// <summary>
/// Records an outcome. What it repeats of the young person's words is written last, over a row that stands already, and only while
/// one of the voices stands: a withdrawal, which erases the voices before it looks for outcomes, then either finds the row and marks it,
/// or is seen here.
/// </summary>
public sealed class RecordOutcomeHandler(IProjectStore projects, IVoiceStore voices, IOutcomeStore outcomes, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Kept<OutcomeRecorded>>> HandleAsync(RecordOutcome command, Actor by, CancellationToken cancellationToken)
    {
        var outcome = OutcomeOf(command);
        if (await projects.FindAsync(command.Project, cancellationToken) is null)
            return Refusals.NotFound("project");
        if (await outcomes.FindAsync(command.Project, command.Outcome, cancellationToken) is { Value: var there })
        {
            if (!there.IsSameAs(outcome))
                return Refusals.AlreadyDifferent("outcome");
            if (there.YouSaid is not null || there.WordsErasedAt is not null)
                return Standing(there, outcome);
        }
        else if (await MisfitAsync(outcome, cancellationToken) is { } misfit)
        {
            return misfit;
        }

        await audit.RecordAsync(new(clock.GetUtcNow(), by, "outcome-recorded", $"outcome/{outcome.Id}", outcome.Project), cancellationToken);
        var isNew = await outcomes.AddAsync(outcome with { YouSaid = null }, cancellationToken);
        if (await outcomes.FindAsync(outcome.Project, outcome.Id, cancellationToken) is not { } row)
            return Refusals.NotFound("outcome");
        if (row.Value is not { YouSaid: null, WordsErasedAt: null })
            return Standing(row.Value, outcome);
        if (!await AnyStandsAsync(outcome, cancellationToken))
            return Refusals.VoiceErased;

        if (await outcomes.ReplaceAsync(row with { Value = row.Value with { YouSaid = outcome.YouSaid } }, cancellationToken))
            return new Kept<OutcomeRecorded>(Recorded(outcome), isNew);
        return await outcomes.FindAsync(outcome.Project, outcome.Id, cancellationToken) is { Value: var changed }
            ? Standing(changed, outcome)
            : Refusals.NotFound("outcome");
    }

    private static Result<Kept<OutcomeRecorded>> Standing(Outcome there, Outcome outcome) =>
        there.WordsErasedAt is not null ? Refusals.VoiceErased
        : there.IsSameAs(outcome) ? new Kept<OutcomeRecorded>(Recorded(there), IsNew: false)
        : Refusals.AlreadyDifferent("outcome");

    private async Task<Refusal?> MisfitAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.DecidedOn > clock.Today())
            return Refusals.DoesNotFit("decidedOn", "This day is still to come. Record it once it is decided.");

        // A voice with the safeguarding lead does not exist for anybody else.
        var found = (await voices.FindAsync(outcome.Project, outcome.Voices, cancellationToken)).Where(voice => !voice.WithLead).ToList();
        if (found.Count != outcome.Voices.Count)
            return Refusals.DoesNotFit("voices", "One of them is no voice of this project.");
        return found.Any(voice => voice.ErasedAt is not null)
            ? Refusals.DoesNotFit("voices", "One of them was taken back.")
            : null;
    }

    private async Task<bool> AnyStandsAsync(Outcome outcome, CancellationToken cancellationToken) =>
        outcome.Voices is []
        || (await voices.FindAsync(outcome.Project, outcome.Voices, cancellationToken)).Any(voice => voice.ErasedAt is null);

    private static OutcomeRecorded Recorded(Outcome outcome) =>
        new(outcome.Id, IdentityWarnings.In(outcome.YouSaid ?? ""), IdentityWarnings.In(outcome.WeDid));

    private Outcome OutcomeOf(RecordOutcome command) => new()
    {
        Id = command.Outcome,
        Project = command.Project,
        Voices = command.Voices,
        Theme = command.Theme,
        YouSaid = command.YouSaid,
        WeDid = command.WeDid,
        DecidedOn = command.DecidedOn,
        By = command.By,
        RecordedAt = clock.GetUtcNow(),
    };
}
