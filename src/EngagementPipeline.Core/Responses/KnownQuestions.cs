using System.Collections.Concurrent;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Responses;

/// <summary>What a story that has been published ever asked, the newest version first.</summary>
public sealed record Questions(ProjectId Project, int Version, IReadOnlyList<AskedCard> Cards);

/// <summary>
/// Remembers for some seconds what stories ask, so that a class that answers at once is one look-up. What was not there is asked for again at once, or the first readers of
/// a new page would be turned away. Bounded, whatever ids strangers send.
/// </summary>
public sealed class KnownQuestions(IPublishedStories stories, IAskedCards asked, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<StoryId, (long At, Questions Questions)> _known = new();

    /// <summary>Null when no such story was ever published.</summary>
    public async Task<Questions?> OfAsync(StoryId story, CancellationToken cancellationToken) =>
        _known.TryGetValue(story, out var known) && clock.GetElapsedTime(known.At) < GoodFor ? known.Questions : await ReadAsync(story, cancellationToken);

    /// <summary>As it is now, not as it was some seconds ago.</summary>
    public async Task<Questions?> ReadAsync(StoryId story, CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        if (await stories.FindAsync(story, cancellationToken) is not { } published)
        {
            _known.TryRemove(story, out _);
            return null;
        }

        var questions = new Questions(published.Project, published.Version, await asked.ReadAsync(story, cancellationToken));
        if (_known.Count >= Most)
            _known.Clear();
        _known[story] = (at, questions);
        return questions;
    }
}
