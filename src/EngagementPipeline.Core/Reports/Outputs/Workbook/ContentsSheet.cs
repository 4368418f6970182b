namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

internal static class ContentsSheet
{
    public const string Name = "Contents";
    public const string Title = "Contents";

    private const string Holds = "Every sheet of this workbook, with a link to each";

    /// <param name="others">All other sheets, in their order.</param>
    public static SheetContent Of(IEnumerable<SheetContent> others)
    {
        var rows = others.Select(sheet => (IReadOnlyList<Cell>)[new Cell.Link(sheet.Name, sheet.Name), new Cell.Text(sheet.Holds)]).ToList();
        return new(Name, Title, Holds, [new Line.Plain($"This sheet has one table: the other {rows.Count} sheets, with a link to each.")],
            new("contents", [new("Sheet", 30), new("What is on it", 80)], rows));
    }
}
