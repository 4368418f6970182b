namespace EngagementPipeline.Core.Shared;

/// <summary>
/// Who did what, when and why; never a young person's words. <paramref name="Action"/> is a past-tense fact in kebab-case
/// (<c>consent-withdrawn</c>), <paramref name="Subject"/> what it was done to (<c>voice/0190…</c>).
/// </summary>
public sealed record AuditEntry(DateTimeOffset At, Actor By, string Action, string Subject, ProjectId? Project = null, string? Why = null);

public interface IAudit
{
    /// <summary>Durable when the task completes. The same fact recorded twice stands once.</summary>
    Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken);
}
