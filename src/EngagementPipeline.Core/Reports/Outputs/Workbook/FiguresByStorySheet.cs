namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>What each story makes up of each figure.</summary>
internal static class FiguresByStorySheet
{
    public static SheetContent? Of(Report report)
    {
        var rows = ReportSection.Of(report).SelectMany(part => part.Figures).SelectMany(figure => figure.Parts.Select(story => Row(figure, story))).ToList();
        return rows is [] ? null : new(
            "Figures_by_story",
            "Figures by story",
            "What each story makes up of each figure",
            [new Line.Plain("This sheet has one table: a row for each figure and each story that has a part in it."), .. NotesSheet.Lead],
            new(
                "figures_by_story",
                [
                    new("Figure", 38), new("Story", 44), new("Launched on", 22, Right: true), new("Value", 14, Right: true), new("Unit", 16),
                    new("In words [note 1]", 18), new("Status [note 3]", 18), new("Key", 30),
                ],
                rows));
    }

    private static IReadOnlyList<Cell> Row(ReportedFigure figure, ReportedPart story) =>
    [
        Cell.Of(figure.Title),
        Cell.Of(story.Title),
        new Cell.Day(story.LaunchedOn),
        new Cell.Number(story.Value),
        Cell.Of(figure.Unit),
        Cell.Of(story.Wording),
        new Cell.Text(story.Provisional ? FigureStatus.Provisional : FigureStatus.Final),
        new Cell.Text(figure.Key),
    ];
}
