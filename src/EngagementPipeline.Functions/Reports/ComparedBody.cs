using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

public sealed record ComparedBody(IReadOnlyList<ComparedYearBody> Years, IReadOnlyList<ComparedFigureBody> Figures)
{
    public static ComparedBody Of(YearsCompared compared) => new(
        [.. compared.Reports.Select(report => new ComparedYearBody(
            report.Year, report.Provisional, report.Sample, report.Frozen is { } mark ? FrozenBody.Of(mark, report.Year) : null))],
        [.. compared.Figures.Select(figure => new ComparedFigureBody(
            figure.Key,
            figure.Title,
            figure.Definition,
            figure.Unit,
            [.. compared.Years.Zip(figure.Values).Where(value => value.Second is not null).Select(value => ComparedValueBody.Of(value.First, value.Second!))]))]);
}

public sealed record ComparedYearBody(ReportingYear Year, bool Provisional, bool Sample, FrozenBody? Frozen);

/// <summary>Years whose report does not have the figure are left out of <c>values</c>.</summary>
public sealed record ComparedFigureBody(string Key, string Title, string Definition, string Unit, IReadOnlyList<ComparedValueBody> Values);

public sealed record ComparedValueBody(ReportingYear Year, decimal Value, int Version, bool Provisional, ChangeBody? Change, IReadOnlyList<CorrectionBody>? Corrections)
{
    public static ComparedValueBody Of(ReportingYear year, ComparedValue value) => new(
        year, value.Value, value.Version, value.Provisional, value.Change is { } change ? new(change.Since, change.Ratio, change.Words) : null,
        value.Corrections is [] ? null : [.. value.Corrections.Select(CorrectionBody.Of)]);
}

/// <summary>From the year <c>since</c>; a share has no <c>ratio</c>.</summary>
public sealed record ChangeBody(ReportingYear Since, decimal? Ratio, string Words);
