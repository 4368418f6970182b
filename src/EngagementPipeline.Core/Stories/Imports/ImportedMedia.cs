using System.Security.Cryptography;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>Keeps the pictures and sounds of a file for the project, one after the other, so that never more than one is held.</summary>
internal sealed class ImportedMedia(PutMediaHandler put, TyingMedia tying, TieMediaHandler tie, IMediaStore store, ProjectId project, PackedFile file, ImportNotes notes, Actor by, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, StoredMedia?> _kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<MediaId> _withoutConsent = [];

    public IReadOnlyList<StoredMedia> Kept => [.. _kept.Values.OfType<StoredMedia>().DistinctBy(media => media.Id)];

    /// <summary>Those that did not come because somebody's consent does not carry them here.</summary>
    public IReadOnlySet<MediaId> WithoutConsent => _withoutConsent;

    /// <summary>The cards of a Word document with their pictures; one whose picture can't be had is left out, and that is said.</summary>
    public async Task<IReadOnlyList<Card>> WithPicturesAsync(FileStory story)
    {
        var cards = new List<Card>(story.Cards.Count);
        string? under = null;
        foreach (var card in story.Cards)
        {
            under = card is HeadingCard heading ? heading.Text : under;
            if (!story.Pictures.TryGetValue(card.Id, out var part))
            {
                cards.Add(card);
                continue;
            }

            if (!_kept.TryGetValue(part, out var media))
                _kept[part] = media = await KeepPictureAsync(part);
            if (media is null)
                notes.Add(ImportLoss.Picture, under, card is VideoCard ? card.Id : null, PictureFiles.WhyNot(part, file));
            if (card is VideoCard video)
                cards.Add(video with { Poster = media?.Id });
            else if (media is not null && card is ImageCard image)
                cards.Add(image with { Picture = media.Id });
        }

        return cards;
    }

    /// <summary>
    /// Puts what an archive holds in its place: under its own id where that is free, or stands for the same bytes; under a new one where it stands for others. What is another project's does not
    /// come: it was given to that one. It hangs on the consents on which it hung, and comes only where each of them stands in this project and covers it. Gives the ids.
    /// </summary>
    public async Task<IReadOnlyDictionary<MediaId, MediaId>> RelinkAsync(IEnumerable<MediaId> wanted, IReadOnlyDictionary<MediaId, ArchivedMedia> archived)
    {
        var links = new Dictionary<MediaId, MediaId>();
        foreach (var id in wanted)
        {
            if (archived.TryGetValue(id, out var found) && await RelinkAsync(found) is { } media)
                links[id] = (_kept[found.Full] = media).Id;
        }

        return links;
    }

    private async Task<StoredMedia?> RelinkAsync(ArchivedMedia archived)
    {
        var standing = (await store.FindAsync([archived.Id], cancellationToken)).GetValueOrDefault(archived.Id);
        if ((standing?.Project is { } owner && owner != project) || !file.TryRead(archived.Full, MediaCleaning.LargestAudio, out var bytes))
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var isSame = standing is not null && (standing.Full.Hash == hash || standing.Full.Sent == hash);
        if (archived.Consents.Count > 0 && await tying.MisfitAsync(project, archived.Consents, KindOf(archived), cancellationToken) is not null)
        {
            _withoutConsent.Add(archived.Id);
            return null;
        }

        var media = isSame ? await TiedAsync(standing!, archived.Consents) : await PutAsync(standing is null ? archived.Id : PictureFiles.IdOf(project, bytes), small: false, archived.Full, bytes, archived.Consents);
        if (media is { Small: null } && archived.Small is { } small && file.TryRead(small, MediaCleaning.LargestImage, out var narrow))
            return await PutAsync(media.Id, small: true, small, narrow, []) ?? media;
        return media;
    }

    private static MediaKind KindOf(ArchivedMedia archived) =>
        ArchiveFile.TypeOf(archived.Full).StartsWith("image/", StringComparison.Ordinal) ? MediaKind.Image : MediaKind.Audio;

    private async Task<StoredMedia?> TiedAsync(StoredMedia media, IReadOnlyList<ConsentId> consents)
    {
        foreach (var consent in consents.Except(media.Consents).ToList())
        {
            var tied = await tie.HandleAsync(new(media.Id, project, consent), by, cancellationToken);
            if (!tied.Succeeded)
                return null;
            media = tied.Value;
        }

        return media;
    }

    private async Task<StoredMedia?> PutAsync(MediaId id, bool small, string part, byte[] bytes, IReadOnlyList<ConsentId> consents)
    {
        var kept = await put.HandleAsync(new(id, project, small, ArchiveFile.TypeOf(part), bytes) { Consents = consents }, by, cancellationToken);
        return kept.Succeeded ? kept.Value.Media : null;
    }

    private async Task<StoredMedia?> KeepPictureAsync(string part)
    {
        if (!file.TryRead(part, MediaCleaning.LargestImage, out var bytes) || PictureFiles.TypeOf(bytes) is not { } type)
            return null;
        var kept = await put.HandleAsync(new(PictureFiles.IdOf(project, bytes), project, Small: false, type, bytes), by, cancellationToken);
        return kept.Succeeded ? kept.Value.Media : null;
    }
}
