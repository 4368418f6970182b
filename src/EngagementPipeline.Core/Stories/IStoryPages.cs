using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Everything a page is made from. The same always gives the same bytes. <paramref name="Quotes"/> are those that may be shown now; a card
/// whose quote is not among them is left out, and in a preview says so.
/// </summary>
public sealed record StoryPage(
    StoryId Story,
    int Version,
    StoryDocument Document,
    IReadOnlyDictionary<VoiceId, UsableQuote> Quotes,
    bool Preview)
{
    /// <summary>The pictures and sounds that may be shown; a card whose picture is not among them is left out.</summary>
    public IReadOnlyDictionary<MediaId, StoredMedia> Media { get; init; } = UsableMedia.None;

    /// <summary>Of a copy that opens from a file: when it was made, and where it came from. It counts nothing, sends nothing, and finds its files beside it.</summary>
    public ArchivedPage? Archived { get; init; }

    public bool IsSample => Document.Project == Shared.Sample.Project;
}

public sealed record ArchivedPage(DateTimeOffset At, Uri Origin);

/// <summary>Makes pages. Pure: it stores nothing and asks nobody.</summary>
public interface IStoryPages
{
    Task<SitePage> StoryAsync(StoryPage page);

    /// <summary>What stands where a story was.</summary>
    Task<SitePage> GoneAsync();

    /// <summary>What is said at an address that never was a story's.</summary>
    Task<SitePage> UnknownAsync();
}
