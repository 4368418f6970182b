using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// The sum of one story's page views on one London day through one share (empty for none), as the newest roll-up left it.
/// <paramref name="Provisional"/> until the day closes.
/// </summary>
public sealed record DailyViews(
    StoryId Story,
    DateOnly Day,
    string Share,
    long Views,
    long Visitors,
    long Completed,
    long ActiveSeconds,
    bool Provisional);

public interface IViewSums
{
    /// <summary>The rows of one story between two days, both included, by day and share (ordinal).</summary>
    IAsyncEnumerable<DailyViews> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
