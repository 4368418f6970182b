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

    public Task NarrowAsync(ProjectId project, ConsentId consent, Scope kept, CancellationToken cancellationToken) =>
        ChangeAsync(project, consent, row => Narrow(row, kept), cancellationToken);

    public Task MarkWithdrawnAsync(ProjectId project, ConsentId consent, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(project, consent, row => MarkWithdrawn(row, at), cancellationToken);

    private static bool Narrow(ConsentRow row, Scope kept)
    {
        var standing = row.ToConsent();
        var narrowed = standing.NarrowTo(kept);
        if (narrowed == standing)
            return false;
        row.Narrow(narrowed);
        return true;
    }

    private static bool MarkWithdrawn(ConsentRow row, DateTimeOffset at)
    {
        if (row.WithdrawnAt is not null)
            return false;
        row.WithdrawnAt = at;
        return true;
    }

    /// <param name="change">False when there is nothing to change. Asked again when somebody else changed the row meanwhile.</param>
    private async Task ChangeAsync(ProjectId project, ConsentId consent, Func<ConsentRow, bool> change, CancellationToken cancellationToken)
    {
        while (await _consents.FindAsync<ConsentRow>(project.ToString(), consent.ToString(), cancellationToken) is { } row)
        {
            if (!change(row) || await _consents.TryReplaceAsync(row, row.ETag, cancellationToken))
                return;
        }
    }
}
