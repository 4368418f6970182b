using EngagementPipeline.Azure.Reports.Deliveries;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Reports.Outputs.Word;
using EngagementPipeline.Core.Reports.Outputs.Workbook;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Reports;

/// <summary>A year's report on its way to the library (docs/report-files.md).</summary>
public sealed class DeliveryFunctions(
    DeliverReportHandler deliverReport, DeliverFileHandler deliverFile, DeliverBesideHandler deliverBeside, ResumeDeliveriesHandler resume, IDeliveries deliveries)
{
    [Function("DeliverReport"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Deliver(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{year}/deliveries")] HttpRequest request,
        string year,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(asked => deliverReport.HandleAsync(asked, request.Actor(), cancellationToken))
            .ToHttpAsync(asked => Http.Accepted(DeliveryBody.Of(asked)));

    [Function("ListDeliveries"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{year}/deliveries")] HttpRequest request,
        string year,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(async asked => new ReportDeliveries(asked, await deliveries.ListAsync(asked, cancellationToken)))
            .ToHttpAsync(asked => Http.Ok(DeliveryBody.Of(asked)));

    /// <summary>The very bytes that are, or would have been, delivered.</summary>
    [Function("GetDelivery"), AllowedTo(Role.ReportAuthor)]
    [Answers(200, "text/csv"), Answers(200, "text/html"), Answers(200, ReportWorkbook.ContentType), Answers(200, WordReport.ContentType), Answers(304)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{year}/deliveries/{form}")] HttpRequest request,
        string year,
        string form,
        CancellationToken cancellationToken) =>
        DeliveryRequest.Parse(year, form)
            .Then(asked => DeliveryAnswer.ReadAsync(deliveries, asked, cancellationToken))
            .ToHttpAsync(answer => answer);

    [Function("DeliverBeside"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Beside(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/reports/{year}/deliveries/{form}/beside")] HttpRequest request,
        string year,
        string form,
        CancellationToken cancellationToken) =>
        DeliveryRequest.Parse(year, form)
            .Then(asked => deliverBeside.HandleAsync(asked.Year, asked.Form, request.Actor(), cancellationToken))
            .ToHttpAsync(beside => Http.Accepted(DeliveryBody.Of(beside)));

    /// <summary>One file. A message that fails comes again, and after five times is kept aside; <see cref="Resume"/> sends another then.</summary>
    [Function("DeliverFile"), AllowedToTheSystem]
    public Task DeliverFile([QueueTrigger(DeliveryMessages.Queue)] string message, CancellationToken cancellationToken) =>
        deliverFile.HandleAsync(DeliveryMessages.Read(message), cancellationToken);

    /// <summary>Every two minutes: files whose message was lost.</summary>
    [Function("ResumeDeliveries"), AllowedToTheSystem]
    public Task Resume([TimerTrigger("0 */2 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => resume.HandleAsync(cancellationToken);
}
