using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

public sealed record ReportBody(
    ReportingYear Year,
    bool Provisional,
    bool Sample,
    IReadOnlyList<string> Notes,
    FrozenBody? Frozen,
    IReadOnlyList<FigureBody> Figures,
    IReadOnlyList<MonthBody> Months,
    IReadOnlyList<StoryInYearBody> Stories,
    IReadOnlyList<DecidedBody> Decided)
{
    public static ReportBody Of(Report report) => new(
        report.Year,
        report.Provisional,
        report.Sample,
        report.Notes,
        report.Frozen is { } mark ? FrozenBody.Of(mark, report.Year) : null,
        report.Figures.Select(f => FigureBody.Of(f, report.Year)).ToList(),
        report.Months.Select(m => new MonthBody(m.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), m.Views, m.Previous, m.Provisional)).ToList(),
        report.Stories.Select(s => new StoryInYearBody(s.Story, s.Title, s.LaunchedOn, s.Views, s.FirstWeekViews, s.Levels)).ToList(),
        report.Decided.Select(d => new DecidedBody(d.On, d.Theme, d.WeDid, d.By)).ToList());
}

/// <summary>Page views of a month, written <c>2021-10</c>; <c>previous</c> is missing where there was nothing to count a year before.</summary>
public sealed record MonthBody(string Month, long Views, long? Previous, bool Provisional);

/// <summary><c>firstWeekViews</c> is missing while the first week is not over, and for a story of another year.</summary>
public sealed record StoryInYearBody(
    StoryId Story, string Title, DateOnly LaunchedOn, long Views, long? FirstWeekViews, IReadOnlyList<Audience> Levels);

/// <summary>As an outcome has it, without what young people said.</summary>
public sealed record DecidedBody(DateOnly DecidedOn, string? Theme, string WeDid, string? By);

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
    LaterValue? Later,
    IReadOnlyList<CorrectionBody>? Corrections)
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
        figure.Later,
        figure.Corrections is [] ? null : [.. figure.Corrections.Select(CorrectionBody.Of)]);
}

/// <summary>Both days included.</summary>
public sealed record PeriodBody(DateOnly From, DateOnly To);

/// <summary>Where the rows behind a figure are, and how many.</summary>
public sealed record TraceLink(string Url, long Rows);
