namespace Azure.Data.Tables;

/// <summary>What every row type has: its two keys, and the service's time and version stamps.</summary>
public interface ITableEntity
{
    /// <summary>Up to 1 KiB; the service refuses / \ # ? and control characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>Unique within the partition; the same limits as <see cref="PartitionKey"/>.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row. Never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The row's version, as of the last read. Never sent in the body; pass it as an operation's <c>ifMatch</c>.</summary>
    ETag ETag { get; set; }
}
