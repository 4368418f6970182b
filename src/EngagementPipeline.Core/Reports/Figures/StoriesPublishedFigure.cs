using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Figures;

public sealed class StoriesPublishedFigure : StoryFigure
{
    public override FigureAbout About { get; } = new(
        "stories.published",
        "Stories published",
        "Stories launched on a day of the reporting year. The launch is the first publication; a story that was changed or taken "
            + "down later counts once, in the year of its launch.",
        1,
        "stories",
        WordingKind.Count,
        new("No stories were published in the year", "One story was published in the year", "{0} stories were published in the year"));

    public override IEnumerable<TraceRow> Rows(StoryDays story, ReportingYear year) =>
        year.Contains(story.LaunchedOn) ? [new(story.Story.Title, story.LaunchedOn, 1) { Story = story.Story.Id }] : [];
}
