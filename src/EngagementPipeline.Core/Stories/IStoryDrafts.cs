using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// A story as its writers left it. <paramref name="Revision"/> counts from 1 with every change; <paramref name="Document"/> is the
/// hash under which that revision's document is kept (<see cref="StoryJson.HashOf"/>). The title and audience stand here too, for lists.
/// </summary>
public sealed record StoryHead(
    StoryId Id,
    ProjectId Project,
    Slug Slug,
    string Title,
    LanguageTag Language,
    Audience Audience,
    int Revision,
    string Document,
    DateTimeOffset ChangedAt,
    string ChangedBy)
{
    /// <summary>When the sitting began that this revision goes on with; null where it begins one (<see cref="Versions.Sitting"/>).</summary>
    public DateTimeOffset? GoesOnFrom { get; init; }

    public DateTimeOffset SittingSince => GoesOnFrom ?? ChangedAt;
}

/// <summary>Where drafts and every revision of them are kept. Documents hold no young person's words.</summary>
public interface IStoryDrafts
{
    Task<Versioned<StoryHead>?> FindAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the document, then makes <paramref name="next"/> the head. False, and no head changes, when the head is no longer the
    /// one of <paramref name="onlyIf"/> (null: when there is one already).
    /// </summary>
    Task<bool> AddRevisionAsync(StoryHead next, StoryDocument document, string? onlyIf, CancellationToken cancellationToken);

    /// <summary>A kept document; asking for one that was never kept, or was erased, is a fault.</summary>
    Task<StoryDocument> ReadAsync(StoryId story, string document, CancellationToken cancellationToken);

    /// <summary>Notes that a page made from the revision was put before readers. Safe to repeat; a later time takes the place of an earlier one.</summary>
    Task NotePublishedAsync(StoryId story, int revision, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>By id, up to 50 at a time.</summary>
    Task<Page<StoryHead>> ListAsync(string? after, CancellationToken cancellationToken);

    /// <summary>Every story of a project, whether or not its first draft was ever finished.</summary>
    Task<IReadOnlyList<StoryId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Removes every revision and document of a story. Safe to repeat.</summary>
    Task EraseAsync(StoryId story, CancellationToken cancellationToken);
}
