using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>A file to import; on a dry run it is only said what would happen.</summary>
public sealed record ImportFigures(ReadOnlyMemory<byte> File, bool DryRun);

/// <summary>What an import did, or would do. <paramref name="Import"/> is null after a dry run.</summary>
public sealed record FiguresImported(Import? Import, int Rows, IReadOnlyList<ChangedFigure> Figures);

/// <summary>A figure that an import adds to: its value before (null when there was none) and after; both null where what was before tells of few people.</summary>
public sealed record ChangedFigure(
    ReportingYear Year, string Key, string Title, ImportedKind Kind, int Rows, DateOnly From, DateOnly To, decimal? Before, decimal? After);

public sealed class ImportFiguresHandler(IImportStore store, IAudit audit, TimeProvider clock, Disclosure disclosure)
{
    /// <summary>
    /// All rows or none. Refuses with <c>bad-fields</c> what is wrong in itself, with <c>does-not-fit</c> what does not go with figures
    /// imported before, and with <c>already-imported</c> a file that is there, or that is being taken away.
    /// </summary>
    public Task<Result<FiguresImported>> HandleAsync(ImportFigures command, Actor by, CancellationToken cancellationToken) =>
        FigureFile.Read(command.File).ThenAsync(file => HandleAsync(file, command.DryRun, by, cancellationToken));

    private async Task<Result<FiguresImported>> HandleAsync(FigureFile file, bool dryRun, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var years = file.Figures.Select(f => f.Year).Distinct().Order().ToList();
        var import = new Import(ImportBatchId.Of(file.Sha256), file.Sha256, now, by, file.Figures.Count, years, Complete: false);
        if (years[^1].FirstDay > London.DayOf(now))
            return Refusals.YearNotBegun(years[^1]);

        for (var written = false; ; written = true)
        {
            var imports = await store.ListAsync(cancellationToken);
            if (await SameFile.RefusalAsync(store, imports.Value, import, written, cancellationToken) is { } same)
                return same;

            var existing = await ExistingAsync(imports.Value, years, cancellationToken);
            var fit = FitAmongOthers.Check(file.Figures, existing, disclosure).Map(figures => new FiguresImported(null, file.Figures.Count, figures));
            if (dryRun || !fit.Succeeded)
            {
                if (written && await store.UndoAsync(import.Batch, now, cancellationToken) is { } undone)
                    await store.TryClearAtOnceAsync(undone, cancellationToken);
                return fit;
            }

            if (!written)
            {
                await store.BeginAsync(import, cancellationToken);
                await store.WriteWithSumsAsync(import, file.Figures, cancellationToken);
            }

            // Another import may have come between reading the list and now; then the check is done again on what it left.
            import = import with { Complete = true };
            if (await store.CompleteAsync(import, imports.Mark, cancellationToken))
            {
                await audit.RecordAsync(new(now, by, "figures-imported", $"import/{import.Batch}"), cancellationToken);
                return fit.Value with { Import = import };
            }
        }
    }

    private async Task<List<StoredFigure>> ExistingAsync(
        IReadOnlyList<Import> imports, List<ReportingYear> years, CancellationToken cancellationToken)
    {
        var existing = new List<StoredFigure>();
        foreach (var year in years)
            existing.AddRange(await store.ReadCompleteAsync(imports, year, cancellationToken));
        return existing;
    }
}
