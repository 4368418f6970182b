using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>A page of stories, and the projects that a new one may belong to.</summary>
public sealed record StoriesView(IReadOnlyList<StoryState> Stories, string? More, IReadOnlyList<ListedProject> Projects)
{
    public string ProjectOf(StoryState story) =>
        Projects.FirstOrDefault(p => p.Project == story.Head.Project)?.Title ?? "A project that is gone";
}

/// <summary>
/// A story to work on: the document, the words of those of its quotes that may be shown to its audience now, what stands in the way
/// of publishing it, and where it was shared. <paramref name="Address"/> is the public one.
/// </summary>
public sealed record EditorView(
    StoryState State,
    StoryDocument Document,
    string ProjectTitle,
    IReadOnlyDictionary<VoiceId, UsableQuote> Quotes,
    IReadOnlyList<DocumentProblem> Problems,
    IReadOnlyList<Share> Shares,
    Uri Address,
    DateOnly Today)
{
    /// <summary>When it is to be published or taken down, and what stood in the way.</summary>
    public StorySchedule? Schedule { get; init; }

    /// <summary>Where a share's short address leads to the story, for those that have one.</summary>
    public IReadOnlyDictionary<ShareCode, Uri> ShortAddresses { get; init; } = new Dictionary<ShareCode, Uri>();
}
