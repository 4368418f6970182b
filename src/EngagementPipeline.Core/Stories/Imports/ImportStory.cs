using System.Security.Cryptography;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

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

public sealed class ImportStoryHandler(PutMediaHandler putMedia, TyingMedia tying, TieMediaHandler tie, IMediaStore store, IUsableQuotes quotes, IKnownProjects projects)
{
    public async Task<Result<StoryImported>> HandleAsync(ImportStory command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!await projects.ExistsAsync(command.Project, cancellationToken))
            return Refusals.DoesNotFit("project", "There is no such project.");
        try
        {
            using var file = PackedFile.Open(command.File);
            var notes = new ImportNotes();
            var media = new ImportedMedia(putMedia, tying, tie, store, command.Project, file, notes, by, cancellationToken);
            return WordFile.Is(file) ? await FromWordAsync(command, file, notes, media)
                : ArchiveFile.Is(file) ? await FromArchiveAsync(command, file, notes, media, cancellationToken)
                : Refusals.ImportUnknown;
        }
        catch (ImportFault fault)
        {
            return fault.Refusal;
        }
    }

    private static async Task<Result<StoryImported>> FromWordAsync(ImportStory command, PackedFile file, ImportNotes notes, ImportedMedia media)
    {
        var story = WordFile.Read(file, notes);
        var cards = await media.WithPicturesAsync(story);
        return new StoryImported(ImportKind.Word, command.Project, null, story.Title, story.Summary, story.Language, command.Audience, cards, media.Kept, notes.All);
    }

    private async Task<Result<StoryImported>> FromArchiveAsync(ImportStory command, PackedFile file, ImportNotes notes, ImportedMedia media, CancellationToken cancellationToken)
    {
        var read = ArchiveFile.ReadDocument(file, command.Project);
        if (!read.Succeeded)
            return read.Refusal;

        var document = read.Value;
        var audience = command.Audience ?? document.Audience;
        var usable = await quotes.FindAsync(command.Project, document.Voices, audience, Purpose.Story, cancellationToken);
        var unusable = document.Voices.Where(voice => !usable.ContainsKey(voice)).ToHashSet();
        var links = await media.RelinkAsync(document.Media, ArchiveFile.ReadMedia(file));
        var missing = document.Media.Where(id => !links.ContainsKey(id)).ToHashSet();
        var cards = new List<Card>(document.Cards.Count);
        string? under = null;
        foreach (var card in document.Cards)
        {
            under = card is HeadingCard heading ? heading.Text : under;
            if (card.Voices.Any(unusable.Contains))
                notes.Add(ImportLoss.QuoteNotUsable, under);
            if (card.Media.Any(use => missing.Contains(use.Id)))
                notes.Add(card.Media.Any(use => media.WithoutConsent.Contains(use.Id)) ? ImportLoss.ConsentMissing : ImportLoss.MediaMissing, under);
            if (card.Without(unusable, missing) is { } left)
                cards.Add(Relinked(left, links));
        }

        return new StoryImported(
            ImportKind.Archive, command.Project, document.Slug, document.Title, document.Summary, document.Language, audience, cards, media.Kept, notes.All);
    }

    private static Card Relinked(Card card, IReadOnlyDictionary<MediaId, MediaId> links) => card switch
    {
        ImageCard { Picture: { } picture } image => image with { Picture = links[picture] },
        AudioCard { Sound: { } sound } audio => audio with { Sound = links[sound] },
        VideoCard { Poster: { } poster } video => video with { Poster = links[poster] },
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
