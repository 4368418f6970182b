using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Reports;

/// <summary>What stands beside a frozen figure that turned out wrong (docs/figures.md).</summary>
public sealed class CorrectionFunctions(CorrectFigureHandler correct, RemoveCorrectionHandler remove)
{
    [Function("CorrectFigure"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/reports/{year}/corrections/{correction}")] HttpRequest request,
        string year,
        string correction,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(async asked => (await request.ReadAsync<CorrectFigureRequest>()).Then(body => body.Parse(asked, correction)))
            .Then(command => correct.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(CorrectionBody.Answer);

    [Function("RemoveCorrection"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/reports/{year}/corrections/{correction}")] HttpRequest request,
        string year,
        string correction,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(asked => Id.Parse<CorrectionId>(correction, "correction").Then(id => remove.HandleAsync(asked, id, request.Actor(), cancellationToken)))
            .ToHttpAsync(_ => Http.NoContent());
}

public sealed record CorrectFigureRequest(string? Figure, string? Note)
{
    public Result<CorrectFigure> Parse(ReportingYear year, string correction)
    {
        var fields = new Fields();
        var id = fields.Id<CorrectionId>(correction, "correction");
        var figure = fields.Text(Figure, "figure", 200);
        var note = fields.Text(Note, "note", Correction.LongestNote).ReplaceLineEndings(" ");
        return fields.Build(() => new CorrectFigure(year, id, figure, note));
    }
}

/// <summary>A correction as it stands beside its figure.</summary>
public sealed record CorrectionBody(CorrectionId Correction, string Figure, string Note, DateTimeOffset At, string By)
{
    public static CorrectionBody Of(Correction correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        return new(correction.Id, correction.Figure, correction.Note, correction.At, correction.By);
    }

    internal static IResult Answer(Kept<Correction> kept) => kept.IsNew ? Http.Created(Of(kept.Value)) : Http.Ok(Of(kept.Value));
}
