using System.Security.Cryptography;
using EngagementPipeline.Core.Reports.Outputs.Word;
using EngagementPipeline.Core.Reports.Outputs.Workbook;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>What a report is delivered as. Each is a file of its own, with a state of its own.</summary>
public enum ReportForm
{
    Word,
    Workbook,
    Csv,

    /// <summary>Of a frozen year alone: the very bytes that its hash is of.</summary>
    Snapshot,
}

/// <summary>A file to deliver. <paramref name="Sha256"/> is 64 hex digits.</summary>
public sealed record ReportBytes(ReportForm Form, string Name, string Sha256, ReadOnlyMemory<byte> Bytes)
{
    private static ReportBytes Of(ReportForm form, string name, ReadOnlyMemory<byte> bytes) =>
        new(form, name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), bytes);

    /// <param name="report">As it is now, or as it was frozen; without what has come since.</param>
    /// <param name="snapshot">The frozen bytes; null for a year that is not frozen.</param>
    public static List<ReportBytes> AllOf(Report report, ReadOnlyMemory<byte>? snapshot)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<ReportBytes> files =
        [
            Of(ReportForm.Word, WordReport.FileName(report), WordReport.Write(report)),
            Of(ReportForm.Workbook, ReportWorkbook.FileName(report), ReportWorkbook.Write(report)),
            Of(ReportForm.Csv, ReportCsv.FileName(report), ReportCsv.Write(report)),
        ];
        if (snapshot is { } frozen)
            files.Add(Of(ReportForm.Snapshot, ReportSnapshot.FileName(report.Year), frozen));
        return files;
    }
}
