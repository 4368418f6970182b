using System.Security.Cryptography;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Imports;

public enum ImportKind
{
    Word,
    Archive,
}

/// <summary>
/// Makes a story of a file that somebody has: a Word document, or an archive that this service gave. Its pictures are kept for the project; the story itself is not:
/// whoever sent it sees it first, and then keeps it as any other.
/// </summary>
public sealed record ImportStory(ProjectId Project, Audience? Audience, ReadOnlyMemory<byte> File);

/// <summary>What came of it. The document has no slug or audience where the file says none. <paramref name="Media"/>: what its cards show.</summary>
public sealed record StoryImported(
    ImportKind Kind, ProjectId Project, Slug? Slug, string Title, string Summary, LanguageTag Language, Audience? Audience, IReadOnlyList<Card> Cards,
    IReadOnlyList<StoredMedia> Media, IReadOnlyList<ImportNote> Notes);

public sealed class ImportStoryHandler(PutMediaHandler putMedia, IKnownProjects projects)
{
    public async Task<Result<StoryImported>> HandleAsync(ImportStory command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!await projects.ExistsAsync(command.Project, cancellationToken))
            return Refusals.DoesNotFit("project", "There is no such project.");
        try
        {
            using var file = PackedFile.Open(command.File);
            if (!WordFile.Is(file))
                return Refusals.ImportUnknown;
            var notes = new ImportNotes();
            var story = WordFile.Read(file, notes);
            var (cards, media) = await KeepPicturesAsync(command.Project, file, story, notes, by, cancellationToken);
            return new StoryImported(
                ImportKind.Word, command.Project, story.Slug, story.Title, story.Summary, story.Language, story.Audience ?? command.Audience, cards, media, notes.All);
        }
        catch (ImportFault fault)
        {
            return fault.Refusal;
        }
    }

    // One after the other, so that never more than one is held.
    private async Task<(IReadOnlyList<Card> Cards, IReadOnlyList<StoredMedia> Media)> KeepPicturesAsync(
        ProjectId project, PackedFile file, FileStory story, ImportNotes notes, Actor by, CancellationToken cancellationToken)
    {
        var kept = new Dictionary<string, StoredMedia?>(StringComparer.OrdinalIgnoreCase);
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

            if (!kept.TryGetValue(part, out var media))
                kept[part] = media = await KeepAsync(project, file, part, by, cancellationToken);
            if (media is null)
                notes.Add(ImportLoss.Picture, under, card is VideoCard ? card.Id : null, PictureFiles.WhyNot(part, file));
            if (WithPicture(card, media?.Id) is { } shown)
                cards.Add(shown);
        }

        return (cards, [.. kept.Values.OfType<StoredMedia>().DistinctBy(media => media.Id)]);
    }

    private async Task<StoredMedia?> KeepAsync(ProjectId project, PackedFile file, string part, Actor by, CancellationToken cancellationToken)
    {
        if (!file.TryRead(part, MediaCleaning.LargestImage, out var bytes) || PictureFiles.TypeOf(bytes) is not { } type)
            return null;
        var put = new PutMedia(PictureFiles.IdOf(project, bytes), project, Small: false, type, bytes);
        var result = await putMedia.HandleAsync(put, by, cancellationToken);
        return result.Succeeded ? result.Value.Media : null;
    }

    private static Card? WithPicture(Card card, MediaId? media) => card switch
    {
        ImageCard image => media is { } picture ? image with { Picture = picture } : null,
        VideoCard video => video with { Poster = media },
        _ => card,
    };
}

/// <summary>The pictures of a file.</summary>
internal static class PictureFiles
{
    /// <summary>What a picture is, its first bytes say; null for a kind that is not taken in.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "image/png"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>The same picture for the same project has the same id, so that the same file twice keeps it once.</summary>
    public static MediaId IdOf(ProjectId project, ReadOnlySpan<byte> bytes)
    {
        Span<byte> both = stackalloc byte[16 + SHA256.HashSizeInBytes];
        project.Value.TryWriteBytes(both);
        SHA256.HashData(bytes, both[16..]);
        var id = SHA256.HashData(both).AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0F)); // version 8 of RFC 9562: made of something of one's own
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new(new Guid(id, bigEndian: true));
    }

    public static string WhyNot(string part, PackedFile file)
    {
        var ending = Path.GetExtension(part).TrimStart('.').ToUpperInvariant();
        var kind = ending is "SVG" or "EMF" or "WMF" or "GIF" or "BMP" or "TIF" or "TIFF" or "WDP" ? $"A picture is a drawing or of an old kind ({ending}), which is not taken in. " : null;
        return !file.Has(part) ? "A picture is missing in the file. Add it by hand."
            : (kind ?? "A picture is damaged, too large, or not what its name says. ") + "Save it as JPEG or PNG, and add it by hand.";
    }
}
