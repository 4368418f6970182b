using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A page of the rows behind a figure. <paramref name="Parts"/>, the value story by story, comes with the first page only.
/// </summary>
public sealed record Trace(FigureAbout About, ReportingYear Year, Page<TraceRow> Rows, IReadOnlyList<ReportedPart>? Parts);

/// <summary>What one story adds to a figure, and the words for it.</summary>
public sealed record ReportedPart(Guid Story, string Title, DateOnly LaunchedOn, decimal Value, bool Provisional, string Wording);

public sealed class ReadTraceHandler(IEnumerable<IFigureSource> sources, TimeProvider clock)
{
    public const int PageSize = 500;

    /// <summary>
    /// <paramref name="place"/> is that of the last row of the page before, null for the first page. Refused for a year that has not
    /// begun, for a key that is no figure of the year and for a place that is none.
    /// </summary>
    public async Task<Result<Trace>> HandleAsync(string key, ReportingYear year, string? place, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (year.FirstDay > London.DayOf(now))
            return Refusals.YearNotBegun(year);

        foreach (var source in sources)
        {
            if (await source.FindAsync(key, year, cancellationToken) is not { } about)
                continue;

            return await source.Trace(key, year, place, cancellationToken).ThenAsync(async trace =>
            {
                var rows = await PageAsync(trace, cancellationToken);
                var parts = place is null ? await source.PartsAsync(key, year, now, cancellationToken) : null;
                return (Result<Trace>)new Trace(about, year, rows, parts?.Select(part => Report(about, part)).ToList());
            });
        }

        return Refusals.NotFound("figure");
    }

    private static ReportedPart Report(FigureAbout about, FigurePart part) => new(
        part.Story,
        part.Title,
        part.LaunchedOn,
        part.Sum.Value,
        part.Open || part.Sum.Provisional,
        FigureWords.Of(about.Wording, part.Sum.Value).Preferred);

    private static async Task<Page<TraceRow>> PageAsync(IAsyncEnumerable<TracedRow> trace, CancellationToken cancellationToken)
    {
        // One row more than a page tells whether there is another page.
        var rows = await trace.Take(PageSize + 1).ToListAsync(cancellationToken);
        return new(
            rows.Take(PageSize).Select(r => r.Row).ToList(),
            rows.Count > PageSize ? rows[PageSize - 1].Place : null);
    }
}
