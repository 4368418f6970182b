using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports.Figures;

public sealed class CompletionsFigure : YearDaysFigure
{
    public override FigureAbout About { get; } = new(
        "stories.completions",
        "Stories read to the end",
        "Page views on the days of the reporting year in which the reader reached the end of the story.",
        1,
        "page views",
        WordingKind.Count,
        new(
            "No story was read to its end in the year",
            "A story was read to its end once in the year",
            "Stories were read to the end {0} times in the year"));

    protected override long ValueOf(DailyViews day) => day.Completed;
}
