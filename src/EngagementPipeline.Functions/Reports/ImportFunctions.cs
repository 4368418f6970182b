using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Reports;

/// <summary>Figures that were counted elsewhere, and answers that were gathered there.</summary>
public sealed class ImportFunctions(
    ImportFiguresHandler importFigures,
    ImportFeedbackHandler importFeedback,
    UndoImportHandler undoImport,
    ClearUndoneImportsHandler clearUndone,
    IImportStore imports)
{
    [Function("ImportFigures"), AllowedTo(Role.ReportAuthor)]
    [Takes("text/csv")]
    public Task<IResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/figures")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ImportRequest.ReadAsync(request)
            .Then(command => importFigures.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(ImportedBody.Answer);

    [Function("ImportFeedback"), AllowedTo(Role.ReportAuthor)]
    [Takes("text/csv")]
    public Task<IResult> ImportAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/imports/feedback")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ImportRequest.ReadAsync(request)
            .Then(command => importFeedback.HandleAsync(new(command.File, command.DryRun), request.Actor(), cancellationToken))
            .ToHttpAsync(FeedbackImportedBody.Answer);

    [Function("ListImports"), AllowedTo(Role.ReportAuthor)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/imports")] HttpRequest request, CancellationToken cancellationToken) =>
        Http.Ok(ImportBody.Of((await imports.ListAsync(cancellationToken)).Value));

    [Function("UndoImport"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Undo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/imports/{batch}")] HttpRequest request,
        string batch,
        CancellationToken cancellationToken) =>
        Id.Parse<ImportBatchId>(batch, "batch")
            .Then(id => undoImport.HandleAsync(id, request.Actor(), cancellationToken))
            .ToHttpAsync(UndoneBody.Answer);

    /// <summary>Takes away the rows of what was undone; they count for nothing already.</summary>
    [Function("ClearUndoneImports"), AllowedToTheSystem]
    public Task ClearUndone([TimerTrigger("*/15 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        clearUndone.HandleAsync(cancellationToken);
}
