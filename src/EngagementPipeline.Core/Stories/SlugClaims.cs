using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Which story has an address. <paramref name="Fixed"/> once it was published there: then the address is that story's for good.
/// </summary>
public sealed record SlugClaim(Slug Slug, StoryId Story, bool Fixed, DateTimeOffset ClaimedAt);

public interface ISlugClaims
{
    Task<Versioned<SlugClaim>?> FindAsync(Slug slug, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the claim is no longer the one of <paramref name="onlyIf"/> (null: when there is one already).</summary>
    Task<bool> PutAsync(SlugClaim claim, string? onlyIf, CancellationToken cancellationToken);

    /// <summary>Gives the address free, unless the claim has changed since it was read.</summary>
    Task ReleaseAsync(Versioned<SlugClaim> claim, CancellationToken cancellationToken);
}

/// <summary>Gives each address to one story at a time.</summary>
public sealed class SlugClaiming(ISlugClaims claims, IStoryDrafts drafts, TimeProvider clock)
{
    // A claim is made before the draft that uses it is kept. One whose story does not use it after this long is a crash's leavings.
    private static readonly TimeSpan LongestSave = TimeSpan.FromMinutes(10);

    /// <summary>False when another story has the address.</summary>
    public async Task<bool> ClaimAsync(Slug slug, StoryId story, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await claims.FindAsync(slug, cancellationToken);
            if (found?.Value.Story == story)
                return true;
            if (found is not null && await IsInUseAsync(found.Value, cancellationToken))
                return false;
            if (await claims.PutAsync(new(slug, story, Fixed: false, clock.GetUtcNow()), found?.Mark, cancellationToken))
                return true;
        }
    }

    /// <summary>Makes the address the story's for good. False when it is not the story's any more.</summary>
    public async Task<bool> FixAsync(Slug slug, StoryId story, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await claims.FindAsync(slug, cancellationToken);
            if (found?.Value.Story != story)
                return false;
            if (found.Value.Fixed || await claims.PutAsync(found.Value with { Fixed = true }, found.Mark, cancellationToken))
                return true;
        }
    }

    private async Task<bool> IsInUseAsync(SlugClaim claim, CancellationToken cancellationToken) =>
        claim.Fixed
        || claim.ClaimedAt > clock.GetUtcNow() - LongestSave
        || (await drafts.FindAsync(claim.Story, cancellationToken))?.Value.Slug == claim.Slug;
}
