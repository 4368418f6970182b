using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// Keeps imported files and their rows. Rows are written first and count only once their import is complete, which happens at one
/// stroke, and only if no other import has been completed or undone since the list was read. Undoing is one stroke too; the rows go afterwards.
/// </summary>
public interface IImportStore
{
    /// <summary>Every import, the newest first, with the mark of the list.</summary>
    Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The rows of a year by file and line; of all files, also those that are not complete.</summary>
    IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken);

    /// <summary>The rows of a year of one file, by line.</summary>
    IAsyncEnumerable<StoredFigure> ReadAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken);

    /// <summary>The rows of a year that one sum is made of, by line.</summary>
    IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, ImportedSum sum, CancellationToken cancellationToken);

    /// <summary>What a file's rows of a year come to; null where nobody has kept it yet.</summary>
    Task<IReadOnlyList<ImportedSum>?> FindSumsAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken);

    /// <summary>Keeps them at one stroke, in the place of what was kept.</summary>
    Task KeepSumsAsync(ImportBatchId batch, ReportingYear year, IReadOnlyList<ImportedSum> sums, CancellationToken cancellationToken);

    /// <summary>Notes an import that is not complete. Repeating it changes nothing.</summary>
    Task BeginAsync(Import import, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an import's rows. Repeating it, also after stopping half-way, leaves each of them there once. False where it was undone meanwhile:
    /// then not all are there.
    /// </summary>
    Task<bool> WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken);

    /// <summary>Makes the import count; false when the list has changed since <paramref name="mark"/>, and then it doesn't.</summary>
    Task<bool> CompleteAsync(Import import, string mark, CancellationToken cancellationToken);

    /// <summary>
    /// At one stroke none of the import's rows counts any more, for anybody who reads the list from then on; they are still to be cleared. Null
    /// where there is no such import; one that was undone already stays so, since when it was.
    /// </summary>
    Task<Import?> UndoAsync(ImportBatchId batch, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Says that rows of an import that was undone may have come after whoever cleared it had looked.</summary>
    Task LeaveAsync(Import import, CancellationToken cancellationToken);

    /// <summary>
    /// Takes away what is there of an import that was undone, some <paramref name="most"/> rows of it; true once nothing is left, and the import
    /// is off the list. Safe to repeat after stopping anywhere, and to do twice at once.
    /// </summary>
    Task<bool> ClearAsync(Import import, int most, CancellationToken cancellationToken);
}

public sealed record StoredFigure(ImportBatchId Batch, ImportedFigure Figure);

public static class ImportStores
{
    /// <summary>The rows of a year that count: all of them, which only fitting a file among them needs.</summary>
    public static async Task<IReadOnlyList<StoredFigure>> ReadCompleteAsync(
        this IImportStore store, IEnumerable<Import> imports, ReportingYear year, CancellationToken cancellationToken)
    {
        var complete = imports.Where(i => i.Complete && i.Years.Contains(year)).Select(i => i.Batch).ToHashSet();
        return complete is { Count: 0 }
            ? []
            : await store.ReadAsync(year, cancellationToken).Where(row => complete.Contains(row.Batch)).ToListAsync(cancellationToken);
    }
}
