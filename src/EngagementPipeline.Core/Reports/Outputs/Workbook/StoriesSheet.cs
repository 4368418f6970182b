namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>What was published, and whom it reached.</summary>
internal static class StoriesSheet
{
    public static SheetContent? Of(Report report) => report.Stories is [] ? null : new(
        "Stories",
        "Stories and whom they reached",
        "Each story launched or read in the year, its page views and how far it was shared",
        [
            new Line.Plain("This sheet has one table: a row for each story that was launched in the year or read in it."),
            new Line.Plain(NotesSheet.Shorthand),
            .. NotesSheet.Lead,
        ],
        new(
            "stories",
            [
                new("Story", 56), new("Launched on", 22, Right: true), new("Page views in the year [note 5]", 20, Right: true),
                new("Page views in the first week [note 6]", 22, Right: true), new("Shared", 36),
            ],
            [.. report.Stories.Select(story => Row(story, report))]));

    private static IReadOnlyList<Cell> Row(StoryInYear story, Report report) =>
    [
        Cell.Of(story.Title),
        new Cell.Day(story.LaunchedOn),
        new Cell.Number(story.Views),
        story.FirstWeekViews is null && !report.Year.Contains(story.LaunchedOn) ? Cell.NotApplicable : Cell.Of(story.FirstWeekViews),
        new Cell.Text(story.Levels is [] ? "Not shared" : string.Join(", ", story.Levels.Select(level => SharedAt(level)))),
    ];

    private static string SharedAt(Shared.Audience level) => level switch
    {
        Shared.Audience.Local => "locally",
        Shared.Audience.Regional => "regionally",
        Shared.Audience.National => "nationally",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
