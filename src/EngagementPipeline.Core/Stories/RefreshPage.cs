using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// The only writer of pages. It makes a story's page what it should be now: what the wish says, with the quotes, pictures and sounds that may be shown.
/// <para>
/// Everything it reads, it reads after the page's mark; and it writes only over that mark. So of two that run at once, the one that
/// writes second has read after the first wrote, or begins again: a slow publisher can't put back what a withdrawal took away. For the
/// same reason it writes even when nothing seems to have changed: the new mark is what stops a slower one (docs/decisions/0005).
/// </para>
/// </summary>
public sealed class RefreshPageHandler(
    ILiveStories live, IStoryDrafts drafts, IUsableQuotes quotes, UsableMedia media, IQuoteUses uses, IMediaUses mediaUses, IStoryPages pages, ISite site, IPageRequests requests, IAudit audit, TimeProvider clock)
{
    /// <summary>
    /// A writer that ended between putting a file and putting its page has left a file that no page shows. So before it puts one it asks for the page anew, this much later: long enough for it to be
    /// done with the file, and short enough for the file to be gone within a minute.
    /// </summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(45);

    // Each failed attempt means that somebody else's write succeeded meanwhile; fifty in a row is a fault.
    private const int MostAttempts = 50;

    /// <summary>The wish that the page now fulfils; null for a story that was never published.</summary>
    public async Task<LiveStory?> HandleAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await live.FindAsync(story, cancellationToken) is not { Value.Slug: var slug })
            return null;

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var mark = await site.MarkAsync(slug, cancellationToken);
            if (await live.FindAsync(story, cancellationToken) is not { } wish)
                return null;

            var (page, gone) = await MakeAsync(wish, cancellationToken);
            if (page is null || !await site.WriteAsync(slug, page, mark, LookAgainAsync, cancellationToken))
                continue;

            // Where the wish moved on meanwhile, what is gone would be told of another page: the page is made, and looked at, once more.
            if (await ConfirmAsync(wish, gone, cancellationToken) || gone == wish.Value.TakenAway)
                return wish.Value;
        }

        throw new InvalidOperationException($"The page of story {story} changed under every one of {MostAttempts} attempts to write it.");

        Task LookAgainAsync(CancellationToken token) => requests.SendLaterAsync(story, LookAgainAfter, token);
    }

    /// <summary>Null when the wish had to change first: a quote or a picture is gone, and the story was to go with it.</summary>
    private async Task<(SitePage? Page, TakenAway? Gone)> MakeAsync(Versioned<LiveStory> wish, CancellationToken cancellationToken)
    {
        if (!wish.Value.Live)
            return (await pages.GoneAsync(), wish.Value.TakenAway);

        var document = await drafts.ReadAsync(wish.Value.Story, wish.Value.Document, cancellationToken);
        var usable = await quotes.FindAsync(document.Project, document.Voices, document.Audience, Purpose.Story, cancellationToken);
        var shown = await media.FindAsync(document, cancellationToken);
        if (wish.Value.OnWithdrawal == OnWithdrawal.Unpublish
            && (document.Voices.Any(voice => !usable.ContainsKey(voice)) || document.Media.Any(one => !shown.ContainsKey(one))))
        {
            await TakeDownAsync(wish, cancellationToken);
            return (null, null);
        }

        var page = await pages.StoryAsync(new StoryPage(wish.Value.Story, wish.Value.Version, document, usable, Preview: false)
        {
            Media = shown,
        });
        return (page, TakenAway.Of(document, usable, shown, wish.Value.TakenAway, clock.GetUtcNow()));
    }

    private async Task TakeDownAsync(Versioned<LiveStory> wish, CancellationToken cancellationToken)
    {
        if (!await live.PutAsync(wish.Value.TakenDown(), wish.Mark, cancellationToken))
            return;
        await audit.RecordAsync(
            new AuditEntry(clock.GetUtcNow(), Actor.System, "story-taken-down", $"story/{wish.Value.Story}", wish.Value.Project, "Something that it showed may no longer be shown."),
            cancellationToken);
    }

    /// <summary>False when the wish has moved on since it was read.</summary>
    private async Task<bool> ConfirmAsync(Versioned<LiveStory> wish, TakenAway? gone, CancellationToken cancellationToken)
    {
        if (wish.Value.Confirmed)
            return gone == wish.Value.TakenAway || await live.PutAsync(wish.Value with { TakenAway = gone }, wish.Mark, cancellationToken);

        // The page of this publication stands, and no slower writer can replace it with an older one. What it no longer shows may be
        // forgotten, unless a later publication has noted it again.
        var shown = wish.Value.Live ? await drafts.ReadAsync(wish.Value.Story, wish.Value.Document, cancellationToken) : null;
        var (voices, pictures) = (shown?.Voices ?? [], shown?.Media ?? []);
        foreach (var voice in wish.Value.Voices.Except(voices))
            await uses.ForgetAsync(voice, wish.Value.Story, wish.Value.Publication, cancellationToken);
        foreach (var one in wish.Value.Media.Except(pictures))
            await mediaUses.ForgetAsync(one, wish.Value.Story, wish.Value.Publication, cancellationToken);

        if (wish.Value.Live)
            await drafts.NotePublishedAsync(wish.Value.Story, wish.Value.Version, wish.Value.PublishedAt, cancellationToken);
        return await live.PutAsync(wish.Value with { Confirmed = true, Voices = voices, Media = pictures, TakenAway = gone }, wish.Mark, cancellationToken);
    }
}
