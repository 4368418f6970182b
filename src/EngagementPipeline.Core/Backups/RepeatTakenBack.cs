using System.Globalization;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Backups;

/// <summary>
/// Takes back again, in a store that was put back from a backup, what was taken back since. It runs before any page is made and before the app is
/// started, and by the app's own acts, so that the ledger, the audit and outcomes say it too. Said again, a line changes nothing.
/// <para>
/// A voice that somebody decided about since is held again where it was held, and waits for review where it would be shown as it was before: nobody knows
/// what the later decision said, only that there was one.
/// </para>
/// </summary>
public sealed class RepeatTakenBackHandler(
    IProjectStore projects,
    IParticipantStore participants,
    ConsentsOfPerson consentsOfPerson,
    IConsentStore consents,
    IVoiceStore voices,
    WithdrawConsentHandler withdraw,
    NarrowConsentHandler narrow,
    ForgetMedia forgetMedia,
    IMediaStore media,
    IMediaTies ties,
    IVoicesOfConsent voicesOfConsent,
    IConsentLedger ledger,
    ChangeVoice change,
    ForgetOutcomeWords outcomes,
    ILiveStories live)
{
    /// <summary>The ledger says "a worker"; which one, only the audit knew.</summary>
    private static readonly Actor AWorker = new("restored", "As the list beside the backup says", new HashSet<Role>());

    public async Task HandleAsync(TakenBack taken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        if (!Id.TryParse<ProjectId>(taken.Project, out var project) || await projects.FindAsync(project, cancellationToken) is null)
            return;

        await (taken.Kind switch
        {
            TakenBackKind.ConsentWithdrawn => WithdrawAsync(project, IdOf<ConsentId>(taken.Id), taken, cancellationToken),
            TakenBackKind.ConsentNarrowed => NarrowAsync(project, IdOf<ConsentId>(taken.Id), taken, cancellationToken),
            TakenBackKind.WordsErased => EraseAsync(project, IdOf<VoiceId>(taken.Id), taken, cancellationToken),
            TakenBackKind.VoiceDecided => AskAgainAsync(project, IdOf<VoiceId>(taken.Id), taken, cancellationToken),
            TakenBackKind.PersonErased => ErasePersonAsync(project, IdOf<ParticipantId>(taken.Id), taken.At, cancellationToken),
            TakenBackKind.StoryTakenDown => TakeDownAsync(IdOf<StoryId>(taken.Id), int.Parse(taken.Details!, CultureInfo.InvariantCulture), cancellationToken),
            TakenBackKind.VoiceRenewed => AskUnderWhichConsentAsync(project, IdOf<VoiceId>(taken.Id), IdOf<ConsentId>(taken.Consent!), cancellationToken),
            TakenBackKind.MediaTied => TieAsync(project, IdOf<MediaId>(taken.Id), IdOf<ConsentId>(taken.Consent!), cancellationToken),
            _ => throw new InvalidOperationException($"Nobody knows how to repeat {taken.Kind}."),
        });
    }

    /// <summary>Where it is marked already, its words may still be there: the copy was made while the withdrawal ran.</summary>
    private async Task WithdrawAsync(ProjectId project, ConsentId id, TakenBack taken, CancellationToken cancellationToken)
    {
        if (await consents.FindAsync(project, id, cancellationToken) is { } consent)
        {
            var affected = await voicesOfConsent.ReadAsync(project, id, cancellationToken);
            if (consent.WithdrawnAt is null || (await voices.FindAsync(project, affected, cancellationToken)).Any(voice => voice.ErasedAt is null && voice.HangsOn(id)))
                await withdraw.CompleteAsync(new(project, id, taken.At, ActorOf(taken.By), Reason: null), cancellationToken);
        }

        // Pictures and sounds hang on the consent, too, also where it is younger than the backup. No page is made of it here: that comes when everything is repeated.
        await forgetMedia.HandleAsync(project, id, cancellationToken);
    }

    /// <summary>
    /// A picture may be older than the backup, and who is in it been told later. Under a consent that the backup does not know it is shown nowhere.
    /// </summary>
    private async Task TieAsync(ProjectId project, MediaId id, ConsentId consent, CancellationToken cancellationToken)
    {
        await media.AdoptAsync(id, project, cancellationToken);
        await ties.AddAsync(project, consent, id, cancellationToken);
        await media.TieAsync(id, consent, cancellationToken);
    }

    /// <summary>Their consents have lines of their own; what no line tells of is what else was known about them.</summary>
    private async Task ErasePersonAsync(ProjectId project, ParticipantId participant, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await participants.EraseAsync(project, participant, at, cancellationToken);
        foreach (var consent in await consentsOfPerson.ReadAsync(project, participant, cancellationToken))
            await consents.EraseNoteAsync(project, consent.Id, cancellationToken);
    }

    private async Task NarrowAsync(ProjectId project, ConsentId id, TakenBack taken, CancellationToken cancellationToken)
    {
        if (await consents.FindAsync(project, id, cancellationToken) is not { WithdrawnAt: null } consent)
            return;
        using var details = JsonDocument.Parse(taken.Details!);
        var kept = new Scope(NamesIn<Audience>("audiences"), NamesIn<Purpose>("purposes"));
        if (!consent.Scope.Within(kept).IsSameAs(consent.Scope))
            await narrow.CompleteAsync(new(project, id, taken.At, ActorOf(taken.By), kept), cancellationToken);

        List<T> NamesIn<T>(string list)
            where T : struct, Enum =>
            details.RootElement.GetProperty(list).EnumerateArray().Select(name => Kebab.Parse<T>(name.GetString()!)).ToList();
    }

    /// <summary>What the backup does not know gets its marker, so that a late repeat from a device is refused as before.</summary>
    private async Task EraseAsync(ProjectId project, VoiceId id, TakenBack taken, CancellationToken cancellationToken)
    {
        var consent = IdOf<ConsentId>(taken.Consent!);
        if (await voices.FindAsync(project, id, cancellationToken) is not { Value: var voice })
        {
            await voices.AddAsync(Voice.Marker(project, id, consent, taken.At), cancellationToken);
            return;
        }

        if (voice.ErasedAt is not null)
            return;
        await ledger.AppendAsync(
            new(project, voice.Consent, ConsentFact.WordsErased, taken.At, LedgerParty.System, $$"""{"voice":"{{id}}"}""", Occurrence: id.ToString()), cancellationToken);
        await change.HandleAsync(project, id, Actor.System, "words-erased", one => one.Erase(taken.At), cancellationToken, _ => "erased before the restore");
        await outcomes.HandleAsync(project, [id], taken.At, cancellationToken);
    }

    private async Task AskAgainAsync(ProjectId project, VoiceId id, TakenBack taken, CancellationToken cancellationToken)
    {
        var held = Kebab.Parse<VoiceStatus>(taken.Details!) is VoiceStatus.Held or VoiceStatus.Closed;
        await change.HandleAsync(project, id, Actor.System, "voice-decided-before-restore", Change, cancellationToken);

        Result<Voice> Change(Voice voice) =>
            voice.ErasedAt is not null || voice.WithLead || !(ListTakenBackHandler.LastDecided(voice) is not { } known || known < taken.At) ? voice
            : held ? voice.Refer(Signature.Of(Actor.System, taken.At), concern: null)
            : voice.Status == VoiceStatus.Approved ? voice with { Status = VoiceStatus.Pending }
            : voice;
    }

    /// <summary>Its consent of then may cover less, and may not be in the backup: where it would be shown under the one before, it waits for review.</summary>
    private async Task AskUnderWhichConsentAsync(ProjectId project, VoiceId id, ConsentId later, CancellationToken cancellationToken) =>
        await change.HandleAsync(
            project, id, Actor.System, "voice-renewed-before-restore",
            voice => voice.Status == VoiceStatus.Approved && !voice.HangsOn(later) ? voice with { Status = VoiceStatus.Pending } : voice, cancellationToken);

    /// <summary>Not one that was published again later: its publications are counted.</summary>
    private async Task TakeDownAsync(StoryId id, int publication, CancellationToken cancellationToken)
    {
        while (await live.FindAsync(id, cancellationToken) is { Value.Live: true } wish && wish.Value.Publication < publication)
        {
            if (await live.PutAsync(wish.Value.TakenDown(), wish.Mark, cancellationToken))
                return;
        }
    }

    private static Actor ActorOf(string? party) => Kebab.Parse<LedgerParty>(party!) switch
    {
        LedgerParty.YoungPerson => Actor.CodeHolder,
        LedgerParty.System => Actor.System,
        _ => AWorker,
    };

    private static T IdOf<T>(string text)
        where T : struct, IId<T> =>
        Id.TryParse<T>(text, out var id) ? id : throw new FormatException($"'{text}' is no {typeof(T).Name}.");
}
