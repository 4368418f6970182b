using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>
/// A story's versions, newest first, and what changed between two of them where that was asked. <paramref name="Page"/>: where this page of the list began, to come back to it.
/// </summary>
public sealed record VersionsView(StoryState Now, IReadOnlyList<StoryVersion> Versions, string? Page, string? More, VersionsCompared? Compared)
{
    public bool Only => Now.Head.Revision == 1;
}
