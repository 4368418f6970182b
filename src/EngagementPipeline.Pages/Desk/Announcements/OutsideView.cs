using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>How the uses of Microsoft 365 stand.</summary>
public sealed record OutsideView(IReadOnlyList<OutsideFinding> Findings);
