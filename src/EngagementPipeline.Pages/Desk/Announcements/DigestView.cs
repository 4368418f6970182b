using EngagementPipeline.Core.Announcements.Digests;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>A worker's own digest. <paramref name="Now"/>: the month that is not over.</summary>
public sealed record DigestPageView(MyDigest Mine, CalendarMonth Now);
