using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Keeps a new story, or a new revision of one. <paramref name="Mark"/>: the state that an edit was made to; <c>*</c> for whatever stands, if
/// anything does.
/// </summary>
public sealed record PutStory(StoryId Story, StoryDocument Document, string? Mark)
{
    /// <summary>Stands in the history by itself, however soon after another save it comes.</summary>
    public bool Apart { get; init; }
}

/// <summary>The story as it now stands. <paramref name="IsNew"/> when there was none before.</summary>
public sealed record StoryKept(StoryState State, StoryDocument Document, bool IsNew);

/// <summary>Whether a project exists: all that stories need to know of it.</summary>
public interface IKnownProjects
{
    Task<bool> ExistsAsync(ProjectId project, CancellationToken cancellationToken);
}

public sealed class PutStoryHandler(
    IStoryDrafts drafts, ILiveStories live, IShares shares, ISlugClaims claims, SlugClaiming slugs, IKnownProjects projects, IMediaStore media, IAudit audit, TimeProvider clock)
{
    private const string Whatever = "*";

    public async Task<Result<StoryKept>> HandleAsync(PutStory command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var head = await drafts.FindAsync(command.Story, cancellationToken);
        var kept = head is null
            ? await AddAsync(command, by, cancellationToken)
            : await EditAsync(command, head, by, cancellationToken);

        // A picture goes with the project that uses it. A crash before this is mended by the next save.
        foreach (var used in kept.Succeeded ? command.Document.Media : [])
            await media.AdoptAsync(used, command.Document.Project, cancellationToken);

        // So is the entry of a sitting: it is of the time when that began, so that a further save in it, or the same one again, says nothing new.
        if (kept.Succeeded && kept.Value.State.Head is { } now && now.ChangedBy == by.Name)
            await audit.RecordAsync(new AuditEntry(now.SittingSince, by, "story-changed", $"story/{command.Story}", now.Project), cancellationToken);
        return kept;
    }

    private async Task<Result<StoryKept>> AddAsync(PutStory command, Actor by, CancellationToken cancellationToken)
    {
        var document = command.Document;
        if (command.Mark is not (null or Whatever))
            return Refusals.Stale("story");
        if (!await projects.ExistsAsync(document.Project, cancellationToken))
            return Refusals.DoesNotFit("project", "There is no such project.");
        if (!await slugs.ClaimAsync(document.Slug, command.Story, cancellationToken))
            return Refusals.SlugTaken(document.Slug);

        var head = NextHead(command, 1, by);
        return await drafts.AddRevisionAsync(head, document, null, cancellationToken)
            ? new StoryKept(new StoryState(head, null), document, IsNew: true)
            : await HandleAsync(command, by, cancellationToken); // somebody was quicker with the same id
    }

    private async Task<Result<StoryKept>> EditAsync(PutStory command, Versioned<StoryHead> head, Actor by, CancellationToken cancellationToken)
    {
        var (document, old) = (command.Document, head.Value);
        if (document.Project != old.Project)
            return Refusals.ProjectFixed;

        var wish = (await live.FindAsync(command.Story, cancellationToken))?.Value;
        if (StoryJson.HashOf(StoryJson.Write(document)) == old.Document)
            return new StoryKept(new StoryState(old, wish), document, IsNew: false);
        if (command.Mark != Whatever && StoryState.RevisionOf(command.Mark) != old.Revision)
            return Refusals.Stale("story");

        var oldClaim = document.Slug == old.Slug ? null : await claims.FindAsync(old.Slug, cancellationToken);
        if (document.Slug != old.Slug)
        {
            if (oldClaim is { Value.Fixed: true } || await IsSharedAsync(command.Story, cancellationToken))
                return Refusals.SlugFixed(old.Slug);
            if (!await slugs.ClaimAsync(document.Slug, command.Story, cancellationToken))
                return Refusals.SlugTaken(document.Slug);
        }

        var next = NextHead(command, old.Revision + 1, by);
        if (!command.Apart)
            next = next with { GoesOnFrom = Sitting.GoesOnFrom(old, published: wish?.Version == old.Revision, by.Name, next.ChangedAt) };
        if (!await drafts.AddRevisionAsync(next, document, head.Mark, cancellationToken))
            return Refusals.Stale("story");
        if (oldClaim is not null)
            await claims.ReleaseAsync(oldClaim, cancellationToken);
        return new StoryKept(new StoryState(next, wish), document, IsNew: false);
    }

    // A share's address has been sent to somebody, or printed.
    private async Task<bool> IsSharedAsync(StoryId story, CancellationToken cancellationToken) =>
        await shares.ListAsync(story, cancellationToken) is not [];

    private StoryHead NextHead(PutStory command, int revision, Actor by)
    {
        var document = command.Document;
        return new StoryHead(
            command.Story, document.Project, document.Slug, document.Title, document.Language, document.Audience, revision,
            StoryJson.HashOf(StoryJson.Write(document)), clock.GetUtcNow(), by.Name);
    }
}
