using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Where something of a young person is on show, or is about to be. A publisher writes its intent here before it reads consent; whoever
/// withdraws reads here after marking the consent. So one of the two always sees the other (design.md, "Consent").
/// </summary>
public interface IUses<T>
{
    /// <summary>
    /// Notes that <paramref name="story"/> will show them from its publication of that number on. Durable when the task completes.
    /// A number that stands already is raised, never lowered.
    /// </summary>
    Task RecordAsync(IReadOnlyCollection<T> shown, StoryId story, int publication, CancellationToken cancellationToken);

    /// <summary>The stories that show it or may be about to. Some may not do so after all.</summary>
    Task<IReadOnlyList<StoryId>> StoriesOfAsync(T shown, CancellationToken cancellationToken);

    /// <summary>Removes the note unless it was made for a later publication than <paramref name="upTo"/>, or is made anew meanwhile.</summary>
    Task ForgetAsync(T shown, StoryId story, int upTo, CancellationToken cancellationToken);
}

/// <summary>Of words.</summary>
public interface IQuoteUses : IUses<VoiceId>;

/// <summary>Of pictures and sounds: all of them, because one may be tied to a consent after it is on show.</summary>
public interface IMediaUses : IUses<MediaId>;

public static class ManyUses
{
    private const int AtOnce = 16;

    public static async Task<IReadOnlySet<StoryId>> StoriesOfAsync<T>(this IUses<T> uses, IReadOnlyCollection<T> shown, CancellationToken cancellationToken)
    {
        var stories = new HashSet<StoryId>();
        foreach (var some in shown.Chunk(AtOnce))
            stories.UnionWith((await Task.WhenAll(some.Select(one => uses.StoriesOfAsync(one, cancellationToken)))).SelectMany(of => of));
        return stories;
    }
}
