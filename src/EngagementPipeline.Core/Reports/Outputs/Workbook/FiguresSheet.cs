namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>Every figure, with the sentence that a report may say.</summary>
internal static class FiguresSheet
{
    public static SheetContent? Of(Report report)
    {
        var rows = ReportSection.Of(report).SelectMany(part => part.Figures.Select(figure => Row(part, figure, report))).ToList();
        return rows is [] ? null : new(
            "Figures",
            "Figures of the year",
            $"All {rows.Count} figures, with the year before and a sentence for each",
            [new Line.Plain("This sheet has one table: a row for each figure. Units are in a column of their own."), new Line.Plain(NotesSheet.Shorthand), .. NotesSheet.Lead],
            new(
                "figures",
                [
                    new("Figure", 38), new("Value", 14, Right: true), new("Unit", 16), new("Sentence [note 1]", 52), new("Year before", 14, Right: true),
                    new("Ratio to the year before [note 2]", 16, Right: true), new("Status [note 3]", 18), new("Rows behind it [note 4]", 14, Right: true),
                    new("Part of the report", 28), new("Key", 30),
                ],
                rows));
    }

    private static IReadOnlyList<Cell> Row(ReportSection part, ReportedFigure figure, Report report) =>
    [
        Cell.Of(figure.Title),
        new Cell.Number(figure.Value),
        Cell.Of(figure.Unit),
        Cell.Of(figure.Sentence),
        Cell.Of(figure.Previous),
        Cell.Of(figure.Ratio),
        new Cell.Text(figure.Corrections is [] ? FigureStatus.Of(figure, report) : $"{FigureStatus.Of(figure, report)}; see {CorrectionsSheet.Name}"),
        new Cell.Number(figure.Rows),
        new Cell.Text(part.Title),
        new Cell.Text(figure.Key),
    ];
}
