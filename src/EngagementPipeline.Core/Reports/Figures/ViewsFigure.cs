using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

public sealed class ViewsFigure : YearDaysFigure
{
    public static FigureAbout Is { get; } = new(
        "stories.views",
        "Page views of stories",
        "Page views of all published stories on the days of the reporting year. A page view is one opening of a story's page "
            + "that was really seen; bots and previews are not counted.",
        1,
        "page views",
        WordingKind.Count,
        new("Stories were not viewed in the year", "Stories were viewed once in the year", "Stories were viewed {0} times in the year"));

    public override FigureAbout About => Is;

    protected override long ValueOf(DailyViews day) => day.Views;
}
