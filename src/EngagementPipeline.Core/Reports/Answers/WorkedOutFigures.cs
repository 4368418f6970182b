using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Answers;

/// <summary>A figure that may be told, and the rows that it is the sum of.</summary>
public sealed record ToldFigure(FigureAbout About, IReadOnlyList<TraceRow> Rows, bool Sample = false);

/// <summary>Figures that are worked out whole, because what they are follows from what was asked in the year.</summary>
public abstract class WorkedOutFigures : IFigureSource
{
    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = await ToldAsync(year, cancellationToken);
        if (told is [])
            return SourceReading.None;
        var open = await IsOpenAsync(year, now, cancellationToken);
        var before = (await ToldAsync(year.Previous, cancellationToken)).ToDictionary(figure => figure.About.Key, SumOf, StringComparer.Ordinal);
        return new(
        [
            .. told.Select(figure => new FigureReading(
                figure.About,
                year.FirstDay,
                year.LastDay,
                SumOf(figure),
                open,
                before.GetValueOrDefault(figure.About.Key),
                [])),
        ]);
    }

    public async Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        Owns(key) ? (await ToldAsync(year, cancellationToken)).FirstOrDefault(figure => figure.About.Key == key)?.About : null;

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken) =>
        RowPlace.Parse(place).Map(after => RowPlace.After(
            after,
            async token => (await ToldAsync(year, token)).FirstOrDefault(figure => figure.About.Key == key)?.Rows ?? [],
            cancellationToken));

    /// <summary>Whether the key could be one of these, without reading anything.</summary>
    protected abstract bool Owns(string key);

    /// <summary>Whether more may be counted in the year.</summary>
    protected virtual Task<bool> IsOpenAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(Settling.IsOpen(year, now));

    /// <summary>In the order a report shows them; only what may be told.</summary>
    protected abstract Task<IReadOnlyList<ToldFigure>> ToldAsync(ReportingYear year, CancellationToken cancellationToken);

    private static FigureSum SumOf(ToldFigure figure) => figure.Rows.Aggregate(FigureSum.None, (sum, row) => sum.Add(row, figure.Sample));
}
