using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Changes a voice and tells whoever shows it. What an approved voice becomes is announced before anybody is answered; a reminder
/// is written first, so that a stop in between only delays it (<see cref="FinishAnnouncementsHandler"/>).
/// </summary>
public sealed class ChangeVoice(
    IVoiceStore voices, IPendingAnnouncements reminders, IQuoteChanges quoteChanges, IAudit audit, TimeProvider clock)
{
    /// <param name="action">What the audit calls it. The note stays out of the audit: it may quote the words.</param>
    /// <param name="why">What the audit says of the reason, from the voice as it stood; nothing where null.</param>
    /// <param name="change">Pure; asked again when somebody else changed the voice meanwhile. The same voice back changes nothing.</param>
    public Task<Result<Voice>> HandleAsync(
        ProjectId project,
        VoiceId id,
        Actor by,
        string action,
        Func<Voice, Result<Voice>> change,
        CancellationToken cancellationToken,
        Func<Voice, string?>? why = null) =>
        HandleAsync(project, id, by, action, voice => Task.FromResult(change(voice)), cancellationToken, why);

    /// <param name="action">As above.</param>
    /// <param name="why">As above.</param>
    /// <param name="change">As above, but what it reads, it reads after the voice: so it sees whatever was there before a rival change.</param>
    public async Task<Result<Voice>> HandleAsync(
        ProjectId project,
        VoiceId id,
        Actor by,
        string action,
        Func<Voice, Task<Result<Voice>>> change,
        CancellationToken cancellationToken,
        Func<Voice, string?>? why = null)
    {
        var at = clock.GetUtcNow();
        while (true)
        {
            if (await voices.FindAsync(project, id, cancellationToken) is not { } read)
                return Refusals.NotFound("voice");
            var changed = await change(read.Value);
            if (!changed.Succeeded || changed.Value == read.Value)
                return changed;

            var announce = read.Value.Status == VoiceStatus.Approved;
            var reminder = new QuotesChanged(project, [id], at);
            if (announce)
                await reminders.AddAsync(reminder, cancellationToken);
            await audit.RecordAsync(new(at, by, action, $"voice/{id}", project, why?.Invoke(read.Value)), cancellationToken);
            if (!await voices.ReplaceAsync(read with { Value = changed.Value }, cancellationToken))
                continue;

            if (announce)
            {
                await quoteChanges.AnnounceAsync(reminder, cancellationToken);
                await reminders.RemoveAsync(reminder, cancellationToken);
            }

            return changed;
        }
    }
}
