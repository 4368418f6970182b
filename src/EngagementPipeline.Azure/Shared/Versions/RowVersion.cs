using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Shared.Versions;

/// <summary>
/// Which version of its rows a row type writes; 1 where it says nothing. It rises when an app that does not know the change would misread the row, and
/// not for a column that may be missing (docs/decisions/0023).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class RowVersionAttribute(int version) : Attribute
{
    public int Version { get; } = version;

    /// <summary>Columns that earlier apps wrote and none needs any more: they go when a row is written. Without this they would pass for a newer app's.</summary>
    public string[] Retired { get; init; } = [];
}

/// <summary>Reads what earlier versions wrote.</summary>
internal interface IReadsOlder : ITableEntity
{
    /// <param name="version">Lower than the type's own.</param>
    /// <param name="columns">All that is stored. What the type has a column for has been taken over already.</param>
    void ReadOlder(int version, IReadOnlyDictionary<string, object> columns);
}

/// <summary>Of rows that never make a list fail: one of a version that nobody here knows says the least that it may.</summary>
internal interface IReadsNewer : ITableEntity
{
    /// <summary>After the columns that are known were taken over.</summary>
    void BeNewer();
}

/// <summary>Of rows from which something is erased: then what is not known here goes too, because it may hold what has to go.</summary>
internal interface IErases : ITableEntity
{
    bool IsErased { get; }
}
