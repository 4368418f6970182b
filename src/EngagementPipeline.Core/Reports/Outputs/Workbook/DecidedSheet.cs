namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

internal static class DecidedSheet
{
    public static SheetContent? Of(Report report) => report.Decided is [] ? null : new(
        "What_was_decided",
        "What was decided because of what young people said",
        "Each decision of the year that answers young people, and who took it",
        [
            new Line.Plain("This sheet has one table: a row for each decision of the year that answers young people."),
            new Line.Plain(NotesSheet.Shorthand),
            .. NotesSheet.Lead,
        ],
        new(
            "what_was_decided",
            [new("What was done", 70), new("Decided on", 22, Right: true), new("Who decided", 36), new("Theme that it answers", 36)],
            [.. report.Decided.Select(Row)]));

    private static IReadOnlyList<Cell> Row(DecidedInYear decision) =>
    [
        Cell.Of(decision.WeDid),
        new Cell.Day(decision.On),
        Cell.Of(decision.By),
        decision.Theme is null ? Cell.NotApplicable : Cell.Of(decision.Theme),
    ];
}
