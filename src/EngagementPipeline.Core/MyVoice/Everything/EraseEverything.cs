using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>Erases everything of one person. <paramref name="Why"/> is for the audit: how they asked, never what they said.</summary>
public sealed record EraseEverything(ProjectId Project, ParticipantId Participant, string? Why)
{
    public const int LongestWhy = 300;
}

/// <summary>One consent of theirs, which was taken back: its words, pictures and sounds went, or go within seconds.</summary>
public sealed record ErasedConsent(ConsentId Consent, DateOnly AgreedOn, bool NoteErased);

/// <summary>
/// What was erased. <paramref name="OnTheWay"/>: consents that are being recorded just now; whoever records them is refused, or the timer takes them back.
/// </summary>
public sealed record EverythingErased(ProjectId Project, ParticipantId Participant, DateTimeOffset At, IReadOnlyList<ErasedConsent> Consents, int OnTheWay);

/// <summary>
/// Erases one person for good, by the acts that erase a part: so pages, pictures, outcomes and lists obey as they always do. It is noted as asked for, and then
/// taken in steps, each of which may be repeated:
/// <list type="number">
/// <item>the audit says who asked and why;</item>
/// <item>the participant loses district, ethnic group and sex and is marked: from here no consent is recorded for them;</item>
/// <item>every consent of theirs is withdrawn, with all that hangs on it, and its competence note goes;</item>
/// <item>the note is struck off.</item>
/// </list>
/// After a stop between any two, <see cref="FinishErasuresHandler"/> takes the steps again. What stays, and why, is in docs/privacy/subject-requests.md.
/// </summary>
public sealed class EraseEverythingHandler(
    IParticipantStore participants,
    ConsentsOfPerson consentsOfPerson,
    IConsentStore consents,
    WithdrawConsentHandler withdraw,
    IPendingErasures pending,
    IAudit audit,
    TimeProvider clock)
{
    /// <summary>Whoever has not recorded a consent by then, after the ledger said so, never will.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(1);

    public async Task<Result<EverythingErased>> HandleAsync(EraseEverything command, Actor by, CancellationToken cancellationToken)
    {
        if (await participants.FindAsync(command.Project, command.Participant, cancellationToken) is null)
            return Refusals.NotFound("participant");

        // Once it is noted it goes on, whether or not whoever asked stays for the answer.
        var noted = await pending.AddAsync(new(command.Project, command.Participant, clock.GetUtcNow(), by, command.Why), cancellationToken);
        return await CompleteAsync(noted, CancellationToken.None);
    }

    /// <summary>Takes every step, whichever were taken before.</summary>
    public async Task<EverythingErased> CompleteAsync(PendingErasure erasure, CancellationToken cancellationToken)
    {
        var (project, participant, at, by, why) = erasure;
        await audit.RecordAsync(new(at, by, "everything-erased", $"participant/{participant}", project, why), cancellationToken);
        await participants.EraseAsync(project, participant, at, cancellationToken);

        var (erased, onTheWay) = (new List<ErasedConsent>(), 0);
        foreach (var (id, consent, ledger) in await consentsOfPerson.ReadAsync(project, participant, cancellationToken))
        {
            if (consent is null)
            {
                onTheWay += ledger[0].ToInstant() > clock.GetUtcNow() - GivenUp ? 1 : 0;
                continue;
            }

            await withdraw.HandleAsync(new(project, id, why), by, cancellationToken);
            await consents.EraseNoteAsync(project, id, cancellationToken);
            erased.Add(new(id, consent.YoungPerson.On, consent.CompetenceNote is not null));
        }

        if (onTheWay == 0)
            await pending.RemoveAsync(erasure, cancellationToken);
        return new(project, participant, at, erased, onTheWay);
    }
}

/// <summary>The same for whoever holds a code: the card of any consent of theirs.</summary>
public sealed class EraseEverythingByCodeHandler(CodeHolder holder, IConsentStore consents, EraseEverythingHandler erase)
{
    public Task<Result<EverythingErased>> HandleAsync(string? code, CancellationToken cancellationToken) =>
        holder.DoAsync(
            code,
            async (owner, token) => await consents.FindAsync(owner.Project, owner.Consent, token) is { } consent
                ? await erase.HandleAsync(new(owner.Project, consent.Participant, Why: null), Actor.CodeHolder, token)
                : Refusals.NotFound("code"),
            cancellationToken);
}

/// <summary>Completes the erasures that were begun and not seen to end: the service stopped, or storage did, or a consent was on its way.</summary>
public sealed class FinishErasuresHandler(IPendingErasures pending, EraseEverythingHandler erase)
{
    public Task HandleAsync(CancellationToken cancellationToken) =>
        EachOfAll.DoAsync(pending.ReadAsync, erase.CompleteAsync, cancellationToken);
}
