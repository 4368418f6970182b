using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

public sealed class ReadReportHandler(CountReport count, IFrozenReports frozenReports, ICorrections corrections, TimeProvider clock)
{
    /// <summary>
    /// The year's figures: where it is frozen the frozen ones, with what counting again would give beside them. Refused for a year
    /// that has not begun in Europe/London.
    /// </summary>
    public async Task<Result<Report>> HandleAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (year.FirstDay > London.DayOf(now))
            return Refusals.YearNotBegun(year);

        var begun = clock.GetTimestamp();
        var counted = await count.CountAsync(year, now, await frozenReports.FinalAsync(year.Previous, cancellationToken), cancellationToken);
        var (mine, before) = (await corrections.ReadAsync(year, cancellationToken), await corrections.ReadAsync(year.Previous, cancellationToken));
        var report = (await frozenReports.ReadAsync(year, cancellationToken) is { } frozen ? LaterDifferences.Beside(frozen, counted) : counted).With(mine, before);
        Promises.Report.Record(clock.GetElapsedTime(begun).TotalSeconds);
        return report;
    }
}
