using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>The sums as reports read them.</summary>
public sealed class ReadViewSums(IViewSumStore sums) : IViewSums
{
    public async IAsyncEnumerable<DailyViews> ReadAsync(
        StoryId story, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var day in sums.ReadAsync(story, from, to, cancellationToken))
            foreach (var (share, views) in day.Shares.OrderBy(share => share.Key, StringComparer.Ordinal))
                yield return new(
                    story, day.Day, share, views.Views, views.Visitors.Count, views.Completed,
                    (views.ActiveTimes.TotalMs + 500) / 1000, day.Provisional)
                {
                    Glances = views.Glances,
                    QuickReads = views.QuickReads,
                    DeepReads = views.DeepReads,
                };
    }
}
