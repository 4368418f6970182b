using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

public sealed class VisitorsFigure : YearDaysFigure
{
    public override FigureAbout About { get; } = new(
        "stories.visitors",
        "Visitors to stories (an estimate, summed by day)",
        "Visitors to each story on each day of the reporting year through each share, added up. Nothing links one day to the next, "
            + "so somebody who comes back on another day, to another story or through another share counts again: the number of "
            + "people is lower.",
        1,
        "visitors, summed by day",
        WordingKind.Estimate,
        new(
            "Nobody visited the stories in the year",
            "The stories had one visit in the year, counting each person once a day",
            "The stories had {0} visits in the year, counting each person once a day"));

    protected override long ValueOf(DailyViews day) => day.Visitors;
}
