using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// What one participant answered, and what a parent or carer did. <paramref name="Code"/> is the withdrawal code that a device
/// without signal made and gave out already; null lets one be made here.
/// </summary>
public sealed record RecordConsent(
    ProjectId Project,
    ConsentId Consent,
    ParticipantId Participant,
    StatementShown Statement,
    IReadOnlyList<Use> Uses,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<Audience> Audiences,
    Answer YoungPerson,
    Answer? ParentOrCarer,
    string? CompetenceNote,
    DateOnly? ExpiresOn,
    WithdrawalCode? Code = null);

/// <summary><paramref name="Code"/> only when this call recorded the consent: it is shown this once.</summary>
public sealed record ConsentRecorded(Consent Consent, ConsentState State, WithdrawalCode? Code);

/// <summary>
/// Records a consent, or a refusal, which is recorded too. In this order, each step safe to repeat after a stop: the ledger, the
/// day it ends on, the code's hash, the audit, and last the consent itself, which is what makes words usable. For somebody who asked for everything
/// to be erased none is recorded.
/// </summary>
public sealed class RecordConsentHandler(
    IProjectStore projects,
    IParticipantStore participants,
    IConsentStore consents,
    IConsentLedger ledger,
    IConsentExpiries expiries,
    IWithdrawalCodes codes,
    WithdrawConsentHandler withdraw,
    IAudit audit,
    TimeProvider clock)
{
    public async Task<Result<Kept<ConsentRecorded>>> HandleAsync(RecordConsent command, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(command.Project, cancellationToken) is not { } project)
            return Refusals.NotFound("project");
        if (await participants.FindAsync(command.Project, command.Participant, cancellationToken) is not { } participant)
            return Refusals.DoesNotFit("participant", "There is no such participant in this project.");

        if (participant.ErasedAt is not null)
            return await RefuseErasedAsync(command, cancellationToken);

        var consent = ConsentOf(command, participant, project.Rule);
        if (await consents.FindAsync(command.Project, command.Consent, cancellationToken) is { } standing)
            return await CompareAsync(standing, consent, command.Code, cancellationToken);
        if (command.Code is { } given && await codes.FindAsync(given, cancellationToken) is { } owner && owner != OwnerOf(consent))
            return Refusals.CodeTaken;
        if (project.Rule.LacksParentOrCarer(participant.AgeBand, consent.YoungPerson, consent.ParentOrCarer, consent.CompetenceNote))
            return ParentOrCarerNeeded(project.Rule);

        var happened = new ConsentEvent(
            command.Project,
            command.Consent,
            ConsentFact.ConsentRecorded,
            consent.RecordedAt,
            ConsentEvent.PartyOf(by),
            ConsentDetails.Of(consent));
        var entry = await ledger.AppendAsync(happened, cancellationToken);
        if (entry.Details != happened.Details)
            return Refusals.AlreadyDifferent("consent");

        consent = consent with { RecordedAt = entry.ToInstant() };
        if (consent.ExpiresOn is { } lastDay)
            await expiries.AddAsync(new(command.Project, command.Consent, lastDay), cancellationToken);
        var code = command.Code ?? WithdrawalCode.Random();
        await codes.AddAsync(code, OwnerOf(consent), cancellationToken);
        await audit.RecordAsync(
            new(consent.RecordedAt, by, "consent-recorded", $"consent/{command.Consent}", command.Project), cancellationToken);

        // Looked at before the consent stands: nothing may come between that and the answer, which alone holds the code.
        var erased = await participants.FindAsync(command.Project, command.Participant, cancellationToken) is not { ErasedAt: null };
        var added = await consents.AddAsync(consent, cancellationToken);
        if (erased)
            return await RefuseErasedAsync(command, cancellationToken);
        return added
            ? new Kept<ConsentRecorded>(Recorded(consent, code), IsNew: true)
            : await CompareAsync((await consents.FindAsync(command.Project, command.Consent, cancellationToken))!, consent, command.Code, cancellationToken);
    }

    /// <summary>
    /// Whoever erases a person marks them first, and then reads the ledger for their consents. So either this one is found there, also while it is on its way,
    /// or the mark is seen here, after the ledger knew of it or when a device sends it again.
    /// </summary>
    private async Task<Result<Kept<ConsentRecorded>>> RefuseErasedAsync(RecordConsent command, CancellationToken cancellationToken)
    {
        if (await consents.FindAsync(command.Project, command.Consent, cancellationToken) is { } standing && standing.Participant == command.Participant)
        {
            await withdraw.HandleAsync(new(command.Project, command.Consent, Reason: null), Actor.System, cancellationToken);
            await consents.EraseNoteAsync(command.Project, command.Consent, cancellationToken);
        }

        return Refusals.PersonErased;
    }

    private Consent ConsentOf(RecordConsent command, Participant participant, ConsentRule rule) => new()
    {
        Id = command.Consent,
        Project = command.Project,
        Participant = command.Participant,
        AgeBand = participant.AgeBand,
        Rule = rule,
        Statement = command.Statement,
        Uses = command.Uses,
        Purposes = command.Purposes,
        Audiences = command.Audiences,
        YoungPerson = command.YoungPerson,
        ParentOrCarer = command.ParentOrCarer,
        CompetenceNote = command.CompetenceNote,
        ExpiresOn = command.ExpiresOn,
        RecordedAt = clock.GetUtcNow(),
    };

    /// <summary>A repeat carries the same code again, or leaves it out.</summary>
    private async Task<Result<Kept<ConsentRecorded>>> CompareAsync(
        Consent standing, Consent consent, WithdrawalCode? code, CancellationToken cancellationToken) =>
        standing.IsSameAs(consent) && (code is null || await codes.FindAsync(code, cancellationToken) == OwnerOf(consent))
            ? new Kept<ConsentRecorded>(Recorded(standing, code: null), IsNew: false)
            : Refusals.AlreadyDifferent("consent");

    private static CodeOwner OwnerOf(Consent consent) => new(consent.Project, consent.Id);

    private ConsentRecorded Recorded(Consent consent, WithdrawalCode? code) => new(consent, consent.StateOn(clock.Today()), code);

    private static Refusal ParentOrCarerNeeded(ConsentRule rule)
    {
        var instead = rule.CompetenceNoteStandsIn ? ", or from 13 a competence note say why not" : "";
        return Refusals.DoesNotFit(
            "parentOrCarer",
            string.Create(
                CultureInfo.InvariantCulture, $"A parent or carer has to answer for somebody under {rule.ParentOrCarerBelow}{instead}."));
    }
}
