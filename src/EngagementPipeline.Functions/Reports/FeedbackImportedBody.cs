using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>What an import of answers did, or would do: <c>batch</c> and <c>importedAt</c> are missing after a dry run.</summary>
public sealed record FeedbackImportedBody(
    bool DryRun, ImportBatchId? Batch, DateTimeOffset? ImportedAt, int Rows, IReadOnlyList<QuestionBody> Questions)
{
    public static IResult Answer(FeedbackImported imported)
    {
        var body = new FeedbackImportedBody(
            imported.Import is null,
            imported.Import?.Batch,
            imported.Import?.At,
            imported.Rows,
            imported.Questions.Select(QuestionBody.Of).ToList());
        return body.DryRun ? Http.Ok(body) : Http.Created(body);
    }
}

/// <summary>
/// How the file's answers to one question are taken. <c>inFavour</c> is missing where they are words, of which only the number is kept.
/// </summary>
public sealed record QuestionBody(ReportingYear Year, string Key, string Question, AnsweredWith AnsweredWith, long Answers, long? InFavour)
{
    public static QuestionBody Of(QuestionCounted counted) => new(
        counted.Year,
        counted.Key,
        counted.Question,
        counted.With,
        counted.Answers,
        counted.With == Core.Reports.Imports.AnsweredWith.Words ? null : counted.InFavour);
}
