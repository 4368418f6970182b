using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// The safeguarding lead ends a hold: the voice goes back to the queue. Said again, it changes nothing. <paramref name="Note"/> is for
/// the reviewer, and for the audit where it has not a word of theirs in it.
/// </summary>
public sealed record ReleaseVoice(ProjectId Project, VoiceId Voice, string? Note);

public sealed class ReleaseVoiceHandler(IProjectStore projects, ChangeVoice change, IReferrals referrals, TimeProvider clock)
{
    public async Task<Result<Voice>> HandleAsync(ReleaseVoice command, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(command.Project, cancellationToken) is null)
            return Refusals.NotFound("project");

        var signature = Signature.Of(by, clock.GetUtcNow());
        var released = await change.HandleAsync(
            command.Project, command.Voice, by, "voice-released", voice => Release(voice, command.Note, signature), cancellationToken,
            voice => Repetition.MayBeIn(command.Note, voice) ? null : command.Note);
        if (released is { Succeeded: true, Value: { Referral: { } referral } voice })
            await referrals.RemoveAsync(new(voice.Project, voice.Id, voice.Session, referral.By), cancellationToken);
        return released;
    }

    private static Result<Voice> Release(Voice voice, string? note, Signature by) => voice.Status switch
    {
        VoiceStatus.Erased => Refusals.VoiceErased,
        VoiceStatus.Closed => Refusals.VoiceClosed,
        VoiceStatus.Held => voice.Release(by, note),
        _ => voice,
    };
}

/// <summary>
/// The safeguarding lead closes a hold for good. The words stay for the lead alone, or are erased. <paramref name="Reason"/> goes into
/// the audit, and so repeats nothing of the words.
/// </summary>
public sealed record CloseVoice(ProjectId Project, VoiceId Voice, string Reason, bool Erase);

/// <summary>
/// Said again, it changes nothing, but that words which were kept may be erased later. Before words are erased a reminder is written, so that
/// after a stop <see cref="FinishAnnouncementsHandler"/> clears what outcomes repeat of them.
/// </summary>
public sealed class CloseVoiceHandler(
    IProjectStore projects, ChangeVoice change, IReferrals referrals, ForgetOutcomeWords outcomes, IPendingAnnouncements reminders, TimeProvider clock)
{
    public async Task<Result<Voice>> HandleAsync(CloseVoice command, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(command.Project, cancellationToken) is null)
            return Refusals.NotFound("project");

        var signature = Signature.Of(by, clock.GetUtcNow());
        var reminder = new QuotesChanged(command.Project, [command.Voice], signature.At);
        if (command.Erase)
            await reminders.AddAsync(reminder, cancellationToken);
        var closed = await change.HandleAsync(
            command.Project, command.Voice, by, command.Erase ? "voice-closed-and-erased" : "voice-closed", voice => Close(voice, command, signature),
            cancellationToken, _ => command.Reason);
        if (closed is { Succeeded: true, Value: { Referral: { } referral } voice })
        {
            if (voice.ErasedAt is { } at)
                await outcomes.HandleAsync(voice.Project, [voice.Id], at, cancellationToken);
            await referrals.CloseAsync(new(voice.Project, voice.Id, voice.Session, referral.By), cancellationToken);
        }

        if (command.Erase)
            await reminders.RemoveAsync(reminder, cancellationToken);
        return closed;
    }

    private static Result<Voice> Close(Voice voice, CloseVoice command, Signature by) =>
        !voice.WithLead ? Refusals.VoiceNotHeld
        : Repetition.IsIn(command.Reason, voice) ? Refusals.DoesNotFit("reason", "Repeats what they said. Say why in other words, and without names.")
        : voice.Close(by, command.Reason, command.Erase);
}
