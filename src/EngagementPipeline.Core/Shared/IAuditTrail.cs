namespace EngagementPipeline.Core.Shared;

/// <summary>Reads back what <see cref="IAudit"/> recorded, for an administrator.</summary>
public interface IAuditTrail
{
    /// <summary>The entries of a month (UTC), by time. <paramref name="from"/> is a page's <c>continue</c>.</summary>
    Task<Page<AuditEntry>> ReadAsync(DateOnly month, string? from, int size, CancellationToken cancellationToken);
}
