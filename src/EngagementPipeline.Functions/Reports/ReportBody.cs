using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

public sealed record ReportBody(
    ReportingYear Year,
    bool Provisional,
    bool Sample,
    IReadOnlyList<string> Notes,
    FrozenBody? Frozen,
    IReadOnlyList<FigureBody> Figures)
{
    public static ReportBody Of(Report report) => new(
        report.Year,
        report.Provisional,
        report.Sample,
        report.Notes,
        report.Frozen is { } mark ? FrozenBody.Of(mark, report.Year) : null,
        report.Figures.Select(f => FigureBody.Of(f, report.Year)).ToList());
}

/// <summary>Answers a freeze, and stands in a frozen report. <c>url</c> is where the snapshot is whose hash this is.</summary>
public sealed record FrozenBody(DateTimeOffset FrozenAt, string Sha256, bool Provisional, string Url)
{
    public static FrozenBody Of(FrozenMark mark, ReportingYear year) =>
        new(mark.At, mark.Sha256, mark.Provisional, $"/api/reports/{year}/snapshot");
}

public sealed record FigureBody(
    string Key,
    string Title,
    string Definition,
    int Version,
    decimal Value,
    string Unit,
    PeriodBody Period,
    bool Provisional,
    string Wording,
    string Sentence,
    decimal? Previous,
    decimal? Ratio,
    string? Comparison,
    TraceLink Trace,
    LaterValue? Later)
{
    public static FigureBody Of(ReportedFigure figure, ReportingYear year) => new(
        figure.Key,
        figure.Title,
        figure.Definition,
        figure.Version,
        figure.Value,
        figure.Unit,
        new(figure.From, figure.To),
        figure.Provisional,
        figure.Wording,
        figure.Sentence,
        figure.Previous,
        figure.Ratio,
        figure.Comparison,
        new($"/api/reports/{year}/figures/{Uri.EscapeDataString(figure.Key)}/trace", figure.Rows),
        figure.Later);
}

/// <summary>Both days included.</summary>
public sealed record PeriodBody(DateOnly From, DateOnly To);

/// <summary>Where the rows behind a figure are, and how many.</summary>
public sealed record TraceLink(string Url, long Rows);
