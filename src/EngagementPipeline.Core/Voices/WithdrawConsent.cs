using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Voices;

/// <summary>Takes back a consent. <paramref name="Reason"/> is for the audit, and optional: nobody owes one.</summary>
public sealed record WithdrawConsent(ProjectId Project, ConsentId Consent, string? Reason);

public sealed record ConsentWithdrawn(ConsentId Consent, ConsentState State);

/// <summary>
/// Withdraws a consent for good. It is noted as asked for, and then taken in steps, each of which may be repeated:
/// <list type="number">
/// <item>the ledger says so;</item>
/// <item>the consent is marked: from here nothing of it is usable;</item>
/// <item>every voice under it loses its words;</item>
/// <item>whoever shows quotes is told, before the caller is answered; so is the safeguarding lead of what was referred;</item>
/// <item>outcomes that answered only such voices lose what they repeat of the words;</item>
/// <item>the audit says who and why;</item>
/// <item>the note is struck off.</item>
/// </list>
/// After a stop between any two, <see cref="FinishWithdrawalsHandler"/> takes the steps again.
/// </summary>
public sealed class WithdrawConsentHandler(
    IConsentStore consents,
    IConsentLedger ledger,
    IVoiceStore voices,
    IVoicesOfConsent voicesOfConsent,
    TellOfErasedReferrals tellLead,
    ForgetOutcomeWords outcomes,
    IPendingWithdrawals pending,
    IQuoteChanges quoteChanges,
    IAudit audit,
    TimeProvider clock)
{
    public async Task<Result<ConsentWithdrawn>> HandleAsync(WithdrawConsent command, Actor by, CancellationToken cancellationToken)
    {
        if (await consents.FindAsync(command.Project, command.Consent, cancellationToken) is not { } consent)
            return Refusals.NotFound("consent");

        var withdrawal = consent.WithdrawnAt is null
            ? await pending.AddAsync(new(command.Project, command.Consent, clock.GetUtcNow(), by, command.Reason), cancellationToken)
            : await pending.FindAsync(command.Project, command.Consent, cancellationToken);

        // Once it is noted it goes on, whether or not whoever asked stays for the answer.
        if (withdrawal is not null)
            await CompleteAsync(withdrawal, CancellationToken.None);
        return new ConsentWithdrawn(command.Consent, ConsentState.Withdrawn);
    }

    /// <summary>Takes every step, whichever were taken before.</summary>
    public async Task CompleteAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken)
    {
        var (project, consent, _, by, reason) = withdrawal;
        var entry = await ledger.AppendAsync(
            new(project, consent, ConsentFact.ConsentWithdrawn, withdrawal.At, ConsentEvent.PartyOf(by)), cancellationToken);
        var at = entry.ToInstant();
        await consents.MarkWithdrawnAsync(project, consent, at, cancellationToken);

        var affected = await voicesOfConsent.ReadAsync(project, consent, cancellationToken);
        await Parallel.ForEachAsync(
            affected,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (voice, token) => await EraseAsync(project, consent, voice, at, token));
        await quoteChanges.AnnounceAsync(new(project, affected, at) { Consent = consent }, cancellationToken);
        await tellLead.HandleAsync(project, affected, at, by, cancellationToken);
        await outcomes.HandleAsync(project, affected, at, cancellationToken);

        await audit.RecordAsync(new(at, by, "consent-withdrawn", $"consent/{consent}", project, reason), cancellationToken);
        await pending.RemoveAsync(withdrawal, cancellationToken);
    }

    private async Task EraseAsync(ProjectId project, ConsentId consent, VoiceId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await voices.FindAsync(project, id, cancellationToken);
            if (read is null)
            {
                // Somebody is about to write it, or never got so far. The marker is there first, and theirs is refused.
                if (await voices.AddAsync(Voice.Marker(project, id, consent, at), cancellationToken))
                    return;
            }
            else if (read.Value.Status == VoiceStatus.Erased)
            {
                return;
            }
            else
            {
                // One under another consent is written as it was: a renewal that read it before is refused its change, and sees
                // this consent withdrawn when it reads again.
                var value = read.Value.HangsOn(consent) ? read.Value.Erase(at) : read.Value;
                if (await voices.ReplaceAsync(read with { Value = value }, cancellationToken))
                    return;
            }
        }
    }
}

/// <summary>Completes the withdrawals that were begun and not seen to end: the service stopped, or storage did.</summary>
public sealed class FinishWithdrawalsHandler(IPendingWithdrawals pending, WithdrawConsentHandler withdraw)
{
    public Task HandleAsync(CancellationToken cancellationToken) =>
        EachOfAll.DoAsync(pending.ReadAsync, withdraw.CompleteAsync, cancellationToken);
}
