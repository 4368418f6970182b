using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>A consent, its state today, and what the ledger says of it.</summary>
public sealed record ConsentRead(Consent Consent, ConsentState State, IReadOnlyList<LedgerEntry> Ledger);

public sealed class ReadConsentHandler(IConsentStore consents, IConsentLedger ledger, TimeProvider clock)
{
    public async Task<Result<ConsentRead>> HandleAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        await consents.FindAsync(project, consent, cancellationToken) is { } found
            ? new ConsentRead(found, found.StateOn(clock.Today()), await ledger.ReadAsync(project, consent, cancellationToken))
            : Refusals.NotFound("consent");
}

/// <summary>Gives the consent's receipt (<see cref="ConsentReceipt"/>).</summary>
public sealed class IssueReceiptHandler(IProjectStore projects, ReadConsentHandler read, DataController controller)
{
    public async Task<Result<ConsentReceipt>> HandleAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        var about = await projects.FindAsync(project, cancellationToken);
        return about is null
            ? Refusals.NotFound("project")
            : (await read.HandleAsync(project, consent, cancellationToken)).Map(found => ConsentReceipt.Of(found, about, controller));
    }
}
