using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>Which pictures and sounds a story may show: those that exist and are of its own project.</summary>
public sealed class UsableMedia(IMediaStore store)
{
    public static IReadOnlyDictionary<MediaId, StoredMedia> None { get; } = new Dictionary<MediaId, StoredMedia>();

    public async Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(StoryDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Media is [])
            return None;
        var found = await store.FindAsync(document.Media, cancellationToken);
        return found.Where(media => media.Value.Project is null || media.Value.Project == document.Project).ToDictionary();
    }
}
