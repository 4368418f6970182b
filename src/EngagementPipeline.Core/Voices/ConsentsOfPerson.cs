using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>What the ledger says of one consent, and the consent itself: null while it is being recorded, or where that stopped half-way.</summary>
public sealed record ConsentOfPerson(ConsentId Id, Consent? Consent, IReadOnlyList<LedgerEntry> Ledger)
{
    public DateTimeOffset RecordedAt => Ledger[0].ToInstant();
}

/// <summary>
/// Every consent of one participant, in the order in which they were recorded. The ledger knows them all, also one that is on its way: it is written before
/// anything else. All of it is read, as for a search: people ask seldom.
/// </summary>
public sealed class ConsentsOfPerson(IConsentStore consents, IConsentLedger ledger)
{
    public async Task<IReadOnlyList<ConsentOfPerson>> ReadAsync(ProjectId project, ParticipantId participant, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ConsentId, List<LedgerEntry>>();
        await foreach (var entry in ledger.ReadAsync(project, after: 0, cancellationToken))
        {
            if (ConsentDetails.IsRecordingOf(entry, participant))
                found.TryAdd(entry.Consent, []);
            if (found.TryGetValue(entry.Consent, out var history))
                history.Add(entry);
        }

        var standing = (await consents.FindAsync(project, found.Keys, cancellationToken)).ToDictionary(consent => consent.Id);
        return [.. found.Select(one => new ConsentOfPerson(one.Key, standing.GetValueOrDefault(one.Key), one.Value)).OrderBy(one => one.Ledger[0].Number)];
    }
}
