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
    /// <summary>Goes up when the file's shape changes; every earlier one stays readable.</summary>
    private const int Format = 1;

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
            report.Figures.Select(SnapshotFigure.Of).ToList()),
        Json);

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is a fault in what was stored.</summary>
    public static Report Read(ReadOnlyMemory<byte> snapshot)
    {
        var file = JsonSerializer.Deserialize<SnapshotFile>(snapshot.Span, Json);
        if (file is not { Format: Format } || !ReportingYear.TryParse(file.Year, out var year))
            throw new FormatException("Not a snapshot of a report in a format that is known here.");
        return new(
            year,
            file.Provisional,
            file.Sample,
            file.Notes,
            file.Figures.Select(f => f.Figure()).ToList(),
            new(file.FrozenAt, Convert.ToHexStringLower(SHA256.HashData(snapshot.Span)), file.Provisional));
    }

    private sealed record SnapshotFile(
        int Format,
        string Year,
        DateTimeOffset FrozenAt,
        bool Provisional,
        bool Sample,
        IReadOnlyList<string> Notes,
        IReadOnlyList<SnapshotFigure> Figures);

    private sealed record SnapshotFigure(
        string Key,
        string Title,
        string Definition,
        int Version,
        string Unit,
        DateOnly From,
        DateOnly To,
        decimal Value,
        long Rows,
        bool Provisional,
        string Wording,
        string Sentence,
        decimal? Previous,
        decimal? Ratio,
        string? Comparison,
        IReadOnlyList<SnapshotPart> Stories)
    {
        public static SnapshotFigure Of(ReportedFigure f) => new(
            f.Key, f.Title, f.Definition, f.Version, f.Unit, f.From, f.To, f.Value, f.Rows, f.Provisional, f.Wording, f.Sentence, f.Previous,
            f.Ratio, f.Comparison, f.Parts.Select(p => new SnapshotPart(p.Story.Value, p.Title, p.LaunchedOn, p.Value, p.Provisional, p.Wording)).ToList());

        public ReportedFigure Figure() => new(
            Key, Title, Definition, Version, Unit, From, To, Value, Rows, Provisional, Wording, Sentence, Previous, Ratio, Comparison,
            Stories.Select(p => new ReportedPart(new StoryId(p.Story), p.Title, p.LaunchedOn, p.Value, p.Provisional, p.Wording)).ToList());
    }

    private sealed record SnapshotPart(Guid Story, string Title, DateOnly LaunchedOn, decimal Value, bool Provisional, string Wording);
}
