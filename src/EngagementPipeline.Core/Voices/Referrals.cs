using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>That a voice was referred: by whom, when, and in which session it was captured. It holds no words.</summary>
public sealed record ReferredVoice(ProjectId Project, VoiceId Voice, SessionId Session, Signature By)
{
    /// <summary>Whether a voice is held, or was closed, because of this referral and no other.</summary>
    public bool IsOf(Voice? voice) => voice is { WithLead: true, Referral: { } referral } && referral.By.At == By.At;
}

public enum ReferralState
{
    /// <summary>The lead has not done with it yet.</summary>
    Open,

    /// <summary>The lead closed it.</summary>
    Closed,
}

/// <summary>
/// Referrals by their time, across projects. A referral is listed here before its voice is held, so that none is ever held without
/// being listed; one that is listed for nothing is left out by whoever reads, and taken off by <see cref="FinishReferralsHandler"/>.
/// </summary>
public interface IReferrals
{
    /// <summary>As open, and not told to anybody. Safe to repeat.</summary>
    Task AddAsync(ReferredVoice referred, CancellationToken cancellationToken);

    /// <summary>Notes that the lead's announcement is on its way.</summary>
    Task MarkToldAsync(ReferredVoice referred, CancellationToken cancellationToken);

    /// <summary>From the open to the closed ones. Safe to repeat after stopping half-way.</summary>
    Task CloseAsync(ReferredVoice referred, CancellationToken cancellationToken);

    /// <summary>Takes it off the open ones.</summary>
    Task RemoveAsync(ReferredVoice referred, CancellationToken cancellationToken);

    /// <summary>Oldest first. <paramref name="from"/> is a page's <c>continue</c>.</summary>
    IAsyncEnumerable<(string Place, ReferredVoice Referred)> ReadAsync(ReferralState state, string? from, CancellationToken cancellationToken);

    /// <summary>Those whose announcement is not known to be on its way, and those that may no longer be open.</summary>
    IAsyncEnumerable<(bool Told, ReferredVoice Referred)> ReadOpenAsync(CancellationToken cancellationToken);
}

/// <summary>Passes a voice to the safeguarding lead: listed, then held, then announced without words.</summary>
public sealed class ReferVoice(IReferrals referrals, IAnnounce announce)
{
    /// <param name="referred">What is about to be held.</param>
    /// <param name="hold">Holds it, and gives the voice as it stands after; it may refuse, or find it held already.</param>
    public async Task<Result<Voice>> HandleAsync(ReferredVoice referred, Func<Task<Result<Voice>>> hold, CancellationToken cancellationToken)
    {
        await referrals.AddAsync(referred, cancellationToken);
        var held = await hold();
        if (held.Succeeded && referred.IsOf(held.Value))
            await TellAsync(referred, cancellationToken);
        else
            await referrals.RemoveAsync(referred, cancellationToken);
        return held;
    }

    /// <summary>The announcement is the same however often it is sent, and stands once in the lead's outbox.</summary>
    public async Task TellAsync(ReferredVoice referred, CancellationToken cancellationToken)
    {
        await announce.SendAsync(
            new(AnnouncementKind.VoiceReferred, Role.SafeguardingLead, $"voice/{referred.Voice}", referred.Project, referred.By.At, referred.By.Name, "/safeguarding"),
            cancellationToken);
        await referrals.MarkToldAsync(referred, cancellationToken);
    }
}

/// <summary>
/// Tells the lead that words which were referred are gone, because the consent behind them was withdrawn: that somebody was worried
/// stays on the lead's list, what was said does not.
/// </summary>
public sealed class TellOfErasedReferrals(IVoiceStore voices, IAnnounce announce)
{
    /// <summary>Safe to repeat with the same instant.</summary>
    public async Task HandleAsync(ProjectId project, IReadOnlyList<VoiceId> erased, DateTimeOffset at, Actor by, CancellationToken cancellationToken)
    {
        foreach (var voice in await voices.FindAsync(project, erased, cancellationToken))
        {
            if (voice is not { WithLead: true, Status: VoiceStatus.Erased })
                continue;
            await announce.SendAsync(
                new(AnnouncementKind.ReferredVoiceWithdrawn, Role.SafeguardingLead, $"voice/{voice.Id}", project, at, by.Name, "/safeguarding"),
                cancellationToken);
        }
    }
}

/// <summary>
/// Sees referrals through that stopped half-way: tells the lead of those that were held and not told, and takes off the list what is
/// not open any more or never came to be held.
/// </summary>
public sealed class FinishReferralsHandler(IReferrals referrals, IVoiceStore voices, ReferVoice refer, TimeProvider clock)
{
    /// <summary>Left to whoever is about to do it.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(10);

    /// <summary>Whoever has not held the voice by then never will.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(1);

    public Task HandleAsync(CancellationToken cancellationToken) => EachOfAll.DoAsync(ReadDueAsync, FinishAsync, cancellationToken);

    private async Task<IReadOnlyList<(bool Told, ReferredVoice Referred)>> ReadDueAsync(CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() - UnderWay;
        return await referrals.ReadOpenAsync(cancellationToken).Where(row => row.Referred.By.At <= due).ToListAsync(cancellationToken);
    }

    private async Task FinishAsync((bool Told, ReferredVoice Referred) row, CancellationToken cancellationToken)
    {
        var referred = row.Referred;
        var voice = (await voices.FindAsync(referred.Project, referred.Voice, cancellationToken))?.Value;
        if (!referred.IsOf(voice))
        {
            if (row.Told || referred.By.At <= clock.GetUtcNow() - GivenUp)
                await referrals.RemoveAsync(referred, cancellationToken);
            return;
        }

        if (!row.Told)
            await refer.TellAsync(referred, cancellationToken);
        if (voice!.Referral!.Closed is not null)
            await referrals.CloseAsync(referred, cancellationToken);
    }
}
