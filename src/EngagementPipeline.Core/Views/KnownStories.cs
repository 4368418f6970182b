using System.Collections.Concurrent;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Remembers which stories there are, so that a view costs no look-up. Only that a story, and a version of it, exists is asked of it (its shares and
/// cards are read when views are rolled up), and a published story stays one, so a minute is not too long; one that was not
/// there is asked for again at once, or its first readers would be turned away. Bounded, whatever ids strangers send.
/// </summary>
public sealed class KnownStories(IPublishedStories stories, TimeProvider clock)
{
    private static readonly TimeSpan Found = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Missing = TimeSpan.FromMilliseconds(250);

    /// <summary>When more are remembered than this, all are forgotten: simple, and only strangers' made-up ids get there.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<StoryId, LookUp> _lookUps = new();

    /// <summary>Null when no such story was ever published. Throws what storage throws, unless an older answer is known.</summary>
    public async ValueTask<PublishedStory?> FindAsync(StoryId story)
    {
        _lookUps.TryGetValue(story, out var known);
        if (known is not null && clock.GetElapsedTime(known.At) < known.GoodFor)
            return await known.Answer;

        if (_lookUps.Count >= Most)
            _lookUps.Clear();
        var fresh = new LookUp(clock.GetTimestamp(), new(() => stories.FindAsync(story, CancellationToken.None)));
        if (known is null ? _lookUps.TryAdd(story, fresh) : _lookUps.TryUpdate(story, fresh, known))
            return await AskAsync(story, fresh, known);
        return _lookUps.TryGetValue(story, out var others) ? await others.Answer : await fresh.Answer;
    }

    /// <summary>
    /// Whether this version was published, by a look that is newer than the question where what is remembered says no: another instance may have published it
    /// since, and its first readers are readers. Throws what storage throws.
    /// </summary>
    public async ValueTask<bool> IsPublishedAsync(StoryId story, int version)
    {
        if (await FindAsync(story) is not { } known)
            return false;
        if (version <= known.Version)
            return true;
        var found = await stories.FindAsync(story, CancellationToken.None);
        if (found is not null)
            _lookUps[story] = new(clock.GetTimestamp(), new(Task.FromResult<PublishedStory?>(found)));
        return version <= found?.Version;
    }

    private async Task<PublishedStory?> AskAsync(StoryId story, LookUp fresh, LookUp? known)
    {
        try
        {
            return await fresh.Answer;
        }
        catch (Exception) when (known is { Answer.IsCompletedSuccessfully: true } && known.Answer.Result is not null)
        {
            // Storage is away; what was there a minute ago is still there.
            _lookUps.TryUpdate(story, known with { At = fresh.At }, fresh);
            return await known.Answer;
        }
        catch (Exception)
        {
            _lookUps.TryRemove(new(story, fresh));
            throw;
        }
    }

    private sealed record LookUp(long At, Lazy<Task<PublishedStory?>> Asked)
    {
        public Task<PublishedStory?> Answer => Asked.Value;

        public TimeSpan GoodFor => !Answer.IsCompletedSuccessfully || Answer.Result is not null ? Found : Missing;
    }
}
