using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>An import that counts for nothing any more. <paramref name="Gone"/> once none of its rows is left.</summary>
public sealed record ImportUndone(Import Import, bool Gone);

public sealed class UndoImportHandler(IImportStore store, IAudit audit, TimeProvider clock)
{
    /// <summary>Takes a file's figures away again, also those of one that was never completed. Frozen reports keep what they have.</summary>
    public async Task<Result<ImportUndone>> HandleAsync(ImportBatchId batch, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await store.UndoAsync(batch, now, cancellationToken) is not { } import)
            return Refusals.NotFound("import");

        // The instant of the first time: the same fact, told twice, is one.
        await audit.RecordAsync(new(import.UndoneAt ?? now, by, "import-undone", $"import/{batch}"), cancellationToken);
        return new ImportUndone(import, await store.TryClearAtOnceAsync(import, cancellationToken));
    }
}

internal static class UndoneImports
{
    /// <summary>Rows that are taken away while somebody waits. Of a larger file all go afterwards: nobody waits for a part of them.</summary>
    private const int MostWhileWaiting = 1_000;

    /// <summary>Whether nothing is left of it.</summary>
    public static async Task<bool> TryClearAtOnceAsync(this IImportStore store, Import undone, CancellationToken cancellationToken) =>
        undone.Written <= MostWhileWaiting && await store.ClearAsync(undone, MostWhileWaiting, cancellationToken);
}

/// <summary>Takes away the rows of imports that were undone.</summary>
public sealed class ClearUndoneImportsHandler(IImportStore store)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        foreach (var import in (await store.ListAsync(cancellationToken)).Value.Where(import => import.UndoneAt is not null))
            await store.ClearAsync(import, int.MaxValue, cancellationToken);
    }
}
