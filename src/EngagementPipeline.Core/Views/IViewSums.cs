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
    bool Provisional)
{
    /// <summary>How many of the views read how much (docs/views.md): under 10 seconds, under a minute, longer. With <see cref="DeepReads"/> they make up all of them.</summary>
    public long Glances { get; init; }

    public long QuickReads { get; init; }

    public long DeepReads { get; init; }
}

public interface IViewSums
{
    /// <summary>The rows of one story between two days, both included, by day and share (ordinal).</summary>
    IAsyncEnumerable<DailyViews> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
