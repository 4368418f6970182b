using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>
/// Puts each finding's numbers among those of open days once its own rows stand. A roll-up that ends in between leaves them for the next one, which
/// finds the same day again: it is settled for nobody but whoever wrote both.
/// </summary>
public sealed class SumStoreWithOpenDays(IViewSumStore days, TableOpenViews open) : IViewSumStore
{
    /// <summary>Closed days that stay among the open ones: a report may have asked just before which days are closed.</summary>
    private const int Late = 2;

    public async Task ReplaceAsync(StoryDay found, CancellationToken cancellationToken)
    {
        await days.ReplaceAsync(found, cancellationToken);
        await open.PutAsync(found, cancellationToken);
    }

    public IAsyncEnumerable<StoryDay> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        days.ReadAsync(story, from, to, cancellationToken);

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        await days.EraseAsync(story, cancellationToken);
        await open.EraseAsync(story, cancellationToken);
    }

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        await days.EraseAsync(project, cancellationToken);
        await open.EraseAsync(project, cancellationToken);
    }

    public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => days.ClosedThroughAsync(cancellationToken);

    public async Task CloseAsync(ClosedDay day, CancellationToken cancellationToken)
    {
        await days.CloseAsync(day, cancellationToken);
        await open.ForgetThroughAsync(day.Day.AddDays(-Late), cancellationToken);
    }

    public Task<DateOnly?> VerifiedThroughAsync(CancellationToken cancellationToken) => days.VerifiedThroughAsync(cancellationToken);

    public Task VerifyAsync(DateOnly day, DateTimeOffset at, CancellationToken cancellationToken) => days.VerifyAsync(day, at, cancellationToken);
}
