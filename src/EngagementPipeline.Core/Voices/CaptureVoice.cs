using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Voices;

/// <summary>Words that a participant said in a session, under a consent.</summary>
public sealed record CaptureVoice(
    ProjectId Project,
    VoiceId Voice,
    SessionId Session,
    ParticipantId Participant,
    ConsentId Consent,
    Prompt Prompt,
    string Words,
    string Language,
    DateTimeOffset CapturedAt,
    IReadOnlyList<string> Themes,
    string? Credit);

public sealed record VoiceCaptured(VoiceId Voice, IReadOnlyList<IdentityWarning> Warnings);

/// <summary>
/// Records a voice for review. One whose consent was withdrawn, before or while it is recorded, is refused, and a repeat
/// of it never brings the words back (<see cref="IVoicesOfConsent"/> says how the two meet).
/// </summary>
public sealed class CaptureVoiceHandler(
    IProjectStore projects,
    ISessionStore sessions,
    IParticipantStore participants,
    IConsentStore consents,
    IVoiceStore voices,
    IVoicesOfConsent voicesOfConsent,
    IAudit audit,
    TimeProvider clock)
{
    public async Task<Result<Kept<VoiceCaptured>>> HandleAsync(CaptureVoice command, Actor by, CancellationToken cancellationToken)
    {
        var voice = VoiceOf(command, by);
        var project = projects.FindAsync(voice.Project, cancellationToken);
        var standing = voices.FindAsync(voice.Project, voice.Id, cancellationToken);
        var session = sessions.FindAsync(voice.Project, voice.Session, cancellationToken);
        var participant = participants.FindAsync(voice.Project, voice.Participant, cancellationToken);
        var consent = consents.FindAsync(voice.Project, voice.Consent, cancellationToken);
        await Task.WhenAll(project, standing, session, participant, consent);

        if (await project is null)
            return Refusals.NotFound("project");
        if (await standing is { } there)
            return Compare(there.Value, voice, await consent);
        if (Misfit(voice, await session, await participant, await consent) is { } misfit)
            return misfit;

        await voicesOfConsent.AddAsync(voice.Project, voice.Consent, voice.Id, cancellationToken);
        var agreed = (await consents.FindAsync(voice.Project, voice.Consent, cancellationToken))!;
        if (agreed.StateOn(clock.Today()) is var state and not ConsentState.Given)
            return Refusals.ConsentNotGiven(state);
        voice = voice with { ConsentedAudiences = agreed.Audiences, ConsentedPurposes = agreed.Purposes };

        await audit.RecordAsync(new(clock.GetUtcNow(), by, "voice-captured", $"voice/{voice.Id}", voice.Project), cancellationToken);
        return await voices.AddAsync(voice, cancellationToken)
            ? new Kept<VoiceCaptured>(Captured(voice), IsNew: true)
            : Compare(
                (await voices.FindAsync(voice.Project, voice.Id, cancellationToken))!.Value,
                voice,
                await consents.FindAsync(voice.Project, voice.Consent, cancellationToken));
    }

    private Refusal? Misfit(Voice voice, Session? session, Participant? participant, Consent? consent) =>
        session is null ? Refusals.DoesNotFit("session", "There is no such session in this project.")
        : participant is null ? Refusals.DoesNotFit("participant", "There is no such participant in this project.")
        : consent is null ? Refusals.DoesNotFit("consent", "There is no such consent in this project.")
        : consent.Participant != voice.Participant ? Refusals.DoesNotFit("consent", "Is the consent of another participant.")
        : consent.StateOn(clock.Today()) is var state and not ConsentState.Given ? Refusals.ConsentNotGiven(state)
        : null;

    private Result<Kept<VoiceCaptured>> Compare(Voice standing, Voice voice, Consent? consent)
    {
        if (standing.Status == VoiceStatus.Erased)
        {
            return consent?.StateOn(clock.Today()) is { } state and not ConsentState.Given
                ? Refusals.ConsentNotGiven(state)
                : Refusals.VoiceErased;
        }

        return standing.IsSameCaptureAs(voice)
            ? new Kept<VoiceCaptured>(Captured(standing), IsNew: false)
            : Refusals.AlreadyDifferent("voice");
    }

    private static VoiceCaptured Captured(Voice voice) => new(voice.Id, IdentityWarnings.In(voice.OriginalWords));

    private static Voice VoiceOf(CaptureVoice command, Actor by) => new()
    {
        Id = command.Voice,
        Project = command.Project,
        Session = command.Session,
        Participant = command.Participant,
        Consent = command.Consent,
        Prompt = command.Prompt,
        OriginalWords = command.Words,
        Language = command.Language,
        CapturedAt = command.CapturedAt,
        Themes = command.Themes,
        Credit = command.Credit,
        CapturedBy = by.Id,
        ConsentedAudiences = [],
        ConsentedPurposes = [],
    };
}
