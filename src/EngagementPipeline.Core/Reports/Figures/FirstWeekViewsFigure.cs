using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Figures;

public sealed class FirstWeekViewsFigure : StoryFigure
{
    public override FigureAbout About { get; } = new(
        "stories.first-week-views",
        "Page views in stories' first weeks",
        "Page views of the stories launched in the reporting year, each on the seven Europe/London days that begin with the day "
            + "of its launch. All seven days count, also where they run on past 31 March.",
        1,
        "page views",
        WordingKind.FirstWeek,
        new(
            "Stories launched in the year were not viewed in their first week",
            "Stories launched in the year were viewed once in their first week",
            "Stories launched in the year were viewed {0} times in their first week"));

    public override IEnumerable<TraceRow> Rows(StoryDays story, ReportingYear year)
    {
        if (!year.Contains(story.LaunchedOn))
            return [];
        var week = FirstWeek.Of(story.Story);
        return story.Days.Where(day => week.Contains(day.Day)).Select(day => RowOf(story, day, day.Views));
    }

    public override DateOnly LastDay(StoryDays story, ReportingYear year) => FirstWeek.Of(story.Story).To;
}
