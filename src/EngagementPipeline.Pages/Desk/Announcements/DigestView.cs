using EngagementPipeline.Core.Announcements.Digests;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>A worker's own digest. <paramref name="Now"/>: the month that is not over.</summary>
public sealed record DigestPageView(MyDigest Mine, CalendarMonth Now);

/// <summary>What the link in a mail opens, for whoever has it. Null: the link is none. <paramref name="Chose"/>: what they have just said.</summary>
public sealed record DigestMailView(LinkedDigestMail? Mail, bool? Chose);
