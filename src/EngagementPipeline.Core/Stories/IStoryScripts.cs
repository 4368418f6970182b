using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// The script by which a page counts its reading. It stands in the page as it is, under a policy that names it by hash, after this
/// contract: <c>main</c> has <c>data-story</c> and <c>data-version</c>, each card is a <c>section</c> with <c>data-card</c> (its place in the document,
/// from 0; a card that was left out is missing), a card that was used dispatches <c>story:used</c> (bubbling), and a reader who says no
/// sets <c>data-count="no"</c> on the root element and dispatches <c>story:uncount</c> on the document.
/// </summary>
public interface IStoryScripts
{
    /// <summary>JavaScript, or nothing when reading is not counted. <paramref name="collectorUrl"/> may be relative to the page's origin.</summary>
    string CountingScript(StoryId story, int version, string collectorUrl);
}

/// <summary>Counts nothing.</summary>
public sealed class NoCounting : IStoryScripts
{
    public string CountingScript(StoryId story, int version, string collectorUrl) => "";
}
