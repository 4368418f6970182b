using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Words that a participant said in a session, under a consent. With <paramref name="Refer"/> they are held for the safeguarding lead
/// from the first moment; <paramref name="Concern"/> is what worries the worker.
/// </summary>
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
    string? Credit,
    bool Refer = false,
    string? Concern = null);

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
    ReviewVoiceHandler review,
    ReferVoice refer,
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
            return await ReferIfAskedAsync(Compare(there.Value, voice, await consent), there.Value, command, by, cancellationToken);
        if (Misfit(voice, await session, await participant, await consent) is { } misfit)
            return misfit;

        await voicesOfConsent.AddAsync(voice.Project, voice.Consent, voice.Id, cancellationToken);
        var agreed = (await consents.FindAsync(voice.Project, voice.Consent, cancellationToken))!;
        if (agreed.StateOn(clock.Today()) is var state and not ConsentState.Given)
            return Refusals.ConsentNotGiven(state);
        voice = voice with { ConsentedAudiences = agreed.Audiences, ConsentedPurposes = agreed.Purposes, ConsentedUntil = agreed.ExpiresOn, ReceivedAt = clock.GetUtcNow() };

        var isNew = command.Refer ? await AddHeldAsync(voice, command.Concern, by, cancellationToken) : await AddAsync(voice, by, cancellationToken);
        if (isNew)
            return new Kept<VoiceCaptured>(Captured(voice), IsNew: true);

        var first = (await voices.FindAsync(voice.Project, voice.Id, cancellationToken))!.Value;
        var same = Compare(first, voice, await consents.FindAsync(voice.Project, voice.Consent, cancellationToken));
        return await ReferIfAskedAsync(same, first, command, by, cancellationToken);
    }

    private async Task<bool> AddAsync(Voice voice, Actor by, CancellationToken cancellationToken)
    {
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "voice-captured", $"voice/{voice.Id}", voice.Project), cancellationToken);
        return await voices.AddAsync(voice, cancellationToken);
    }

    /// <summary>There is no moment at which anybody but the lead could see it.</summary>
    private async Task<bool> AddHeldAsync(Voice voice, string? concern, Actor by, CancellationToken cancellationToken)
    {
        var signature = Signature.Of(by, clock.GetUtcNow());
        var added = false;
        await refer.HandleAsync(
            new(voice.Project, voice.Id, voice.Session, signature),
            async () =>
            {
                await audit.RecordAsync(new(signature.At, by, "voice-referred", $"voice/{voice.Id}", voice.Project), cancellationToken);
                added = await AddAsync(voice.Refer(signature, concern), by, cancellationToken);
                return added ? voice.Refer(signature, concern) : voice;
            },
            cancellationToken);
        return added;
    }

    /// <summary>
    /// A worker may become worried after the words were sent. A repeat that refers holds them, once: a late repeat does not hold again
    /// what the lead has let go.
    /// </summary>
    private async Task<Result<Kept<VoiceCaptured>>> ReferIfAskedAsync(
        Result<Kept<VoiceCaptured>> same, Voice standing, CaptureVoice command, Actor by, CancellationToken cancellationToken)
    {
        if (!same.Succeeded || !command.Refer || standing.Referral is not null)
            return same;
        var referred = await review.HandleAsync(
            new(command.Project, command.Voice, Decision.Refer, Words: null, command.Concern), by, cancellationToken);
        return referred.Succeeded || referred.Refusal == Refusals.NotFound("voice") ? same : referred.Refusal;
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
        if (standing.ErasedAt is not null)
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
