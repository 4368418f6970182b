using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// A story's daily sums of one reporting year, through one day, added up so that a report need not read every day again: by month and share, and
/// within a month the days of the story's first week apart from the others. Each of <paramref name="Sums"/> stands under the first of its days.
/// Worked out from the days and replaced whole; <paramref name="Through"/> lies before the year where nothing is kept.
/// </summary>
public sealed record KeptViews(StoryId Story, ProjectId Project, DateOnly Through, IReadOnlyList<DailyViews> Sums);

public interface IKeptViews
{
    /// <summary>The newest day that is closed: no later one is kept. Null when none ever was.</summary>
    Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken);

    /// <summary>What is kept of a year, each under a mark that changes when it is replaced or a day that it may be made of changes.</summary>
    Task<IReadOnlyDictionary<StoryId, Versioned<KeptViews>>> ReadAsync(ReportingYear year, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps it in the place of what was read under the mark (null: where there was nothing). Does nothing when something changed since, or
    /// when it is too much to be kept: whoever reads next works it out from the days.
    /// </summary>
    Task KeepAsync(ReportingYear year, KeptViews kept, string? mark, CancellationToken cancellationToken);

    Task EraseAsync(StoryId story, CancellationToken cancellationToken);
}
