namespace Azure.Data.Tables.Serialization;

internal static class ColumnNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";

    /// <summary>Where the row's version travels in JSON.</summary>
    public const string ETag = "odata.etag";

    /// <summary>What the answer says about itself, beside the row it holds.</summary>
    public const string Metadata = "odata.metadata";

    /// <summary>What follows a column's name in the annotation that gives its type.</summary>
    public const string TypeSuffix = "@odata.type";
}
