using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// A card that asks its readers something, as it stood on a published page. <paramref name="Version"/> is the newest published version in which it read like this,
/// <paramref name="Place"/> where it stood in it, from 0.
/// </summary>
public sealed record AskedCard(Card Card, int Version, int Place);

/// <summary>
/// Every question that readers of a story were ever asked. An answer has to fit one of them: a page that has been open since before the story was changed
/// still asks what it asked.
/// </summary>
public interface IAskedCards
{
    /// <summary>Comes before the page that asks. Safe to repeat.</summary>
    Task RecordAsync(StoryId story, int version, IReadOnlyList<Card> cards, CancellationToken cancellationToken);

    /// <summary>Newest version first, in the order of the page.</summary>
    Task<IReadOnlyList<AskedCard>> ReadAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>Every story that ever asked anything.</summary>
    Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken);

    Task EraseAsync(StoryId story, CancellationToken cancellationToken);
}
