using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;

namespace EngagementPipeline.Azure.Voices;

/// <summary>
/// The ledger as it stood when its last entry was read. Entries come before facts and the head (their keys say so), so whatever was appended while
/// they were read is known by its number: it is left out, and the head says the last entry that is here.
/// </summary>
public sealed class LedgerCopy : TableCopy
{
    public override string Table => ConsentEventRow.Table;

    /// <summary>What was taken back again is appended behind what was copied: the old head over it would break the chain.</summary>
    internal override string LastKey => LedgerHeadRow.Key;

    internal override async IAsyncEnumerable<TableEntity> WholeAsync(IAsyncEnumerable<TableEntity> rows)
    {
        string? partition = null;
        long last = 0;
        var hash = "";
        await foreach (var row in rows)
        {
            if (row.PartitionKey != partition)
                (partition, last, hash) = (row.PartitionKey, 0, "");

            var number = row.GetInt64(nameof(ConsentEventRow.Number)) ?? 0;
            if (row.RowKey == LedgerHeadRow.Key && number > last && last > 0)
            {
                row[nameof(LedgerHeadRow.Number)] = last;
                row[nameof(LedgerHeadRow.Hash)] = hash;
            }
            else if (string.CompareOrdinal(row.RowKey, ConsentEventRow.EndOfKeys) < 0)
            {
                (last, hash) = (number, row.GetString(nameof(ConsentEventRow.Hash)) ?? "");
            }
            else if (number > last)
            {
                continue;
            }

            yield return row;
        }
    }
}
