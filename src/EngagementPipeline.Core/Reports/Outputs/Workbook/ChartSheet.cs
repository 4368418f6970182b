namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>The table of one of the report's charts. The guidance advises against pictures of charts in a workbook.</summary>
internal static class ChartSheet
{
    public static SheetContent Of(ReportChart chart, Report report)
    {
        var name = char.ToUpperInvariant(chart.Key[0]) + chart.Key[1..].Replace('-', '_');
        var open = chart.OverTime ? report.Months.Select(month => month.Provisional).ToList() : null;
        return new(
            name,
            chart.Title,
            chart.Says,
            [
                new Line.Plain(chart.Says),
                new Line.Plain($"This sheet has one table: {chart.Unit}, a row for each part of them."),
                new Line.Plain(NotesSheet.Shorthand),
                .. NotesSheet.Lead,
            ],
            new(
                name.ToLowerInvariant(),
                [
                    new(chart.Category, 42),
                    .. chart.Series.Select(series => new Column($"{series.Name} ({chart.Unit})", 26, Right: true)),
                    .. open is null ? [] : new Column[] { new("Status [note 3]", 20) },
                ],
                [.. chart.Categories.Select((category, i) => Row(category, chart.Series.Select(series => series.Values[i]), open?[i]))]));
    }

    private static IReadOnlyList<Cell> Row(string category, IEnumerable<decimal?> values, bool? open) =>
    [
        Cell.Of(category),
        .. values.Select(Cell.Of),
        .. open is { } provisional ? [new Cell.Text(provisional ? FigureStatus.Provisional : FigureStatus.Final)] : Array.Empty<Cell>(),
    ];
}
