using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports;

/// <summary>A story and its daily sums, by day and share, over every day that a figure asked for may count.</summary>
public sealed record StoryDays(PublishedStory Story, IReadOnlyList<DailyViews> Days)
{
    public DateOnly LaunchedOn => London.DayOf(Story.LaunchedAt);

    public bool IsSample => Story.Project == Shared.Sample.Project;
}

/// <summary>
/// A figure that is a sum over published stories and their daily views. Adding one is one class in Figures/, a line in
/// <see cref="FigureCatalogue"/> and a row in docs/figures.md.
/// </summary>
public abstract class StoryFigure
{
    public abstract FigureAbout About { get; }

    /// <summary>The rows that one story adds to the figure for a year, by day and share.</summary>
    public abstract IEnumerable<TraceRow> Rows(StoryDays story, ReportingYear year);

    /// <summary>The last day that may still add to what this story contributes.</summary>
    public virtual DateOnly LastDay(StoryDays story, ReportingYear year) => year.LastDay;

    protected static TraceRow RowOf(StoryDays story, DailyViews day, decimal value) =>
        new(story.Story.Title, day.Day, value)
        {
            Story = story.Story.Id,
            Share = day.Share.Length == 0 ? null : day.Share,
            Level = LevelOf(story, day),
            Views = day.Views,
            Visitors = day.Visitors,
            Completed = day.Completed,
            ActiveSeconds = day.ActiveSeconds,
            Provisional = day.Provisional,
            Rows = day.Rows,
        };

    protected static Audience? LevelOf(StoryDays story, DailyViews day) =>
        story.Story.ShareCodes.TryGetValue(day.Share, out var level) ? level : null;
}

/// <summary>A figure that adds up one number of each day in the year.</summary>
public abstract class YearDaysFigure : StoryFigure
{
    public override IEnumerable<TraceRow> Rows(StoryDays story, ReportingYear year) =>
        story.Days
            .Where(day => year.Contains(day.Day) && Counts(story, day))
            .Select(day => RowOf(story, day, ValueOf(day)));

    protected abstract long ValueOf(DailyViews day);

    protected virtual bool Counts(StoryDays story, DailyViews day) => true;
}
