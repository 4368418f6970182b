using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories;

/// <summary>A page that readers can open now and that shows a picture or a sound. <paramref name="Says"/> is what it says of it to whoever can't see or hear it.</summary>
public sealed record PageWithMedia(StoryId Story, Slug Slug, string Title, Audience Audience, DateTimeOffset Since, LanguageTag Language, string Says);

/// <summary>A picture or a sound that hangs on a consent, and the pages that show it now, by launch. Small enough to stand in a page.</summary>
public sealed record MediaOfConsent(StoredMedia Media, IReadOnlyList<PageWithMedia> Pages);

/// <summary>Where pictures and sounds of young people are on show, for telling them.</summary>
public interface IWhereMediaIsShown
{
    /// <summary>All that is kept under the consent, in the order in which it was sent. What was erased is not there.</summary>
    Task<IReadOnlyList<MediaOfConsent>> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);

    /// <summary>Null when it was erased meanwhile.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken);
}

/// <summary>Answers by the rule that makes the pages: what a live story's document names, of what may be shown to its audience.</summary>
public sealed class WhereMediaIsShown(IMediaTies ties, IMediaStore store, UsableMedia usable, IMediaUses uses, ILiveStories live, IStoryDrafts drafts) : IWhereMediaIsShown
{
    public async Task<IReadOnlyList<MediaOfConsent>> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        var tied = await ties.ReadAsync(project, consent, cancellationToken);
        var kept = (await store.FindAsync(tied, cancellationToken)).Values.Where(one => one.Consents.Contains(consent)).OrderBy(one => one.Id.Value).ToList();
        var stories = await uses.StoriesOfAsync([.. kept.Select(one => one.Id)], cancellationToken);
        var pages = (await Task.WhenAll(stories.Select(story => ShownInAsync(story, project, cancellationToken)))).SelectMany(shown => shown).ToLookup(shown => shown.Media, shown => shown.Page);
        return [.. kept.Select(one => new MediaOfConsent(one, [.. pages[one.Id].OrderBy(page => page.Since).ThenBy(page => page.Story.Value)]))];
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken) => store.ReadAsync(media, file, cancellationToken);

    private async Task<IEnumerable<(MediaId Media, PageWithMedia Page)>> ShownInAsync(StoryId story, ProjectId project, CancellationToken cancellationToken)
    {
        if (await live.FindAsync(story, cancellationToken) is not { Value: { Live: true } wish } || wish.Project != project)
            return [];
        var document = await drafts.ReadAsync(story, wish.Document, cancellationToken);
        var shown = await usable.FindAsync(document, cancellationToken);
        return document.Cards
            .SelectMany(card => card.Media.Select(use => (use.Id, Says: SaysOf(card))))
            .Where(use => shown.ContainsKey(use.Id))
            .DistinctBy(use => use.Id)
            .Select(use => (use.Id, new PageWithMedia(story, wish.Slug, wish.Title, document.Audience, wish.LaunchedAt, document.Language, use.Says)));
    }

    private static string SaysOf(Card card) => card switch
    {
        ImageCard image => image.Alt,
        AudioCard audio => audio.Title,
        VideoCard video => video.Title,
        _ => "",
    };
}
