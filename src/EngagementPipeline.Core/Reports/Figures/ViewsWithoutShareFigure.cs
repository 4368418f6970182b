using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

/// <summary>What the levels leave over, so that the four of them add up to all page views.</summary>
public sealed class ViewsWithoutShareFigure : YearDaysFigure
{
    public override FigureAbout About { get; } = new(
        "stories.views.unshared",
        "Page views through no known share",
        "Page views on the days of the reporting year that came through the bare address, or through a link that names no known "
            + "share. With those through local, regional and national shares they make up all page views.",
        1,
        "page views",
        WordingKind.Count,
        new(
            "No views came without a share in the year",
            "One view came without a share in the year",
            "{0} views came without a share in the year"));

    protected override long ValueOf(DailyViews day) => day.Views;

    protected override bool Counts(StoryDays story, DailyViews day) => LevelOf(story, day) is null;
}
