using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>
/// Sees to one announcement: sends it, or makes its page say what is on show now, or removes that page. It notes that it begins before anything goes out, and both ways out look at what
/// stands there before they do anything: so a message that comes twice, or a crash anywhere, sends nothing twice (docs/decisions/0018).
/// </summary>
public sealed class SendAnnouncementHandler(
    IStoryAnnouncements announcements, ComposeAnnouncement compose, ShareStoryHandler shares, INewsSite news, IMail mail, IAudit audit, TimeProvider clock)
{
    /// <summary>After so many that came to nothing somebody has to look.</summary>
    public const int MostTries = 8;

    /// <summary>Who began and has not told what came of it by then has crashed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A page that stands as it should not is tried again so often, for as long as it takes.</summary>
    public static readonly TimeSpan WhileItStands = TimeSpan.FromHours(1);

    private const string OurFault = "Something went wrong on our side. It is tried again by itself; if that goes on, tell whoever looks after this service.";

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public async Task HandleAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken)
    {
        if (await announcements.FindAsync(story, id, cancellationToken) is not { } found || !found.Value.MayBeToBeDone(clock.GetUtcNow()))
            return;
        try
        {
            await SeeToAsync(found, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It is thrown, so that it is seen; but first the page beside the story tells of it.
            if (await announcements.FindAsync(story, id, cancellationToken) is { } now && Stumbled(now.Value, begun: now.Mark != found.Mark) is { } noted)
                await announcements.PutAsync(noted, now.Mark, cancellationToken);
            throw;
        }
    }

    private async Task SeeToAsync(Versioned<StoryAnnouncement> found, CancellationToken cancellationToken)
    {
        var old = found.Value;
        var text = old.Erased ? null : await compose.HandleAsync(old.Story, old.Code, old.Introduction, old.Origin, cancellationToken);
        var mark = text?.Mark ?? "";
        if (!old.IsToBeDone(mark, clock.GetUtcNow()))
            return;
        old = old with { Wants = mark, Tries = old.State == AnnouncingState.Failed ? 0 : old.Tries };
        if (text is null && !old.MayHavePage)
        {
            await announcements.PutAsync(Failed(old, "The story is not on show any more. Publish it, then try again."), found.Mark, cancellationToken);
            return;
        }

        if (old.Tries >= MostTries)
        {
            await announcements.PutAsync(Failed(old, old.Trouble ?? OurFault), found.Mark, cancellationToken);
            return;
        }

        var begun = old with { State = AnnouncingState.Sending, Tries = old.Tries + 1, DueAt = clock.GetUtcNow() + Patience, Day = old.Day ?? London.DayOf(clock.GetUtcNow()) };
        // Of two that run at once one goes on.
        if (!await announcements.PutAsync(begun, found.Mark, cancellationToken) || await announcements.FindAsync(old.Story, old.Id, cancellationToken) is not { } held)
            return;

        StoryAnnouncement next;
        try
        {
            next = await DoAsync(begun, text, cancellationToken);
        }
        catch (OutsideException fault)
        {
            next = fault.IsPassing || fault.Kind == OutsideFaultKind.Standing ? Again(begun, fault) : Failed(begun, fault.Message);
        }

        if (next is { Erased: true, State: AnnouncingState.TakenDown })
            await announcements.RemoveAsync(next, held.Mark, cancellationToken);
        else
            await announcements.PutAsync(next, held.Mark, cancellationToken);
    }

    private async Task<StoryAnnouncement> DoAsync(StoryAnnouncement one, AnnouncementText? text, CancellationToken cancellationToken)
    {
        var isThere = one.By == AnnouncedBy.Page ? news.IsThere : mail.IsThere;
        if (one is { By: AnnouncedBy.Page, Link: not null } && !isThere)
            throw new OutsideException(OutsideFaultKind.Gone, "The page stands on the SharePoint site, and the app is not connected to that any more (Graph__Site is not set). Have it set again, or change or remove the page there by hand.");
        if (text is null)
            return await TakeDownAsync(one, isThere, cancellationToken);

        if (text.Repeats)
        {
            // It stood there before the story had these words. A page, unlike a mail, can be taken back.
            if (one is { By: AnnouncedBy.Page, SentAt: not null } && isThere)
                await news.RemoveAsync(one.Id, cancellationToken);
            throw new OutsideException(OutsideFaultKind.NotTaken, $"{Refusals.RepeatsWords.Title}. {Refusals.RepeatsWords.Detail} Then publish it, and try again.");
        }

        var to = one.By == AnnouncedBy.Page ? "The SharePoint site" : mail.Lists is [] ? "The distribution list" : string.Join(", ", mail.Lists);
        if (!isThere || one.OnlyInOutbox)
            return Done(one, text, AnnouncingState.InOutbox) with { To = to };

        var share = new Share(one.Story, one.Code, one.Level, to.Length > Share.LongestTo ? to[..Share.LongestTo] : to, one.By == AnnouncedBy.Page ? SharedVia.Sharepoint : SharedVia.Email, one.Day!.Value);
        // One that stands already, under other lists, is this one all the same.
        await shares.HandleAsync(share, one.AskedBy, cancellationToken);
        if (one.By == AnnouncedBy.Page)
            return Done(one, text, AnnouncingState.Sent) with { To = to, Link = await news.PutAsync(one.Id, text, cancellationToken) };

        await mail.SendOnceAsync($"story-announcement/{one.Id}", new Letter(mail.Lists, text.Title, text.Html), cancellationToken);
        return Done(one, text, AnnouncingState.Sent) with { To = to };
    }

    private async Task<StoryAnnouncement> TakeDownAsync(StoryAnnouncement one, bool isThere, CancellationToken cancellationToken)
    {
        if (one.By == AnnouncedBy.Page && isThere)
        {
            await news.RemoveAsync(one.Id, cancellationToken);
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), Actor.System, "story-announcement-removed", $"story/{one.Story}", one.Project, "The story is not on show any more."), cancellationToken);
        }

        return one with { State = AnnouncingState.TakenDown, DueAt = null, Tries = 0, Shows = "", Link = null, Trouble = null };
    }

    private StoryAnnouncement Done(StoryAnnouncement one, AnnouncementText text, AnnouncingState state) => one with
    {
        State = state,
        DueAt = null,
        Tries = 0,
        SentAt = one.SentAt ?? clock.GetUtcNow(),
        Said = new(text.Title, text.Summary, text.Address),
        Shows = text.Mark,
        Trouble = null,
    };

    private StoryAnnouncement Again(StoryAnnouncement one, OutsideException fault)
    {
        var wait = fault.RetryAfter ?? TimeSpan.FromSeconds(30 * Math.Pow(2, one.Tries - 1));
        return one with { State = AnnouncingState.Waiting, DueAt = clock.GetUtcNow() + (wait > LongestWait && fault.RetryAfter is null ? LongestWait : wait), Trouble = fault.Message };
    }

    /// <summary>Mail that failed waits for somebody; so does a page that never stood. What stands as it should not is looked at again.</summary>
    private StoryAnnouncement Failed(StoryAnnouncement one, string trouble)
    {
        var stands = one.MayHavePage && (one.Wants is "" || one.SentAt is not null);
        return one with { State = AnnouncingState.Failed, DueAt = stands ? clock.GetUtcNow() + WhileItStands : null, Trouble = trouble };
    }

    /// <summary>Null where nothing was to be done, or somebody else has done it.</summary>
    private StoryAnnouncement? Stumbled(StoryAnnouncement one, bool begun)
    {
        if (begun ? one.State != AnnouncingState.Sending : !one.MayBeToBeDone(clock.GetUtcNow()))
            return null;
        var next = one with { State = AnnouncingState.Waiting, Tries = one.Tries + (begun ? 0 : 1), DueAt = clock.GetUtcNow() + Patience, Trouble = OurFault };
        return next.Tries >= MostTries ? Failed(next, OurFault) : next;
    }
}
