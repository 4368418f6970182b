using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

/// <summary>Page views by how far the link they came through was shared.</summary>
public sealed class ViewsByLevelFigure(Audience level) : YearDaysFigure
{
    public override FigureAbout About { get; } = new(
        $"stories.views.{Kebab.Of(level)}",
        $"Page views through {Kebab.Of(level)} shares",
        $"Page views on the days of the reporting year that came through a link shared at {Kebab.Of(level)} level. "
            + "Somebody who passes the bare address on is not counted here.",
        1,
        "page views",
        WordingKind.Count,
        new(
            $"No views came through {Kebab.Of(level)} shares in the year",
            $"One view came through {Kebab.Of(level)} shares in the year",
            $"{{0}} views came through {Kebab.Of(level)} shares in the year"));

    protected override long ValueOf(DailyViews day) => day.Views;

    protected override bool Counts(StoryDays story, DailyViews day) => LevelOf(story, day) == level;
}
