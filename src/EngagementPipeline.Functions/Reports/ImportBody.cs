using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>
/// An import on the list. <c>complete</c> is false for one that stopped half-way or is undone: none of its figures counts. <c>written</c> is how many
/// of its rows are there; <c>undoneAt</c> is there where they are being taken away.
/// </summary>
public sealed record ImportBody(
    ImportBatchId Batch, DateTimeOffset ImportedAt, string ImportedBy, int Rows, int Written, IReadOnlyList<ReportingYear> Years, bool Complete, DateTimeOffset? UndoneAt)
{
    public static Page<ImportBody> Of(IReadOnlyList<Import> imports) => new(
        imports.Select(i => new ImportBody(i.Batch, i.At, i.By.Name, i.Rows, i.Written, i.Years, i.Complete, i.UndoneAt)).ToList(),
        Continue: null);
}

/// <summary>An import that was undone, while rows of it are still to be taken away: the list tells how many. Once none is left there is nothing to say.</summary>
public sealed record UndoneBody(ImportBatchId Batch, DateTimeOffset? UndoneAt)
{
    public static IResult Answer(ImportUndone undone) =>
        undone.Gone ? Http.NoContent() : Http.Accepted(new UndoneBody(undone.Import.Batch, undone.Import.UndoneAt));
}

/// <summary>What an import did, or would do: <c>batch</c> and <c>importedAt</c> are missing after a dry run.</summary>
public sealed record ImportedBody(
    bool DryRun, ImportBatchId? Batch, DateTimeOffset? ImportedAt, int Rows, IReadOnlyList<ChangedFigureBody> Figures)
{
    public static IResult Answer(FiguresImported imported)
    {
        var body = new ImportedBody(
            imported.Import is null,
            imported.Import?.Batch,
            imported.Import?.At,
            imported.Rows,
            imported.Figures.Select(ChangedFigureBody.Of).ToList());
        return body.DryRun ? Http.Ok(body) : Http.Created(body);
    }
}

/// <summary>A figure that the file adds to; <c>before</c> is missing where there was none, and both where what was there before is hidden, because it tells of few.</summary>
public sealed record ChangedFigureBody(
    ReportingYear Year,
    string Key,
    string Title,
    string Kind,
    string Unit,
    int Rows,
    PeriodBody Period,
    decimal? Before,
    decimal? After)
{
    public static ChangedFigureBody Of(ChangedFigure figure) => new(
        figure.Year,
        figure.Key,
        figure.Title,
        figure.Kind.Name,
        figure.Kind.Unit,
        figure.Rows,
        new(figure.From, figure.To),
        figure.Before,
        figure.After);
}
