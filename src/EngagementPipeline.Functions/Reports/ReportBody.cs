using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

public sealed record ReportBody(
    ReportingYear Year, bool Provisional, bool Sample, IReadOnlyList<string> Notes, IReadOnlyList<FigureBody> Figures)
{
    public static ReportBody Of(Report report) => new(
        report.Year, report.Provisional, report.Sample, report.Notes, report.Figures.Select(f => FigureBody.Of(f, report.Year)).ToList());
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
    TraceLink Trace)
{
    public static FigureBody Of(ReportedFigure figure, ReportingYear year) => new(
        figure.About.Key,
        figure.About.Title,
        figure.About.Definition,
        figure.About.Version,
        figure.Value,
        figure.About.Unit,
        new(figure.From, figure.To),
        figure.Provisional,
        figure.Wording,
        figure.Sentence,
        figure.Previous,
        figure.Ratio,
        figure.Comparison,
        new($"/api/reports/{year}/figures/{figure.About.Key}/trace", figure.Rows));
}

/// <summary>Both days included.</summary>
public sealed record PeriodBody(DateOnly From, DateOnly To);

/// <summary>Where the rows behind a figure are, and how many.</summary>
public sealed record TraceLink(string Url, long Rows);
