using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Pages.Desk.Views;

/// <summary>Stories that were published, the newest launch first. <paramref name="More"/> leads to the older ones.</summary>
public sealed record ReadStoriesView(IReadOnlyList<PublishedStory> Stories, string? More);
