using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

public sealed class UndoImportHandler(IImportStore store, IAudit audit, TimeProvider clock)
{
    /// <summary>Takes a file's figures away again, also those of one that was never completed. Frozen reports keep what they have.</summary>
    public async Task<Result<Done>> HandleAsync(ImportBatchId batch, Actor by, CancellationToken cancellationToken)
    {
        var imports = await store.ListAsync(cancellationToken);
        if (imports.Value.FirstOrDefault(i => i.Batch == batch) is not { } import)
            return Refusals.NotFound("import");

        await store.RemoveAsync(import, cancellationToken);
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "import-undone", $"import/{batch}"), cancellationToken);
        return Done.Instance;
    }
}
