namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>
/// A report as an Excel workbook (ISO 29500) that follows the Government Analysis Function's guidance on releasing statistics in spreadsheets
/// (docs/report-files.md says how). The same report gives the same bytes.
/// </summary>
public static class ReportWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Says so when the invented sample is in the figures, as <see cref="ReportCsv.FileName"/> does.</summary>
    public static string FileName(Report report) => Path.ChangeExtension(ReportCsv.FileName(report), ".xlsx");

    public static byte[] Write(Report report) =>
        WorkbookPackage.Write(SheetsOf(report), CoverSheet.TitleOf(report), $"Figures for the annual report, reporting year {report.Year}", report.Frozen?.At);

    /// <summary>A sheet that would have nothing on it is left out.</summary>
    private static List<SheetContent> SheetsOf(Report report)
    {
        var tables = new List<SheetContent?>
        {
            FiguresSheet.Of(report),
            CorrectionsSheet.Of(report),
            LaterSheet.Of(report),
            FiguresByStorySheet.Of(report),
        };
        tables.AddRange(ReportCharts.Of(report).Select(chart => ChartSheet.Of(chart, report)));
        tables.AddRange([StoriesSheet.Of(report), DecidedSheet.Of(report), DefinitionsSheet.Of(report)]);

        var (cover, notes, rest) = (CoverSheet.Of(report), NotesSheet.Of(), tables.OfType<SheetContent>().ToList());
        return [cover, ContentsSheet.Of([cover, notes, .. rest]), notes, .. rest];
    }
}
