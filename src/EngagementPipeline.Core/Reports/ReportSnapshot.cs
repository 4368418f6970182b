using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A frozen report as a file: JSON that people can read too, in UTF-8. The same report frozen at the same instant gives the same
/// bytes, and their SHA-256 is what the service shows for the frozen year.
/// </summary>
public static class ReportSnapshot
{
    /// <summary>Goes up when the file's shape changes; every earlier one stays readable. From 2 on: months, stories and what was decided.</summary>
    private const int Format = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The file is never put into a page; letters other than English ones should be readable in it.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        NewLine = "\n",
        WriteIndented = true,
    };

    public static string FileName(ReportingYear year) => $"engagement-{year}-frozen.json";

    public static byte[] Write(Report report, DateTimeOffset frozenAt) => JsonSerializer.SerializeToUtf8Bytes(
        new SnapshotFile(
            Format,
            report.Year.ToString(),
            frozenAt.ToUniversalTime(),
            report.Provisional,
            report.Sample,
            report.Notes,
            report.Figures.Select(SnapshotFigure.Of).ToList(),
            report.Months.Select(SnapshotMonth.Of).ToList(),
            report.Stories.Select(SnapshotStory.Of).ToList(),
            report.Decided.Select(SnapshotDecision.Of).ToList()),
        Json);

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is a fault in what was stored.</summary>
    public static Report Read(ReadOnlyMemory<byte> snapshot)
    {
        var file = JsonSerializer.Deserialize<SnapshotFile>(snapshot.Span, Json);
        if (file is { Format: > Format and var newer })
            throw new NewerVersionException("A frozen report", newer, Format);
        if (file is not { Format: >= 1 } || !ReportingYear.TryParse(file.Year, out var year))
            throw new FormatException("Not a snapshot of a report in a format that is known here.");
        return new(
            year,
            file.Provisional,
            file.Sample,
            file.Notes,
            file.Figures.Select(f => f.Figure()).ToList(),
            new(file.FrozenAt, Convert.ToHexStringLower(SHA256.HashData(snapshot.Span)), file.Provisional))
        {
            Months = file.Months?.Select(m => m.Month()).ToList() ?? [],
            Stories = file.Stories?.Select(s => s.InYear()).ToList() ?? [],
            Decided = file.Decided?.Select(d => d.Decided()).ToList() ?? [],
        };
    }
}
