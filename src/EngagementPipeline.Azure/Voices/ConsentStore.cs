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

    public async Task MarkWithdrawnAsync(ProjectId project, ConsentId consent, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (partition, key) = (project.ToString(), consent.ToString());
        while (await _consents.FindAsync<ConsentRow>(partition, key, cancellationToken) is { WithdrawnAt: null } row)
        {
            row.WithdrawnAt = at;
            if (await _consents.TryReplaceAsync(row, row.ETag, cancellationToken))
                return;
        }
    }
}
