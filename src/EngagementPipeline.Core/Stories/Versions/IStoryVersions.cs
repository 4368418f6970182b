using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Versions;

/// <summary>One revision among a story's others. <paramref name="PublishedAt"/>: when it was last put before readers; null if it never was.</summary>
public sealed record StoryVersion(StoryHead Head, DateTimeOffset? PublishedAt)
{
    /// <summary>How many revisions it stands for: those of its sitting, itself the last.</summary>
    public int Saves { get; init; } = 1;

    /// <summary>The revision before those; 0 where there is none.</summary>
    public int Before => Head.Revision - Saves;
}

/// <summary>Reads back the revisions that <see cref="IStoryDrafts"/> keeps.</summary>
public interface IStoryVersions
{
    /// <summary>Null for a revision that never was, or was erased.</summary>
    Task<StoryVersion?> FindAsync(StoryId story, int revision, CancellationToken cancellationToken);

    /// <summary>From <paramref name="newest"/> down, newest first, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<StoryVersion>> ListAsync(StoryId story, int newest, int most, CancellationToken cancellationToken);

    /// <summary>A kept document, whichever release kept it; asking for one that was never kept is a fault.</summary>
    Task<OldDocument> ReadAsync(StoryId story, string document, CancellationToken cancellationToken);
}
