using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// Which pictures and sounds a story may show: those that exist, are of its own project, and whose every consent allows it, now, for the story's
/// audience. The rule is <see cref="Usability"/>'s, as for words.
/// </summary>
public sealed class UsableMedia(IMediaStore store, IMediaConsents consents)
{
    public static IReadOnlyDictionary<MediaId, StoredMedia> None { get; } = new Dictionary<MediaId, StoredMedia>();

    public Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(StoryDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return FindAsync(document.Project, document.Media, document.Audience, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(
        ProjectId project, IReadOnlyCollection<MediaId> media, Audience audience, CancellationToken cancellationToken)
    {
        if (media.Count == 0)
            return None;
        var found = (await store.FindAsync(media, cancellationToken)).Values.Where(one => one.Project is null || one.Project == project).ToList();
        var asked = found.SelectMany(one => one.Consents).Distinct().ToList();
        var allowed = asked is [] ? null : await consents.FindAsync(project, asked, audience, Purpose.Story, cancellationToken);
        return found
            .Where(one => one.Consents.All(consent => allowed!.GetValueOrDefault(consent, []).Contains(UseOf(one.Full.Kind))))
            .ToDictionary(one => one.Id);
    }

    public static Use UseOf(MediaKind kind) => kind == MediaKind.Audio ? Use.Audio : Use.Image;
}
