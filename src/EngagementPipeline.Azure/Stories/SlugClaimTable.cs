using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

public sealed class SlugClaimTable(Storage storage) : ISlugClaims
{
    private readonly TableClient _claims = storage.Table(SlugClaimRow.Table);

    public async Task<Versioned<SlugClaim>?> FindAsync(Slug slug, CancellationToken cancellationToken) =>
        await _claims.FindAsync<SlugClaimRow>(SlugClaimRow.Partition, slug.Value, cancellationToken) is { } row
            ? new Versioned<SlugClaim>(new(slug, Stored.Id<StoryId>(row.Story), row.Fixed, row.ClaimedAt), row.ETag.ToString())
            : null;

    public Task<bool> PutAsync(SlugClaim claim, string? onlyIf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var row = new SlugClaimRow { RowKey = claim.Slug.Value, Story = claim.Story.ToString(), Fixed = claim.Fixed, ClaimedAt = claim.ClaimedAt };
        return onlyIf is null ? _claims.TryAddAsync(row, cancellationToken) : _claims.TryReplaceAsync(row, new ETag(onlyIf), cancellationToken);
    }

    public async Task ReleaseAsync(Versioned<SlugClaim> claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        try
        {
            await _claims.DeleteEntityAsync(SlugClaimRow.Partition, claim.Value.Slug.Value, new ETag(claim.Mark), cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Somebody else has it now, or it has become fixed: it stays.
        }
    }
}
