using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A page of the rows behind a figure, as they are now. <paramref name="Parts"/>, the value story by story, comes with the first page only.
/// </summary>
public sealed record Trace(FigureAbout About, ReportingYear Year, Page<TraceRow> Rows, IReadOnlyList<ReportedPart>? Parts)
{
    /// <summary>What no row tells: what is missing, and what somebody else counts otherwise.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Knows something about a figure's rows that no row tells.</summary>
public interface ITraceNotes
{
    /// <summary>In whole sentences; none where there is nothing to say.</summary>
    Task<IReadOnlyList<string>> ReadAsync(string key, ReportingYear year, CancellationToken cancellationToken);
}

public sealed class ReadTraceHandler(IEnumerable<IFigureSource> sources, IEnumerable<ITraceNotes> notes, IFrozenReports frozenReports, TimeProvider clock)
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

        var frozen = await frozenReports.ReadAsync(year, cancellationToken);
        if (frozen?.Figures.FirstOrDefault(figure => figure.Key == key && FewPeople.IsOfPeople(figure)) is { } fixedFigure)
            return AsFrozen(fixedFigure, year);

        foreach (var source in sources)
        {
            if (await source.FindAsync(key, year, cancellationToken) is { } about
                && (frozen?.Frozen is not { Provisional: false } || !FewPeople.IsOfPeople(about)))
                return await source.Trace(key, year, place, cancellationToken).ThenAsync(async trace => (Result<Trace>)new Trace(
                    about,
                    year,
                    await PageAsync(trace, cancellationToken),
                    place is null ? await PartsAsync(source, about, year, cancellationToken) : null)
                {
                    Notes = await NotesAsync(key, year, cancellationToken),
                });
        }

        return Refusals.NotFound("figure");
    }

    /// <summary>The rows of now beside a count of people that is fixed would tell of those who came or went since.</summary>
    private static Trace AsFrozen(ReportedFigure figure, ReportingYear year) => new(
        new(figure.Key, figure.Title, figure.Definition, figure.Version, figure.Unit, WordingKind.Count, new(figure.Sentence, figure.Sentence, figure.Sentence)),
        year,
        new([new("As it was frozen", figure.From, figure.Value) { Until = figure.To }], null),
        []);

    private async Task<IReadOnlyList<string>> NotesAsync(string key, ReportingYear year, CancellationToken cancellationToken)
    {
        var all = new List<string>();
        foreach (var one in notes)
            all.AddRange(await one.ReadAsync(key, year, cancellationToken));
        return all;
    }

    private async Task<IReadOnlyList<ReportedPart>> PartsAsync(
        IFigureSource source, FigureAbout about, ReportingYear year, CancellationToken cancellationToken)
    {
        var reading = await source.ReadAsync(year, clock.GetUtcNow(), cancellationToken);
        return reading.Figures.Single(r => r.About.Key == about.Key).Parts.Select(part => CountReport.ReportedOf(about, part)).ToList();
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
