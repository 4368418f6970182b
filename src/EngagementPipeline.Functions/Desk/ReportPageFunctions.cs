using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The report author's pages.</summary>
public sealed class ReportPageFunctions(DeskReports desk, IImportStore imports, IWatchedItems watched, IViewsElsewhere elsewhere)
{
    [Function("ReportYearsPage"), AllowedTo(Role.ReportAuthor)]
    public async Task<IResult> Years(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<YearsPage, YearsView>(await desk.YearsAsync(cancellationToken));

    [Function("ReportPage"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Report(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/{year}")] HttpRequest request,
        string year,
        CancellationToken cancellationToken) =>
        desk.ReportAsync(year, request.Asks("sentence"), request.Asks("figure"), cancellationToken).ToPageAsync<ReportPage, ReportView>(request, view => view.Report.Sample);

    [Function("ComparePage"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Compare(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/compare")] HttpRequest request, CancellationToken cancellationToken) =>
        desk.CompareAsync(request.Asks("years"), cancellationToken)
            .ToPageAsync<ComparePage, CompareView>(request, view => view.Compared?.Reports.Any(report => report.Sample) == true);

    [Function("ImportsPage"), AllowedTo(Role.ReportAuthor)]
    public async Task<IResult> Imports(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "imports")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<ImportsPage, ImportsView>(new((await imports.ListAsync(cancellationToken)).Value)
        {
            Watched = await watched.ListAsync(cancellationToken),
            ElsewhereMissing = elsewhere.Missing,
        });

    [Function("TracePage"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Trace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/{year}/figures/{key}")] HttpRequest request,
        string year,
        string key,
        CancellationToken cancellationToken) =>
        desk.TraceAsync(year, key, request.Asks("continue"), cancellationToken).ToPageAsync<TracePage, TraceView>(request);
}
