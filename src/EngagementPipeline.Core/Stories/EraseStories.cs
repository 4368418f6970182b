using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>First everything of the project that readers can see goes: each page becomes the one that says that the story is gone.</summary>
public sealed class TakeDownProject(IStoryDrafts drafts, UnpublishStoryHandler unpublish) : IEraseProject
{
    public int Order => 10;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var story in await drafts.OfProjectAsync(project, cancellationToken))
            await unpublish.HandleAsync(story, Actor.System, cancellationToken); // refused only where nothing was ever published
    }
}

/// <summary>
/// Then what the pages were made from. The page that says "gone" stays, and so does the claim on its address: people have it, and it must
/// never lead to another story.
/// </summary>
public sealed class EraseStories(IStoryDrafts drafts, ILiveStories live, IShares shares, IAskedCards asked, ISlugClaims claims) : IEraseProject
{
    public int Order => 20;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var story in await drafts.OfProjectAsync(project, cancellationToken))
        {
            if (await drafts.FindAsync(story, cancellationToken) is { Value.Slug: var slug }
                && await claims.FindAsync(slug, cancellationToken) is { Value.Fixed: false } claim)
                await claims.ReleaseAsync(claim, cancellationToken);
            await shares.EraseAsync(story, cancellationToken);
            await asked.EraseAsync(story, cancellationToken);
            await live.EraseAsync(story, cancellationToken);
            await drafts.EraseAsync(story, cancellationToken); // last: until then the story is found again
        }
    }
}
