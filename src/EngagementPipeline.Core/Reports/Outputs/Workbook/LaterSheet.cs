namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>What counting again gives beside what was frozen, and why.</summary>
internal static class LaterSheet
{
    private const string Whole = "All of it";

    public static SheetContent? Of(Report report)
    {
        var rows = report.Figures.SelectMany(Rows).ToList();
        return rows is [] ? null : new(
            "Changed_since_frozen",
            "What is counted differently since the year was frozen",
            "Figures that counting again gives differently from what was frozen, and why",
            [
                new Line.Plain("This sheet has one table: a row for each figure, and each story's part of one, that is counted differently now."),
                new Line.Plain("The frozen values are the ones that the other sheets show."),
                new Line.Plain(NotesSheet.Shorthand),
                .. NotesSheet.Lead,
            ],
            new(
                "changed_since_frozen",
                [
                    new("Figure", 38), new("Of which story", 40), new("Frozen value", 16, Right: true), new("Counted again", 16, Right: true),
                    new("Unit", 16), new("Why", 40), new("Key", 30),
                ],
                rows));
    }

    private static IEnumerable<IReadOnlyList<Cell>> Rows(ReportedFigure figure)
    {
        if (figure.Later is not { } later)
            yield break;

        yield return Row(figure, Whole, LaterDifferences.IsAdded(figure) ? null : figure.Value, later.Value, later.Why);
        foreach (var story in later.Stories)
            yield return Row(figure, story.Title, story.Frozen, story.Now, later.Why);
    }

    private static IReadOnlyList<Cell> Row(ReportedFigure figure, string part, decimal? frozen, decimal? now, string why) =>
        [Cell.Of(figure.Title), Cell.Of(part), Cell.Of(frozen), Cell.Of(now), Cell.Of(figure.Unit), Cell.Of(why), new Cell.Text(figure.Key)];
}
