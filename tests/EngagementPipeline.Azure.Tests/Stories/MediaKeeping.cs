using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Tests.Stories;

internal static class MediaKeeping
{
    /// <summary>Keeps a file of nobody in particular: its place, then its bytes.</summary>
    public static async Task<bool> AddAsync(this MediaTable store, MediaId media, ProjectId? project, bool small, MediaFile file, byte[] bytes, CancellationToken cancellationToken) =>
        await store.AddAsync(new(media, project, small, file), bytes, await store.ReserveAsync(media, file, cancellationToken), cancellationToken) == MediaAdded.Added;
}
