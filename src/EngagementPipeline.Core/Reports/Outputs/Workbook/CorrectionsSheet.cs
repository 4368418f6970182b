using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>What was said, since the year was frozen, of figures that turned out wrong.</summary>
internal static class CorrectionsSheet
{
    public const string Name = "Corrections";

    public static SheetContent? Of(Report report)
    {
        var rows = report.Figures.SelectMany(figure => figure.Corrections.Select(one => (IReadOnlyList<Cell>)
        [
            Cell.Of(figure.Title), new Cell.Number(figure.Value), Cell.Of(figure.Unit), new Cell.Day(London.DayOf(one.At)), Cell.Of(one.Note), new Cell.Text(figure.Key),
        ])).ToList();
        return rows is [] ? null : new(
            Name,
            "Corrections of figures since the year was frozen",
            "Figures that turned out wrong after the year was frozen, and what is right",
            [
                new Line.Plain("This sheet has one table: a row for each correction. The figures stand as they were published; a correction stands beside its figure and takes no figure's place."),
                .. NotesSheet.Lead,
            ],
            new(
                "corrections",
                [new("Figure", 38), new("Frozen value", 16, Right: true), new("Unit", 16), new("Corrected on", 18), new("Correction", 70), new("Key", 30)],
                rows));
    }
}
