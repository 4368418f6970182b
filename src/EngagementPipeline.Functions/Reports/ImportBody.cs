using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>An import on the list. <c>complete</c> is false for one that stopped half-way: none of its figures counts. <c>written</c> is how many of its rows are there.</summary>
public sealed record ImportBody(
    ImportBatchId Batch, DateTimeOffset ImportedAt, string ImportedBy, int Rows, int Written, IReadOnlyList<ReportingYear> Years, bool Complete)
{
    public static Page<ImportBody> Of(IReadOnlyList<Import> imports) => new(
        imports.Select(i => new ImportBody(i.Batch, i.At, i.By.Name, i.Rows, i.Written, i.Years, i.Complete)).ToList(),
        Continue: null);
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

/// <summary>A figure that the file adds to; <c>before</c> is missing where there was none.</summary>
public sealed record ChangedFigureBody(
    ReportingYear Year,
    string Key,
    string Title,
    string Kind,
    string Unit,
    int Rows,
    PeriodBody Period,
    decimal? Before,
    decimal After)
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
