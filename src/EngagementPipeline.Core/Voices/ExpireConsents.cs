using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// When a consent's last day is over nothing of it is usable any more, by the rule itself. This writes it in the ledger and tells
/// whoever shows quotes; the words stay until retention or a withdrawal takes them.
/// </summary>
public sealed class ExpireConsentsHandler(
    IConsentExpiries expiries,
    IConsentStore consents,
    IConsentLedger ledger,
    IVoicesOfConsent voicesOfConsent,
    IQuoteChanges quoteChanges,
    TimeProvider clock)
{
    public Task HandleAsync(CancellationToken cancellationToken) =>
        EachOfAll.DoAsync(token => expiries.ReadBeforeAsync(clock.Today(), token), ExpireAsync, cancellationToken);

    private async Task ExpireAsync(ConsentExpiry expiry, CancellationToken cancellationToken)
    {
        var (project, consent, lastDay) = expiry;
        var standing = await consents.FindAsync(project, consent, cancellationToken);
        if (standing?.StateOn(clock.Today()) == ConsentState.Expired)
        {
            var at = London.StartOf(lastDay.AddDays(1));
            await ledger.AppendAsync(new(project, consent, ConsentFact.ConsentExpired, at, LedgerParty.System), cancellationToken);
            var voices = await voicesOfConsent.ReadAsync(project, consent, cancellationToken);
            await quoteChanges.AnnounceAsync(new(project, voices, at) { Consent = consent }, cancellationToken);
        }

        await expiries.RemoveAsync(expiry, cancellationToken);
    }
}
