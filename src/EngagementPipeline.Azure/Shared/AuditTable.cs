using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Shared;

internal sealed class AuditRow : ITableEntity
{
    public const string Table = "Audit";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset At { get; set; }

    public string ActorId { get; set; } = "";

    public string ActorName { get; set; } = "";

    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    public string? Project { get; set; }

    public string? Why { get; set; }

    public static AuditRow Of(AuditEntry entry) => new()
    {
        PartitionKey = MonthOf(entry.At),
        RowKey = KeyOf(entry),
        At = entry.At,
        ActorId = entry.By.Id,
        ActorName = entry.By.Name,
        Action = entry.Action,
        Subject = entry.Subject,
        Project = entry.Project?.ToString(),
        Why = entry.Why,
    };

    /// <summary>The actor's roles of the time are not kept.</summary>
    public AuditEntry ToEntry() => new(
        At,
        new Actor(ActorId, ActorName, new HashSet<Role>()),
        Action,
        Subject,
        Project is { } project ? new ProjectId(Guid.ParseExact(project, "D")) : null,
        Why);

    public static string MonthOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>By time; and by a hash of the fact, so that the same fact has the same key.</summary>
    private static string KeyOf(AuditEntry entry)
    {
        var fact = string.Join('\n', entry.By.Id, entry.Action, entry.Subject, entry.Project?.ToString());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact)).AsSpan(0, 8));
        return $"{entry.At.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff'Z'", CultureInfo.InvariantCulture)}-{hash}";
    }
}

public sealed class AuditTable(Storage storage) : IAudit, IAuditTrail
{
    private readonly TableClient _audit = storage.Table(AuditRow.Table);

    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        _audit.TryAddAsync(AuditRow.Of(entry), cancellationToken);

    public async Task<Core.Shared.Page<AuditEntry>> ReadAsync(DateOnly month, string? from, int size, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {month.ToString("yyyy-MM", CultureInfo.InvariantCulture)} and RowKey gt {from ?? ""}");
        var rows = await _audit.QueryAsync<AuditRow>(filter, maxPerPage: size + 1, cancellationToken: cancellationToken)
            .Take(size + 1)
            .ToListAsync(cancellationToken);
        return new Core.Shared.Page<AuditEntry>(
            rows.Take(size).Select(row => row.ToEntry()).ToList(), rows.Count > size ? rows[size - 1].RowKey : null);
    }
}
