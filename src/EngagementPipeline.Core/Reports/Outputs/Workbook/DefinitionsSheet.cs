namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

internal static class DefinitionsSheet
{
    public static SheetContent? Of(Report report) => report.Figures is [] ? null : new(
        "Definitions",
        "Definitions of the figures",
        "What each figure counts, over which days, and the version of its definition",
        [
            new Line.Plain("This sheet has one table: a row for each figure. A version goes up when a change to a definition could change a value."),
            .. NotesSheet.Lead,
        ],
        new(
            "definitions",
            [
                new("Figure", 38), new("What it counts", 80), new("Unit", 16), new("First day", 22, Right: true), new("Last day", 22, Right: true),
                new("Version", 12, Right: true), new("Key", 30),
            ],
            [.. ReportSection.Of(report).SelectMany(part => part.Figures).Select(Row)]));

    private static IReadOnlyList<Cell> Row(ReportedFigure figure) =>
    [
        Cell.Of(figure.Title),
        Cell.Of(figure.Definition),
        Cell.Of(figure.Unit),
        new Cell.Day(figure.From),
        new Cell.Day(figure.To),
        new Cell.Number(figure.Version),
        new Cell.Text(figure.Key),
    ];
}
