using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>What an import finds of its own file: there already, being taken away, or taken away under its hands.</summary>
internal static class SameFile
{
    /// <summary>Null where nothing stands in the way of recording it, or of going on with it.</summary>
    /// <param name="store">Learns of rows that were left over.</param>
    /// <param name="imports">As they are now.</param>
    /// <param name="import">Ours.</param>
    /// <param name="written">Rows of ours are there, or were.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<Refusal?> RefusalAsync(
        IImportStore store, IReadOnlyList<Import> imports, Import import, bool written, CancellationToken cancellationToken)
    {
        var same = imports.FirstOrDefault(i => i.Batch == import.Batch);
        if (same is { Complete: true })
            return Refusals.AlreadyImported(same.Batch.ToString(), same.At);
        if (same is { UndoneAt: null } || (same is null && !written))
            return null;
        if (!written)
            return Refusals.ImportBeingUndone();

        // Whoever undid it may have looked for rows before the last of ours came.
        await store.LeaveAsync(import, cancellationToken);
        return Refusals.ImportUndone();
    }

    /// <summary>Writes the rows, then what they come to; stops where the import is undone meanwhile, which completing it then finds.</summary>
    public static async Task WriteWithSumsAsync(this IImportStore store, Import import, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken)
    {
        if (!await store.WriteAsync(import.Batch, figures, cancellationToken))
            return;
        foreach (var year in figures.GroupBy(figure => figure.Year))
            await store.KeepSumsAsync(import.Batch, year.Key, ImportedSum.Of(import.Batch, year), cancellationToken);
    }
}
