using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Comparing;

/// <summary>Which years to set side by side: two to five, each once, from the earliest.</summary>
public sealed record CompareYears
{
    public const int Fewest = 2;
    public const int Most = 5;

    private CompareYears(IReadOnlyList<ReportingYear> years) => Years = years;

    public IReadOnlyList<ReportingYear> Years { get; }

    /// <summary>Reads <c>2020-21,2021-22</c>, in any order.</summary>
    public static Result<CompareYears> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var years = new SortedSet<ReportingYear>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (years.Count > Most || !ReportingYear.TryParse(name, out var year))
                return Refusals.BadYearsToCompare;
            years.Add(year);
        }

        return years.Count is >= Fewest and <= Most ? new CompareYears([.. years]) : Refusals.BadYearsToCompare;
    }
}

public sealed class CompareYearsHandler(ReadReportHandler readReport)
{
    /// <summary>Refused where one of the years has not begun.</summary>
    public async Task<Result<YearsCompared>> HandleAsync(CompareYears query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var reports = new List<Report>();
        foreach (var year in query.Years)
        {
            var report = await readReport.HandleAsync(year, cancellationToken);
            if (!report.Succeeded)
                return report.Refusal;
            reports.Add(report.Value);
        }

        return YearsCompared.Of(reports);
    }
}
