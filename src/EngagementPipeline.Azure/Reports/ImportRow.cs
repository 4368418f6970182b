using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

internal sealed class ImportRow : ITableEntity
{
    public const string Table = "Imports";

    /// <summary>All imports stand in one partition, so that one transaction can change one of them and the list's mark.</summary>
    public const string Partition = "imports";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Sha256 { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string ActorId { get; set; } = "";

    public string ActorName { get; set; } = "";

    public int Rows { get; set; }

    public string Years { get; set; } = "";

    public int? Written { get; set; }

    public bool Complete { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    public static ImportRow Of(Import import) => new()
    {
        RowKey = import.Batch.ToString(),
        Sha256 = import.Sha256,
        At = import.At,
        ActorId = import.By.Id,
        ActorName = import.By.Name,
        Rows = import.Rows,
        Years = string.Join(' ', import.Years),
        Written = import.Written,
        Complete = import.Complete,
        UndoneAt = import.UndoneAt,
    };

    /// <summary>The actor's roles of the time are not kept.</summary>
    public Import ToImport() => new(
        new(Guid.ParseExact(RowKey, "D")),
        Sha256,
        At,
        new(ActorId, ActorName, new HashSet<Role>()),
        Rows,
        Years.Split(' ').Select(ImportedFigureRow.YearOf).ToList(),
        Complete)
    {
        Written = Complete ? 0 : Written ?? 0,
        UndoneAt = UndoneAt,
    };
}

/// <summary>Stands before the imports. It changes with every import that is completed or removed, and so marks the state of the list.</summary>
internal sealed class ImportsMarkRow : ITableEntity
{
    public const string Key = "!";

    public string PartitionKey { get; set; } = ImportRow.Partition;

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Mark { get; set; } = "";
}
