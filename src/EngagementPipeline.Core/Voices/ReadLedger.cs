using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>A project's ledger, 50 entries at a time.</summary>
public sealed class ReadLedgerHandler(IProjectStore projects, IConsentLedger ledger)
{
    public async Task<Result<Page<LedgerEntry>>> HandleAsync(ProjectId project, string? from, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (from is not null && !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Refusals.BadContinue;
        if (await projects.FindAsync(project, cancellationToken) is null)
            return Refusals.NotFound("project");

        return await ledger.ReadAsync(project, after, cancellationToken)
            .ToPageAsync(entry => entry.Number.ToString(CultureInfo.InvariantCulture), cancellationToken);
    }
}
