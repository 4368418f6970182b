using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Figures;

/// <summary>Stories that were given on at one level. A story that was shared at several counts in each of them.</summary>
public sealed class StoriesSharedFigure(Audience level) : StoryFigure
{
    public override FigureAbout About { get; } = new(
        $"stories.shared.{Kebab.Of(level)}",
        $"Stories shared at {Kebab.Of(level)} level",
        $"Stories, launched by the end of the reporting year, that were given on at {Kebab.Of(level)} level on a day of it. Each counts once, "
            + "however often it was shared, and in every level that it was shared at.",
        1,
        "stories",
        WordingKind.Count,
        new(
            $"No stories were shared at {Kebab.Of(level)} level in the year",
            $"One story was shared at {Kebab.Of(level)} level in the year",
            $"{{0}} stories were shared at {Kebab.Of(level)} level in the year"));

    /// <summary>One row: the first share of the level in the year.</summary>
    public override IEnumerable<TraceRow> Rows(StoryDays story, ReportingYear year) =>
        story.Story.Shares
            .Where(share => share.Level == level && year.Contains(share.Day))
            .OrderBy(share => share.Day)
            .ThenBy(share => share.Code, StringComparer.Ordinal)
            .Take(1)
            .Select(share => new TraceRow(story.Story.Title, share.Day, 1) { Story = story.Story.Id, Share = share.Code, Level = level });
}
