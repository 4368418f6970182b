using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Sends the announcements that were due and not seen to go out. One whose change never happened goes out too, and does no harm.
/// Those of the last seconds are left to whoever is about to send them. Where the words were erased, outcomes lose what they repeat of them.
/// </summary>
public sealed class FinishAnnouncementsHandler(IPendingAnnouncements reminders, IQuoteChanges quoteChanges, ForgetOutcomeWords outcomes, TimeProvider clock)
{
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(10);

    public Task HandleAsync(CancellationToken cancellationToken) =>
        EachOfAll.DoAsync(ReadDueAsync, FinishAsync, cancellationToken);

    private async Task<IReadOnlyList<QuotesChanged>> ReadDueAsync(CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() - UnderWay;
        return (await reminders.ReadAsync(cancellationToken)).Where(reminder => reminder.At <= due).ToList();
    }

    private async Task FinishAsync(QuotesChanged reminder, CancellationToken cancellationToken)
    {
        await quoteChanges.AnnounceAsync(reminder, cancellationToken);
        await outcomes.HandleAsync(reminder.Project, reminder.Voices, reminder.At, cancellationToken);
        await reminders.RemoveAsync(reminder, cancellationToken);
    }
}
