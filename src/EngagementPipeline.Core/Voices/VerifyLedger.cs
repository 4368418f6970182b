using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// What a look through a project's ledger found. <paramref name="Entries"/> counts those that hold;
/// <paramref name="BrokenAt"/> is the number of the first that is altered, missing, doubled or out of place.
/// </summary>
public sealed record LedgerVerified(bool Valid, long Entries, long? BrokenAt = null);

public sealed class VerifyLedgerHandler(IProjectStore projects, IConsentLedger ledger)
{
    public async Task<Result<LedgerVerified>> HandleAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(project, cancellationToken) is null)
            return Refusals.NotFound("project");

        var (followed, broken) = await FollowAsync(project, LedgerHead.OfNothing, until: long.MaxValue, cancellationToken);

        // The head is read last: entries appended meanwhile are beyond what was read, and are read now. What it says is the
        // last entry must be there, or the end was cut off; and be the last, or something was put behind it.
        var head = await ledger.ReadHeadAsync(project, cancellationToken);
        if (!broken && head.Number > followed.Number)
            (followed, broken) = await FollowAsync(project, followed, head.Number, cancellationToken);

        var holds = Math.Min(followed.Number, head.Number);
        return broken || followed != head ? new LedgerVerified(false, holds, holds + 1) : new LedgerVerified(true, holds);
    }

    /// <summary>How far the chain holds, and whether an entry that breaks it comes next.</summary>
    private async Task<(LedgerHead Followed, bool Broken)> FollowAsync(
        ProjectId project, LedgerHead from, long until, CancellationToken cancellationToken)
    {
        await foreach (var entry in ledger.ReadAsync(project, from.Number, cancellationToken))
        {
            if (!entry.Follows(from, project))
                return (from, true);
            from = new LedgerHead(entry.Number, entry.Hash);
            if (from.Number == until)
                break;
        }

        return (from, false);
    }
}
