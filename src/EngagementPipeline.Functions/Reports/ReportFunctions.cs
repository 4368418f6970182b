using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Outputs.Word;
using EngagementPipeline.Core.Reports.Outputs.Workbook;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Reports;

/// <summary>The annual report's figures, the rows behind them and the words for them.</summary>
public sealed class ReportFunctions(
    ReadReportHandler readReport, CompareYearsHandler compareYears, ReadTraceHandler readTrace, FreezeReportHandler freezeReport, IFrozenReports frozenReports,
    KeepClosedDaysHandler keepClosedDays)
{
    [Function("GetReport"), AllowedTo(Role.ReportAuthor)]
    [Answers(200, "text/csv"), Answers(200, "text/html"), Answers(200, ReportWorkbook.ContentType)]
    [Answers(200, WordReport.ContentType)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{file}")] HttpRequest request,
        string file,
        CancellationToken cancellationToken) =>
        ReportFile.Parse(file)
            .Then(async asked => (await readReport.HandleAsync(asked.Year, cancellationToken)).Map(asked.Answer))
            .ToHttpAsync(answer => answer);

    [Function("CompareReports"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Compare(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/compare")] HttpRequest request, CancellationToken cancellationToken) =>
        CompareYears.Parse(request.Query["years"].ToString())
            .Then(years => compareYears.HandleAsync(years, cancellationToken))
            .ToHttpAsync(compared => Http.Ok(ComparedBody.Of(compared)));

    [Function("GetFigureTrace"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> GetTrace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{year}/figures/{key}/trace")] HttpRequest request,
        string year,
        string key,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(asked => Continuation.Read(request).Then(place => readTrace.HandleAsync(key, asked, place, cancellationToken)))
            .ToHttpAsync(trace => Http.Ok(TraceBody.Of(trace)));

    [Function("FreezeReport"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Freeze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{year}/freeze")] HttpRequest request,
        string year,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(async asked => (await freezeReport.HandleAsync(asked, request.Actor(), cancellationToken)).Map(mark => FrozenBody.Of(mark, asked)))
            .ToHttpAsync(frozen => Http.Ok(frozen));

    [Function("GetReportSnapshot"), AllowedTo(Role.ReportAuthor)]
    [Answers(200, "application/json"), Answers(304)]
    public Task<IResult> GetSnapshot(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{year}/snapshot")] HttpRequest request,
        string year,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(async asked => (await frozenReports.DownloadAsync(asked, cancellationToken)).Map(bytes => SnapshotAnswer.Of(asked, bytes)))
            .ToHttpAsync(answer => answer);

    [Function("GetWording"), AllowedTo(Role.ReportAuthor)]
    public IResult GetWording([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/wording")] HttpRequest request) =>
        WordingQuery.Read(request).Map(WordingBody.Answer).ToHttp(answer => Http.Ok(answer));

    /// <summary>Days close once a night; the rest of the time this reads one row.</summary>
    [Function("KeepClosedDays"), AllowedToTheSystem]
    public Task KeepClosedDays([TimerTrigger("30 */2 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        keepClosedDays.HandleAsync(cancellationToken);
}
