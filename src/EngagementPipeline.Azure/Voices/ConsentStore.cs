using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

public sealed class ConsentStore(Storage storage) : IConsentStore
{
    private readonly TableClient _consents = storage.Table(ConsentRow.Table);

    public async Task<Consent?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        (await _consents.FindAsync<ConsentRow>(project.ToString(), consent.ToString(), cancellationToken))?.ToConsent();

    public async Task<IReadOnlyList<Consent>> FindAsync(
        ProjectId project, IReadOnlyCollection<ConsentId> consents, CancellationToken cancellationToken)
    {
        var rows = await _consents.FindAllAsync<ConsentRow>(project.ToString(), consents.Select(c => c.ToString()), cancellationToken);
        return rows.Select(row => row.ToConsent()).ToList();
    }

    public Task<bool> AddAsync(Consent consent, CancellationToken cancellationToken) =>
        _consents.TryAddAsync(ConsentRow.Of(consent), cancellationToken);

    public async Task NarrowAsync(ProjectId project, ConsentId consent, Scope kept, CancellationToken cancellationToken)
    {
        while (await _consents.FindAsync<ConsentRow>(project.ToString(), consent.ToString(), cancellationToken) is { } row)
        {
            if (!Narrow(row, kept) || await _consents.TryReplaceAsync(row, row.ETag, cancellationToken))
                return;
        }
    }

    /// <summary>The one column, whatever else is in the row: in every version, and for ever, it says that the consent was taken back.</summary>
    public async Task MarkWithdrawnAsync(ProjectId project, ConsentId consent, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (await _consents.FindAsync<ConsentRow>(project.ToString(), consent.ToString(), cancellationToken) is { WithdrawnAt: null } row)
        {
            var withdrawn = new TableEntity(row.PartitionKey, row.RowKey) { [nameof(ConsentRow.WithdrawnAt)] = at };
            if (await _consents.TryMergeAsync(withdrawn, row.ETag, cancellationToken))
                return;
        }
    }

    public async Task EraseNoteAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        while (await _consents.FindAsync<ConsentRow>(project.ToString(), consent.ToString(), cancellationToken) is { CompetenceNote: not (null or Consent.NoteErased) } row)
        {
            var erased = new TableEntity(row.PartitionKey, row.RowKey) { [nameof(ConsentRow.CompetenceNote)] = Consent.NoteErased };
            if (await _consents.TryMergeAsync(erased, row.ETag, cancellationToken))
                return;
        }
    }

    private static bool Narrow(ConsentRow row, Scope kept)
    {
        var standing = row.ToConsent();
        var narrowed = standing.NarrowTo(kept);
        if (narrowed == standing)
            return false;
        row.Narrow(narrowed);
        return true;
    }
}
