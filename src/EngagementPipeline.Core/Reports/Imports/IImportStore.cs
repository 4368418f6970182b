using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// Keeps imported files and their rows. Rows are written first and count only once their import is complete, which happens at one
/// stroke, and only if no other import has been completed or removed since the list was read.
/// </summary>
public interface IImportStore
{
    /// <summary>Every import, the newest first, with the mark of the list.</summary>
    Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The rows of a year by file and line; of all files, also those that are not complete.</summary>
    IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken);

    /// <summary>Notes an import that is not complete. Repeating it changes nothing.</summary>
    Task BeginAsync(Import import, CancellationToken cancellationToken);

    /// <summary>Writes an import's rows. Repeating it, also after stopping half-way, leaves each of them there once.</summary>
    Task WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken);

    /// <summary>Makes the import count; false when the list has changed since <paramref name="mark"/>, and then it doesn't.</summary>
    Task<bool> CompleteAsync(Import import, string mark, CancellationToken cancellationToken);

    /// <summary>From the first moment none of the import's rows counts, then they go. Safe to repeat after stopping half-way.</summary>
    Task RemoveAsync(Import import, CancellationToken cancellationToken);
}

public sealed record StoredFigure(ImportBatchId Batch, ImportedFigure Figure);

public static class ImportStores
{
    /// <summary>The rows of a year that count.</summary>
    public static async Task<IReadOnlyList<StoredFigure>> ReadCompleteAsync(
        this IImportStore store, IEnumerable<Import> imports, ReportingYear year, CancellationToken cancellationToken)
    {
        var complete = imports.Where(i => i.Complete && i.Years.Contains(year)).Select(i => i.Batch).ToHashSet();
        return complete is { Count: 0 }
            ? []
            : await store.ReadAsync(year, cancellationToken).Where(row => complete.Contains(row.Batch)).ToListAsync(cancellationToken);
    }
}
