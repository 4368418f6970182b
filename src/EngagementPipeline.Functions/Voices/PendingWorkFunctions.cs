using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

/// <summary>Brings to an end what was begun before a stop, and what falls due. Each reads one small partition.</summary>
public sealed class PendingWorkFunctions(
    FinishWithdrawalsHandler withdrawals,
    FinishNarrowingsHandler narrowings,
    FinishErasuresHandler erasures,
    FinishAnnouncementsHandler announcements,
    FinishReferralsHandler referrals,
    ExpireConsentsHandler expiries)
{
    [Function("FinishWithdrawals"), AllowedToTheSystem]
    public Task FinishWithdrawals(
        [TimerTrigger("*/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        withdrawals.HandleAsync(cancellationToken);

    [Function("FinishNarrowings"), AllowedToTheSystem]
    public Task FinishNarrowings(
        [TimerTrigger("*/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        narrowings.HandleAsync(cancellationToken);

    [Function("FinishErasures"), AllowedToTheSystem]
    public Task FinishErasures(
        [TimerTrigger("*/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        erasures.HandleAsync(cancellationToken);

    [Function("FinishAnnouncements"), AllowedToTheSystem]
    public Task FinishAnnouncements(
        [TimerTrigger("*/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        announcements.HandleAsync(cancellationToken);

    [Function("FinishReferrals"), AllowedToTheSystem]
    public Task FinishReferrals(
        [TimerTrigger("*/30 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        referrals.HandleAsync(cancellationToken);

    /// <summary>A consent ends with a day in Europe/London; nobody shows it a minute longer.</summary>
    [Function("ExpireConsents"), AllowedToTheSystem]
    public Task ExpireConsents([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        expiries.HandleAsync(cancellationToken);
}
