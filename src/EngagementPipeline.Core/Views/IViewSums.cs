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

    /// <summary>How many rows, each of one day, are added up in this.</summary>
    public long Rows { get; init; } = 1;

    /// <summary>Both together, under this one's day; they are of one story and share. Visitors are added up, as a report does with those of days.</summary>
    public DailyViews With(DailyViews other) => this with
    {
        Views = Views + other.Views,
        Visitors = Visitors + other.Visitors,
        Completed = Completed + other.Completed,
        ActiveSeconds = ActiveSeconds + other.ActiveSeconds,
        Provisional = Provisional || other.Provisional,
        Glances = Glances + other.Glances,
        QuickReads = QuickReads + other.QuickReads,
        DeepReads = DeepReads + other.DeepReads,
        Rows = Rows + other.Rows,
    };
}

public interface IViewSums
{
    /// <summary>The rows of one story between two days, both included, by day and share (ordinal).</summary>
    IAsyncEnumerable<DailyViews> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
