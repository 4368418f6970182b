using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// What other features may know of a story that has been published at least once. <paramref name="CardCount"/> is that of the
/// newest published version; <paramref name="LaunchedAt"/> the instant of the first publication, which never changes;
/// <paramref name="ShareCodes"/> maps a share's code to the level it was shared at.
/// </summary>
public sealed record PublishedStory(
    StoryId Id,
    ProjectId Project,
    Slug Slug,
    string Title,
    int Version,
    int CardCount,
    DateTimeOffset LaunchedAt,
    bool Live,
    IReadOnlyDictionary<string, Audience> ShareCodes)
{
    /// <summary>Whom it was given to is not among them.</summary>
    public IReadOnlyList<SharedOnDay> Shares { get; init; } = [];
}

/// <summary>That a story was given on, under this code, how far and on which day.</summary>
public sealed record SharedOnDay(string Code, Audience Level, DateOnly Day);

public interface IPublishedStories
{
    /// <summary>Null when the story was never published; one that was taken down is still found, with <c>Live</c> false.</summary>
    Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>Every story ever published, by launch.</summary>
    Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken);
}
