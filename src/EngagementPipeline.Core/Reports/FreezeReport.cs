using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

public sealed class FreezeReportHandler(CountReport count, IFrozenReports frozenReports, IAudit audit, TimeProvider clock)
{
    /// <summary>
    /// Fixes the year's figures as they are now. A year that is over is fixed for good. One whose counting is still under way is fixed
    /// provisionally: freezing it again once it is over fixes it for good, and until then changes nothing. Refused for a year that
    /// has not begun.
    /// </summary>
    public async Task<Result<FrozenMark>> HandleAsync(ReportingYear year, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (year.FirstDay > London.DayOf(now))
            return Refusals.YearNotBegun(year);
        if (await frozenReports.FinalAsync(year, cancellationToken) is { Frozen: { } already })
            return already;

        var before = await frozenReports.FinalAsync(year.Previous, cancellationToken);
        var counted = FewPeople.ToKeep(await count.CountAsync(year, now, before, cancellationToken, toKeep: true));
        // First that it was asked for: a stop right after the report is kept must not leave it without anybody's name.
        await audit.RecordAsync(new(now, by, "report-freeze-asked", $"report/{year}"), cancellationToken);
        var kept = await frozenReports.KeepAsync(year, counted.Provisional, ReportSnapshot.Write(AsOf(counted, London.DayOf(now)), now), cancellationToken);
        var mark = ReportSnapshot.Read(kept).Frozen!;
        if (mark.At == now)
            await audit.RecordAsync(new(now, by, "report-frozen", $"report/{year}", Why: mark.Sha256), cancellationToken);
        return mark;
    }

    /// <summary>What may still change is true of a day, and stands in the file after it.</summary>
    private static Report AsOf(Report counted, DateOnly day) => counted with
    {
        Figures =
        [
            .. counted.Figures.Select(figure => figure.Provisional
                ? figure with { Sentence = string.Create(CultureInfo.InvariantCulture, $"By {day:d MMMM yyyy}: {figure.Sentence}") }
                : figure),
        ],
    };
}
