using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Imports;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories.Archives;

/// <summary>
/// Makes a story into one file that opens without this service. <paramref name="Origin"/>: where this service is, for the links that lead back. <paramref name="Promised"/>: whoever
/// downloads it has said that they will destroy it when a consent ends.
/// </summary>
public sealed record ArchiveStory(StoryId Story, Uri Origin, bool Promised);

/// <summary>An archive before it is written. Its parts come one after the other, so that a large one is never held whole; nothing of it is kept anywhere.</summary>
public sealed record StoryArchive(Slug Slug, DateTimeOffset At, IReadOnlyList<ArchivePart> Parts)
{
    public string FileName => FormattableString.Invariant($"{Slug}-{London.DayOf(At):yyyy-MM-dd}.zip");
}

/// <summary>
/// A file of an archive. <paramref name="Packed"/>: one that is packed already, and would not become smaller. <paramref name="ReadAsync"/> gives nothing when the file was taken away since;
/// then it is not in the archive.
/// </summary>
public sealed record ArchivePart(string Name, bool Packed, Func<CancellationToken, Task<ReadOnlyMemory<byte>?>> ReadAsync);

public sealed class ArchiveStoryHandler(
    IStoryDrafts drafts, IUsableQuotes quotes, UsableMedia usableMedia, IMediaStore mediaStore, IStoryPages pages, IAudit audit, TimeProvider clock)
{
    // The page and the document, packed, and the zip's own lists.
    private const int RoomBesideMedia = 2 * 1024 * 1024;

    public async Task<Result<StoryArchive>> HandleAsync(ArchiveStory command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        if (await drafts.FindAsync(command.Story, cancellationToken) is not { Value: var head })
            return Refusals.NotFound("story");

        var now = clock.GetUtcNow();
        var written = await drafts.ReadAsync(command.Story, head.Document, cancellationToken);

        // Whoever reads this entry knows that a copy is out there; so it is there before the copy is.
        await audit.RecordAsync(
            new AuditEntry(now, by, "story-archived", $"story/{command.Story}", head.Project, command.Promised ? "Promised to destroy it when a consent ends" : null), cancellationToken);

        var usable = await quotes.FindAsync(written.Project, written.Voices, written.Audience, Purpose.Story, cancellationToken);
        var media = await usableMedia.FindAsync(written, cancellationToken);
        var (voicesGone, mediaGone) = (written.Voices.Where(voice => !usable.ContainsKey(voice)).ToHashSet(), written.Media.Where(id => !media.ContainsKey(id)).ToHashSet());
        var document = written with { Cards = [.. written.Cards.Select(card => card.Without(voicesGone, mediaGone)).OfType<Card>()] };
        var page = await pages.StoryAsync(new StoryPage(command.Story, head.Revision, document with { Cards = [.. document.Cards.Select(card => LeadingBack(card, command.Origin))] }, usable, Preview: false)
        {
            Media = media,
            Archived = new(now, command.Origin),
        });
        var files = media.Values.SelectMany(kept => kept.Files.Select(file => (kept.Id, File: file))).DistinctBy(file => file.File.PublishedName).ToList();
        var comesBack = files.Sum(file => (long)file.File.Length) <= ImportLimits.Body - RoomBesideMedia;
        return new StoryArchive(document.Slug, now,
        [
            Text("README.txt", ArchiveReadme.Of(document, now, usable.Count, comesBack)),
            Text("index.html", page.Html),
            Whole(ArchiveNames.Story, StoryJson.Write(document)),
            Whole(ArchiveNames.Media, ArchiveNames.ListOf(media.Values)),
            .. files.OrderBy(file => file.File.PublishedName, StringComparer.Ordinal)
                .Select(file => new ArchivePart(ArchiveNames.Of(file.File), Packed: true, async token => await mediaStore.ReadAsync(file.Id, file.File, token))),
        ]);
    }

    private static ArchivePart Text(string name, string text) => Whole(name, Encoding.UTF8.GetBytes(text));

    private static ArchivePart Whole(string name, byte[] bytes) => new(name, Packed: false, _ => Task.FromResult<ReadOnlyMemory<byte>?>(bytes));

    // Another story of ours is no file beside this one.
    private static Card LeadingBack(Card card, Uri origin) => card is LinksCard links
        ? links with { Items = [.. links.Items.Select(item => item.Url.StartsWith('/') ? item with { Url = new Uri(origin, item.Url).AbsoluteUri } : item)] }
        : card;
}
