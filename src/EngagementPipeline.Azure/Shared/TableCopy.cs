using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// What must hold between the rows of a table that is copied while the app writes to it. Storage reads a table page by page, so a copy may have the
/// first rows of one moment and the last of a later one; a feature that cannot live with that says here how its copy is made whole.
/// </summary>
public abstract class TableCopy
{
    public abstract string Table { get; }

    /// <param name="rows">By partition and key, as storage gives them.</param>
    internal abstract IAsyncEnumerable<TableEntity> WholeAsync(IAsyncEnumerable<TableEntity> rows);

    /// <summary>
    /// The key that comes last in each partition, where a restore's own acts go on from the rows that it put: where that one stands, the partition is whole, and a restore that was
    /// stopped leaves it as it is. Null where rows may be put again over what the acts did, because they do it again.
    /// </summary>
    internal virtual string? LastKey => null;
}
