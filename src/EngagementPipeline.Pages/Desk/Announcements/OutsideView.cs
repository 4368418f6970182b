using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Announcing;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>How the uses of Microsoft 365 stand, and which pages there are not as they should be.</summary>
public sealed record OutsideView(IReadOnlyList<OutsideFinding> Findings, IReadOnlyList<StoryAnnouncement> StillStanding);
