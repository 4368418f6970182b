using System.Globalization;
using CsvHelper;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A report as CSV (RFC 4180: commas, CRLF, one header row), in UTF-8 with a byte order mark, without which Excel reads it as
/// something else. A cell that a spreadsheet would take for a formula gets an apostrophe before it. The same report gives the
/// same bytes.
/// </summary>
public static class ReportCsv
{
    private static readonly string[] Header =
    [
        "key", "title", "definition", "value", "unit", "period-start", "period-end", "provisional", "wording", "previous", "ratio",
    ];

    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.None, WriteByteOrderMark = true };

    /// <summary>Says so when the invented sample is in the figures: a column would not travel with a number that is copied out.</summary>
    public static string FileName(Report report) => $"engagement-{report.Year}{(report.Sample ? "-with-sample" : "")}.csv";

    public static byte[] Write(Report report)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, Format, leaveOpen: true))
        {
            // Whoever reads the usual columns by their place finds them there.
            var corrected = report.Figures.Any(figure => figure.Corrections is not []);
            csv.WriteRecord(corrected ? [.. Header, "correction"] : Header);
            foreach (var figure in report.Figures)
                csv.WriteRecord(corrected ? [.. Row(figure), CsvCell.Text(string.Join(" ", figure.Corrections.Select(one => one.Said)))] : Row(figure));
        }

        return file.ToArray();
    }

    private static string[] Row(ReportedFigure figure) =>
    [
        CsvCell.Text(figure.Key),
        CsvCell.Text(figure.Title),
        CsvCell.Text(figure.Definition),
        Number(figure.Value),
        CsvCell.Text(figure.Unit),
        Day(figure.From),
        Day(figure.To),
        figure.Provisional ? "true" : "false",
        CsvCell.Text(figure.Wording),
        figure.Previous is { } previous ? Number(previous) : "",
        figure.Ratio is { } ratio ? Number(ratio) : "",
    ];

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
