using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

/// <summary>What the shares brought, whatever their level; its trace is by share.</summary>
public sealed class ViewsWithShareFigure : YearDaysFigure
{
    public override FigureAbout About { get; } = new(
        "stories.views.shared",
        "Page views through shares",
        "Page views on the days of the reporting year that came through a link shared at any level: those through local, regional and "
            + "national shares added up. Its rows say through which share.",
        1,
        "page views",
        WordingKind.Count,
        new("No views came through shares in the year", "One view came through a share in the year", "{0} views came through shares in the year"));

    protected override long ValueOf(DailyViews day) => day.Views;

    protected override bool Counts(StoryDays story, DailyViews day) => LevelOf(story, day) is not null;
}
