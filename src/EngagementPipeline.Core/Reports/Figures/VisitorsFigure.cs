using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

public sealed class VisitorsFigure : YearDaysFigure
{
    public override FigureAbout About { get; } = new(
        "stories.visitors",
        "Visitors to stories (an estimate, summed by day)",
        "Visitors to each story on each day of the reporting year through each share, added up. A visitor is one address and browser on "
            + "one day: people who share both count as one, and somebody who comes back on another day, to another story, through another "
            + "share or with another device counts again. So it is an estimate of visits, and no number of people.",
        1,
        "visitors, summed by day",
        WordingKind.Estimate,
        new(
            "Nobody visited the stories in the year",
            "Added up by day, story and share, the stories had one visitor in the year",
            "Added up by day, story and share, the stories had {0} visitors in the year"));

    protected override long ValueOf(DailyViews day) => day.Visitors;
}
