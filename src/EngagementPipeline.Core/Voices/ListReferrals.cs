using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// A voice that was referred, as the safeguarding lead sees it: with its words while there are any, what worries whoever referred it, and
/// <paramref name="Note"/>: why it was closed, or what a reviewer noted before.
/// </summary>
public sealed record ReferredItem(Project Project, Voice Voice, Session? Session, Referral Referral);

/// <summary>The safeguarding lead's list: open ones or closed ones, of every project, oldest referral first, 50 at a time.</summary>
public sealed class ListReferralsHandler(IReferrals referrals, IVoiceStore voices, IProjectStore projects, ISessionStore sessions)
{
    public async Task<Page<ReferredItem>> HandleAsync(ReferralState state, string? from, CancellationToken cancellationToken)
    {
        var page = await FindAsync(state, from, cancellationToken).ToPageAsync(row => row.Place, cancellationToken);
        return new(page.Items.Select(row => row.Item).ToList(), page.Continue);
    }

    /// <summary>How many wait, counted up to <paramref name="most"/>.</summary>
    public async Task<int> CountOpenAsync(int most, CancellationToken cancellationToken) =>
        await FindAsync(ReferralState.Open, from: null, cancellationToken).Take(most).CountAsync(cancellationToken);

    private IAsyncEnumerable<(string Place, ReferredItem Item)> FindAsync(ReferralState state, string? from, CancellationToken cancellationToken) =>
        referrals.ReadAsync(state, from, cancellationToken)
            .Select(async (row, token) => (row.Place, Item: await ItemOfAsync(state, row.Referred, token)))
            .Where(row => row.Item is not null)
            .Select(row => (row.Place, row.Item!));

    private async ValueTask<ReferredItem?> ItemOfAsync(ReferralState state, ReferredVoice referred, CancellationToken cancellationToken)
    {
        var voice = (await voices.FindAsync(referred.Project, referred.Voice, cancellationToken))?.Value;
        if (!referred.IsOf(voice) || (voice!.Referral!.Closed is null) != (state == ReferralState.Open))
            return null;
        return await projects.FindAsync(referred.Project, cancellationToken) is { } project
            ? new(project, voice, await sessions.FindAsync(referred.Project, referred.Session, cancellationToken), voice.Referral)
            : null;
    }
}
