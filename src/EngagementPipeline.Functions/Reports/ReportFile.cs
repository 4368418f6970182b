using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs.Word;
using EngagementPipeline.Core.Reports.Outputs.Workbook;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>
/// What <c>/api/reports/{file}</c> names: a year, and by its ending the form it is wanted in. One function reads both, because in
/// the Functions host the route <c>{a}</c> wins over <c>{a}.{b}</c>.
/// </summary>
public sealed record ReportFile(ReportingYear Year, Func<Report, IResult> Answer)
{
    public static Result<ReportFile> Parse(string file)
    {
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        return ParseYear(dot < 0 ? file : file[..dot]).Then<ReportFile>(year => (dot < 0 ? "" : file[dot..].ToLowerInvariant()) switch
        {
            "" => new ReportFile(year, report => Http.Ok(ReportBody.Of(report))),
            ".csv" => new ReportFile(year, report =>
                new FileAnswer(ReportCsv.Write(report), "text/csv; charset=utf-8; header=present", ReportCsv.FileName(report))),
            ".html" => new ReportFile(year, report => new HtmlAnswer(report)),
            ".xlsx" => new ReportFile(year, report =>
                new FileAnswer(ReportWorkbook.Write(report), ReportWorkbook.ContentType, ReportWorkbook.FileName(report))),
            ".docx" => new ReportFile(year, report => new FileAnswer(WordReport.Write(report), WordReport.ContentType, WordReport.FileName(report))),
            _ => Refusals.FormatNotAvailable,
        });
    }

    public static Result<ReportingYear> ParseYear(string text) =>
        ReportingYear.TryParse(text, out var year) ? year : Refusals.BadReportingYear;
}
