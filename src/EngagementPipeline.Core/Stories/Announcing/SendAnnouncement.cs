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

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public async Task HandleAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken)
    {
        if (await announcements.FindAsync(story, id, cancellationToken) is not { } found)
            return;
        var old = found.Value;
        var text = await compose.HandleAsync(story, old.Code, old.Introduction, old.Origin, cancellationToken);
        if (!IsToBeDone(old, text))
            return;
        if (old.Tries >= MostTries || (text is null && old.SentAt is null && !MayHavePage(old)))
        {
            await announcements.PutAsync(Failed(old, text is null ? "The story is not on show any more. Publish it, then try again." : old.Trouble ?? "Something went wrong on our side each time it was tried. Try again; if that goes on, tell whoever looks after this service."), found.Mark, cancellationToken);
            return;
        }

        var begun = old with { State = AnnouncingState.Sending, Tries = old.Tries + 1, DueAt = clock.GetUtcNow() + Patience, Day = old.Day ?? London.DayOf(clock.GetUtcNow()) };
        // Of two that run at once one goes on.
        if (!await announcements.PutAsync(begun, found.Mark, cancellationToken) || await announcements.FindAsync(story, id, cancellationToken) is not { } held)
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

        await announcements.PutAsync(next, held.Mark, cancellationToken);
    }

    /// <summary>Begun, and not heard of since: its page may stand there although nobody noted it.</summary>
    private static bool MayHavePage(StoryAnnouncement one) => one is { By: AnnouncedBy.Page, Day: not null };

    private bool IsToBeDone(StoryAnnouncement one, AnnouncementText? text) => one.State switch
    {
        AnnouncingState.Scheduled or AnnouncingState.Waiting or AnnouncingState.Sending => one.DueAt <= clock.GetUtcNow(),
        AnnouncingState.Sent or AnnouncingState.InOutbox => one.By == AnnouncedBy.Page && one.Shows != (text?.Mark ?? ""),
        _ => false,
    };

    private async Task<StoryAnnouncement> DoAsync(StoryAnnouncement one, AnnouncementText? text, CancellationToken cancellationToken)
    {
        var isThere = one.By == AnnouncedBy.Page ? news.IsThere : mail.IsThere;
        if (text is null)
            return await TakeDownAsync(one, isThere, cancellationToken);

        var to = one.By == AnnouncedBy.Page ? "The SharePoint site" : mail.Lists is [] ? "The distribution list" : string.Join(", ", mail.Lists);
        if (!isThere)
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
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), Actor.System, "story-announcement-removed", $"story/{one.Story}", one.Project, "The story is not on show any more."), cancellationToken);
            await news.RemoveAsync(one.Id, cancellationToken);
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

    private static StoryAnnouncement Failed(StoryAnnouncement one, string trouble) => one with { State = AnnouncingState.Failed, DueAt = null, Trouble = trouble };
}
