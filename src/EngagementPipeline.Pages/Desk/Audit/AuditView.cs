using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk.Audit;

/// <summary>A page of one month's entries. <paramref name="Month"/> is its first day; <paramref name="Next"/> null in the month that runs.</summary>
public sealed record AuditView(DateOnly Month, DateOnly? Next, Page<AuditEntry> Entries);
