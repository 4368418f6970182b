using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>
/// A story's versions, newest first, and what changed between two of them where that was asked. <paramref name="Page"/>: where this page of the list began, to come back to it.
/// </summary>
public sealed record VersionsView(StoryState Now, IReadOnlyList<StoryVersion> Versions, string? Page, string? More, VersionsCompared? Compared)
{
    /// <summary>Chosen to be compared, here or on another page of the list; null while nothing is.</summary>
    public int? From { get; init; }

    public int? To { get; init; }

    /// <summary>Every save by itself.</summary>
    public bool EachSave { get; init; }

    public bool Only => Now.Head.Revision == 1;
}
