using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Shows words in fewer places, or for fewer purposes, than was agreed. <paramref name="Audiences"/> and <paramref name="Purposes"/>
/// are what stays; null leaves all of them.
/// </summary>
public sealed record NarrowConsent(ProjectId Project, ConsentId Consent, IReadOnlyList<Audience>? Audiences, IReadOnlyList<Purpose>? Purposes);

public sealed record ConsentNarrowed(ConsentId Consent, ConsentState State, Scope Covers);

/// <summary>
/// Narrows a consent: it takes away and never adds. Noted as asked for, and then taken in steps as a withdrawal is
/// (<see cref="WithdrawConsentHandler"/>): the ledger says so; the consent is marked, and from here nothing of it is usable elsewhere;
/// whoever shows quotes is told; the audit says who; the note is struck off. Each step may be repeated, and two narrowings at
/// once may mix theirs: what stays is what both keep.
/// </summary>
public sealed class NarrowConsentHandler(
    IConsentStore consents,
    IConsentLedger ledger,
    IVoicesOfConsent voicesOfConsent,
    IPendingNarrowings pending,
    IQuoteChanges quoteChanges,
    IAudit audit,
    TimeProvider clock)
{
    public async Task<Result<ConsentNarrowed>> HandleAsync(NarrowConsent command, Actor by, CancellationToken cancellationToken)
    {
        if (await consents.FindAsync(command.Project, command.Consent, cancellationToken) is not { } consent)
            return Refusals.NotFound("consent");
        var state = consent.StateOn(clock.Today());
        if (state != ConsentState.Given)
            return Refusals.ConsentNotGiven(state);
        if (NeverAgreed(command, consent.AgreedAtFirst ?? consent.Scope) is { } never)
            return never;

        var kept = consent.Scope.Within(new(command.Audiences ?? consent.Audiences, command.Purposes ?? consent.Purposes));
        if (kept is { Audiences: [] } or { Purposes: [] })
            return Refusals.NothingLeft;

        // Asked for again, it may have stopped half-way the first time: the steps are taken again, and change nothing that stands.
        var narrowing = new PendingNarrowing(command.Project, command.Consent, clock.GetUtcNow(), by, kept);
        if (!kept.IsSameAs(consent.Scope))
            narrowing = await pending.AddAsync(narrowing, cancellationToken);
        else if (await pending.FindAsync(narrowing, cancellationToken) is { } noted)
            narrowing = noted;
        else
            return new ConsentNarrowed(consent.Id, state, consent.Scope);

        // Once it is noted it goes on, whether or not whoever asked stays for the answer.
        await CompleteAsync(narrowing, CancellationToken.None);
        var narrowed = (await consents.FindAsync(command.Project, command.Consent, CancellationToken.None))!;
        return new ConsentNarrowed(narrowed.Id, narrowed.StateOn(clock.Today()), narrowed.Scope);
    }

    /// <summary>Takes every step, whichever were taken before.</summary>
    public async Task CompleteAsync(PendingNarrowing narrowing, CancellationToken cancellationToken)
    {
        var (project, consent, _, by, kept) = narrowing;
        var entry = await ledger.AppendAsync(
            new(project, consent, ConsentFact.ConsentNarrowed, narrowing.At, ConsentEvent.PartyOf(by), ConsentDetails.Of(kept), narrowing.Occurrence),
            cancellationToken);
        var at = entry.ToInstant();
        await consents.NarrowAsync(project, consent, kept, cancellationToken);

        var affected = await voicesOfConsent.ReadAsync(project, consent, cancellationToken);
        await quoteChanges.AnnounceAsync(new(project, affected, at) { Consent = consent }, cancellationToken);

        await audit.RecordAsync(new(at, by, "consent-narrowed", $"consent/{consent}", project), cancellationToken);
        await pending.RemoveAsync(narrowing, cancellationToken);
    }

    private static Refusal? NeverAgreed(NarrowConsent command, Scope agreed) =>
        command.Audiences?.Except(agreed.Audiences).Any() == true ? Refusals.DoesNotFit("audiences", "Names one that was never agreed to.")
        : command.Purposes?.Except(agreed.Purposes).Any() == true ? Refusals.DoesNotFit("purposes", "Names one that was never agreed to.")
        : null;
}

/// <summary>Completes the narrowings that were begun and not seen to end.</summary>
public sealed class FinishNarrowingsHandler(IPendingNarrowings pending, NarrowConsentHandler narrow)
{
    public Task HandleAsync(CancellationToken cancellationToken) =>
        EachOfAll.DoAsync(pending.ReadAsync, narrow.CompleteAsync, cancellationToken);
}
