using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Puts a voice under a later consent of the same participant, because the one it is under ends or has ended.</summary>
public sealed record RenewConsent(ProjectId Project, VoiceId Voice, ConsentId Consent);

/// <summary>
/// Asking again makes a new consent, with its own statement, and changes nothing by itself: words come under it only when
/// somebody says so here, for each voice. It must be given, of the same participant and recorded later, so that no voice ever goes
/// back to an older statement; and nothing that was withdrawn comes back. The earlier consent's card keeps its power
/// (<see cref="Voice.EarlierConsents"/>).
/// <para>
/// A withdrawal of the new consent at the same time is met as a capture meets it: the voice is listed under the consent first,
/// then the consent is read, then the voice is changed under the mark it was read with before either. The withdrawal marks the
/// consent, reads the list, and rewrites every voice it finds there.
/// </para>
/// </summary>
public sealed class RenewConsentHandler(
    IProjectStore projects,
    IConsentStore consents,
    IVoicesOfConsent voicesOfConsent,
    IConsentLedger ledger,
    ChangeVoice change,
    TimeProvider clock)
{
    public async Task<Result<Voice>> HandleAsync(RenewConsent command, Actor by, CancellationToken cancellationToken) =>
        await projects.FindAsync(command.Project, cancellationToken) is null
            ? Refusals.NotFound("project")
            : await change.HandleAsync(
                command.Project, command.Voice, by, "voice-renewed", voice => RenewAsync(voice, command, by, cancellationToken), cancellationToken);

    private async Task<Result<Voice>> RenewAsync(Voice voice, RenewConsent command, Actor by, CancellationToken cancellationToken)
    {
        if (voice.WithLead)
            return Refusals.NotFound("voice");
        if (voice.Status == VoiceStatus.Erased)
            return Refusals.VoiceErased;
        if (voice.Consent == command.Consent)
            return voice;
        if (await consents.FindAsync(command.Project, command.Consent, cancellationToken) is not { } asked)
            return Refusals.DoesNotFit("consent", "There is no such consent in this project.");
        if (asked.Participant != voice.Participant)
            return Refusals.DoesNotFit("consent", "Is the consent of another participant.");

        await voicesOfConsent.AddAsync(command.Project, command.Consent, command.Voice, cancellationToken);
        var earlier = await consents.FindAsync(command.Project, voice.Consent, cancellationToken);
        var later = (await consents.FindAsync(command.Project, command.Consent, cancellationToken))!;
        if (Misfit(earlier, later) is { } misfit)
            return misfit;

        await ledger.AppendAsync(EventOf(voice, command, by), cancellationToken);
        return voice.Renew(later);
    }

    private Refusal? Misfit(Consent? earlier, Consent later) =>
        earlier?.StateOn(clock.Today()) is null or ConsentState.Withdrawn ? Refusals.ConsentNotGiven(ConsentState.Withdrawn)
        : later.StateOn(clock.Today()) is var state and not ConsentState.Given ? Refusals.ConsentNotGiven(state)
        : later.RecordedAt <= earlier.RecordedAt ? Refusals.DoesNotFit("consent", "Was recorded before the one that it would take the place of.")
        : null;

    /// <summary>A voice comes under a consent once at most, because each is later than the one before.</summary>
    private ConsentEvent EventOf(Voice voice, RenewConsent command, Actor by) => new(
        command.Project,
        command.Consent,
        ConsentFact.VoiceRenewed,
        clock.GetUtcNow(),
        ConsentEvent.PartyOf(by),
        $$"""{"voice":"{{voice.Id}}","from":"{{voice.Consent}}"}""",
        Occurrence: voice.Id.ToString());
}
