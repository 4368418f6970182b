namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>What the shorthand in cells and the notes in headers mean.</summary>
internal static class NotesSheet
{
    public const string Name = "Notes";

    /// <summary>Under every table's title: the guidance wants it before the table, in column A.</summary>
    public static IReadOnlyList<Line> Lead { get; } =
    [
        new Line.Link("Back to the contents", ContentsSheet.Name),
    ];

    public const string Shorthand = "Some shorthand is used: [x] means not available, [z] means not applicable.";

    private static readonly (string Mark, string Meaning)[] Notes =
    [
        ("[x]", "Not available: there was nothing to count then, the counting is not over, or nobody said."),
        ("[z]", "Not applicable: there is no such thing for this row."),
        ("[note 1]", "Sentences and phrases are true of the value to the digit, and may be used as they are: “over 300” never stands for 300 or less."),
        ("[note 2]", "Ratio: the value divided by that of the year before, to four places. It is left out where the year before is 0, and for averages."),
        (
            "[note 3]",
            "Status: Provisional figures may still change, because some of their days are not closed. Final figures are counted to the end. Not frozen means "
            + "that the frozen year does not have this figure, so it is told as it is counted now. A figure that was wrong stands as it was published, and names the sheet that says what is right."
        ),
        ("[note 4]", "Rows: how many rows the figure is the sum of. The report's page in EngagementPipeline shows each of them."),
        ("[note 5]", "Page views of a story on the days of the year. A page view is one opening of its page that was really seen."),
        (
            "[note 6]",
            "First week: the seven days from the story's launch, in UK time. Not available while they are not over; not applicable where the story was "
            + "launched in another year."
        ),
    ];

    public static SheetContent Of() => new(
        Name,
        "Notes and shorthand",
        "What the shorthand in square brackets and the numbered notes mean",
        [new Line.Plain("This sheet has one table: what the marks in square brackets mean."), .. Lead],
        new("notes", [new("Mark", 24), new("What it means", 90)], [.. Notes.Select(note => (IReadOnlyList<Cell>)[new Cell.Text(note.Mark), new Cell.Text(note.Meaning)])]));
}
