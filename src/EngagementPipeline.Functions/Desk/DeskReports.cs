using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Pages.Desk.Reports;

namespace EngagementPipeline.Functions.Desk;

/// <summary>Gathers what the report author's pages show.</summary>
public sealed class DeskReports(
    ReadReportHandler readReport, CompareYearsHandler compareYears, ReadTraceHandler readTrace, IPublishedStories published, IDeliveries deliveries, IReportLibrary library,
    TimeProvider clock)
{
    /// <summary>From this year back to that of the first launch, and always the year before.</summary>
    public async Task<YearsView> YearsAsync(CancellationToken cancellationToken)
    {
        var now = ReportingYear.Of(clock.Today());
        var first = (await published.ListAsync(cancellationToken)).Select(story => ReportingYear.Of(London.DayOf(story.LaunchedAt))).Append(now.Previous).Min();
        var years = new List<ReportingYear>();
        for (var year = now; year >= first; year = year.Previous)
            years.Add(year);
        return new(years);
    }

    /// <param name="year">As it stands in the address.</param>
    /// <param name="sentence">What somebody wants to know whether it is true; null where nobody does.</param>
    /// <param name="figure">The key of the figure that it is about, where its words leave that open; one that is none is passed over.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<Result<ReportView>> ReportAsync(string year, string? sentence, string? figure, CancellationToken cancellationToken) =>
        ReportingYear.TryParse(year, out var asked)
            ? await (await readReport.HandleAsync(asked, cancellationToken)).ThenAsync<ReportView>(async report => new ReportView(report, Check(asked, sentence, figure, report))
            {
                Deliveries = await deliveries.ListAsync(asked, cancellationToken),
                LibraryMissing = library.Missing,
            })
            : Refusals.NotFound("reporting year");

    /// <param name="years">As they stand in the address, parted by commas; null for the newest two.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<Result<CompareView>> CompareAsync(string? years, CancellationToken cancellationToken)
    {
        var all = (await YearsAsync(cancellationToken)).Years;
        var asked = years?.Split(',', StringSplitOptions.TrimEntries) ?? [.. all.Take(2).Select(year => year.ToString())];
        var chosen = asked.Select(name => ReportingYear.TryParse(name, out var year) ? year : (ReportingYear?)null).OfType<ReportingYear>().ToList();
        var query = CompareYears.Parse(string.Join(',', chosen));
        if (!query.Succeeded)
            return new CompareView(all, chosen, null);
        return (await compareYears.HandleAsync(query.Value, cancellationToken)).Map(compared => new CompareView(all, compared.Years, compared));
    }

    private static ClaimChecked? Check(ReportingYear year, string? sentence, string? figure, Report report) =>
        sentence?.Trim() is { Length: > 0 and <= CheckClaim.LongestSentence } claim
            ? CheckClaimHandler.Check(new(year, claim, report.Figures.FirstOrDefault(f => f.Key == figure)?.Key), report).Value
            : null;

    public async Task<Result<TraceView>> TraceAsync(string year, string key, string? place, CancellationToken cancellationToken)
    {
        if (!ReportingYear.TryParse(year, out var asked))
            return Refusals.NotFound("reporting year");

        var trace = await readTrace.HandleAsync(key, asked, place, cancellationToken);
        if (!trace.Succeeded)
            return trace.Refusal;
        var figure = place is null
            ? (await readReport.HandleAsync(asked, cancellationToken)).Map(report => report.Figures.FirstOrDefault(f => f.Key == key)).Value
            : null;
        return new TraceView(trace.Value, figure);
    }
}
