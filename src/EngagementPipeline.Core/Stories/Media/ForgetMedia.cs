using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// Erases pictures and sounds whose consent has ended. No consent comes back, and none but this one could show them, so nothing of them is kept:
/// neither the bytes nor their hash. The copies on the public site go with the pages that are made anew.
/// </summary>
public sealed class ForgetMedia(IMediaStore store, IMediaTies ties, IMediaConsents consents)
{
    /// <summary>What hangs on the consent, erased if it has ended.</summary>
    public async Task<IReadOnlyList<MediaId>> HandleAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        var media = await ties.ReadAsync(project, consent, cancellationToken);
        if (media is [] || await consents.FindAsync(project, consent, cancellationToken) is { State: ConsentState.Given })
            return media;
        foreach (var one in media)
            await store.ForgetAsync(one, project, cancellationToken);
        return media;
    }
}
