using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A page of the rows behind a figure, as they are now. <paramref name="Parts"/>, the value story by story, comes with the first page only.
/// </summary>
public sealed record Trace(FigureAbout About, ReportingYear Year, Page<TraceRow> Rows, IReadOnlyList<ReportedPart>? Parts);

public sealed class ReadTraceHandler(IEnumerable<IFigureSource> sources, TimeProvider clock)
{
    public const int PageSize = 500;

    /// <summary>
    /// <paramref name="place"/> is that of the last row of the page before, null for the first page. Refused for a year that has not
    /// begun, for a key that is no figure of the year and for a place that is none.
    /// </summary>
    public async Task<Result<Trace>> HandleAsync(string key, ReportingYear year, string? place, CancellationToken cancellationToken)
    {
        if (year.FirstDay > clock.Today())
            return Refusals.YearNotBegun(year);

        foreach (var source in sources)
        {
            if (await source.FindAsync(key, year, cancellationToken) is { } about)
                return await source.Trace(key, year, place, cancellationToken).ThenAsync(async trace => (Result<Trace>)new Trace(
                    about,
                    year,
                    await PageAsync(trace, cancellationToken),
                    place is null ? await PartsAsync(source, about, year, cancellationToken) : null));
        }

        return Refusals.NotFound("figure");
    }

    private async Task<IReadOnlyList<ReportedPart>> PartsAsync(
        IFigureSource source, FigureAbout about, ReportingYear year, CancellationToken cancellationToken)
    {
        var readings = await source.ReadAsync(year, clock.GetUtcNow(), cancellationToken);
        return readings.Single(r => r.About.Key == about.Key).Parts.Select(part => CountReport.ReportedOf(about, part)).ToList();
    }

    private static async Task<Page<TraceRow>> PageAsync(IAsyncEnumerable<TracedRow> trace, CancellationToken cancellationToken)
    {
        // One row more than a page tells whether there is another page.
        var rows = await trace.Take(PageSize + 1).ToListAsync(cancellationToken);
        return new(
            rows.Take(PageSize).Select(r => r.Row).ToList(),
            rows.Count > PageSize ? rows[PageSize - 1].Place : null);
    }
}
