using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>A file of answers to import; on a dry run it is only said what would happen.</summary>
public sealed record ImportFeedback(ReadOnlyMemory<byte> File, bool DryRun);

/// <summary>What an import did, or would do. <paramref name="Import"/> is null after a dry run.</summary>
public sealed record FeedbackImported(Import? Import, int Rows, IReadOnlyList<QuestionCounted> Questions);

public sealed class ImportFeedbackHandler(IImportStore store, IAudit audit, TimeProvider clock)
{
    /// <summary>
    /// All rows or none; of words that somebody wrote only how many there were. Refuses with <c>bad-fields</c> what is wrong in the file, with
    /// <c>already-imported</c> a file that is there, and with <c>year-not-begun</c> answers of a year that is still to come.
    /// </summary>
    public Task<Result<FeedbackImported>> HandleAsync(ImportFeedback command, Actor by, CancellationToken cancellationToken) =>
        FeedbackFile.Read(command.File).ThenAsync(file => HandleAsync(file, command.DryRun, by, cancellationToken));

    private async Task<Result<FeedbackImported>> HandleAsync(FeedbackFile file, bool dryRun, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var years = file.Counts.Select(count => count.Year).Distinct().Order().ToList();
        var import = new Import(ImportBatchId.Of(file.Sha256), file.Sha256, now, by, file.Rows, years, Complete: false);
        if (years[^1].FirstDay > London.DayOf(now))
            return Refusals.YearNotBegun(years[^1]);

        for (var written = false; ; written = true)
        {
            var imports = await store.ListAsync(cancellationToken);
            if (await SameFile.RefusalAsync(store, imports.Value, import, written, cancellationToken) is { } same)
                return same;
            if (dryRun)
                return new FeedbackImported(null, file.Rows, file.Questions);

            if (!written)
            {
                await store.BeginAsync(import, cancellationToken);
                await store.WriteWithSumsAsync(import, file.Counts, cancellationToken);
            }

            // Another import may have come meanwhile, perhaps of the same file.
            import = import with { Complete = true };
            if (await store.CompleteAsync(import, imports.Mark, cancellationToken))
            {
                await audit.RecordAsync(new(now, by, "feedback-imported", $"import/{import.Batch}"), cancellationToken);
                return new FeedbackImported(import, file.Rows, file.Questions);
            }
        }
    }
}
