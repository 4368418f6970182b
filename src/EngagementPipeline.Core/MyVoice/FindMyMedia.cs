using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.MyVoice;

/// <summary>Pictures and sounds that hang on the consent of whoever holds the code, and the pages that show them.</summary>
public sealed class FindMyMedia(IWhereMediaIsShown places)
{
    /// <summary>Bytes. The pictures stand in the page itself, which loads nothing; those beyond are told in words.</summary>
    private const int MostBytes = 1_500_000;

    public async Task<(IReadOnlyList<MyMedia> Media, IReadOnlyList<PageWithMedia> Pages)> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        var found = await places.FindAsync(project, consent, cancellationToken);
        var (media, left) = (new List<MyMedia>(found.Count), MostBytes);
        foreach (var one in found)
        {
            var file = one.Media.Small ?? one.Media.Full;
            var picture = file.Kind == MediaKind.Image && file.Length <= left ? await PictureAsync(one.Media.Id, file, cancellationToken) : null;
            left -= picture?.Bytes.Length ?? 0;
            var first = one.Pages is [var page, ..] ? page : null;
            media.Add(new(file.Kind, first?.Says, first?.Language, picture, [.. one.Pages.Select(shown => shown.Story)]));
        }

        return (media, [.. found.SelectMany(one => one.Pages).DistinctBy(page => page.Story)]);
    }

    private async Task<MyPicture?> PictureAsync(MediaId media, MediaFile file, CancellationToken cancellationToken) =>
        await places.ReadAsync(media, file, cancellationToken) is { } bytes ? new(file.ContentType, bytes, file.Width, file.Height) : null;
}
