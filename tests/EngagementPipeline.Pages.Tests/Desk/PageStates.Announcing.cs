using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Pages.Desk.Announcements;
using EngagementPipeline.Pages.Desk.Stories;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> AnnouncingPages()
    {
        yield return ("announce-not-on-show", Of<AnnouncePage, AnnounceView>(Comms, "/stories/1/announce", new(Now(1, null), [], [])));
        yield return ("announce-first", Of<AnnouncePage, AnnounceView>(Comms, "/stories/1/announce", new(Now(8, Live(6)), [ADraft(AnnouncedBy.Page, false), ADraft(AnnouncedBy.Mail, false)], [])));
        yield return ("announce", Of<AnnouncePage, AnnounceView>(Comms, "/stories/1/announce", new(
            Now(8, Live(6)),
            [
                ADraft(AnnouncedBy.Page, true) with { Before = "Its news page was put on the SharePoint site on 26 November 2026, 14:05, and follows what is published by itself; asked for by Ben Okafor on 26 November 2026, 14:05." },
                ADraft(AnnouncedBy.Mail, true) with { Before = "It was mailed to heads@county.example on 26 November 2026, 14:05; asked for by Ben Okafor on 26 November 2026, 14:04." },
            ],
            [
                Announced(AnnouncedBy.Page, AnnouncingState.Failed, 30) with { DueAt = At(40), Wants = "", Trouble = Removal },
                .. Enum.GetValues<AnnouncingState>().SelectMany(state => Enum.GetValues<AnnouncedBy>().Select((by, i) => Announced(by, state, ((int)state * 2) + i))),
            ])));
        yield return ("announce-repeats", Of<AnnouncePage, AnnounceView>(Comms, "/stories/1/announce", new(Now(8, Live(6)), [ADraft(AnnouncedBy.Page, true) is var draft ? draft with { Text = draft.Text with { Repeats = true } } : null!], [])));
        yield return ("outside-nothing", Of<OutsidePage, OutsideView>(Administrator, "/microsoft-365", new([new("The SharePoint site", OutsideStanding.NotSetUp, "No site is set (Graph__Site). News pages stay in the outbox of their story.")], [])));
        foreach (var page in SentPages())
            yield return page;
        yield return ("outside", Of<OutsidePage, OutsideView>(Administrator, "/microsoft-365", new(
        [
            new("Signing in", OutsideStanding.Works, "The app signs in by its managed identity, and holds no more than it needs."),
            new("The SharePoint site", OutsideStanding.NeedsSomebody, "Microsoft 365 did not read the site: the app may not. It likely lacks Sites.Selected with write on the site. Ask an administrator to let the app write to this one site (docs/graph.md)."),
        ],
        [
            Announced(AnnouncedBy.Page, AnnouncingState.Failed, 1) with { DueAt = At(40), Wants = "", Link = new("https://county.sharepoint.com/sites/voices/SitePages/story.aspx"), Trouble = Removal },
            Announced(AnnouncedBy.Page, AnnouncingState.Failed, 2) with { DueAt = At(40), Wants = "", Erased = true, Trouble = Removal },
            Announced(AnnouncedBy.Page, AnnouncingState.Failed, 3) with { DueAt = At(40), Wants = "new", Link = new("https://county.sharepoint.com/sites/voices/SitePages/story.aspx"), Trouble = Removal.Replace("remove the news page from", "put the news page on", StringComparison.Ordinal) },
        ])));
    }

    private const string Removal = "Microsoft 365 did not remove the news page from the site: the app may not. It likely lacks Sites.Selected with write on the site. Ask an administrator to let the app write to this one site (docs/graph.md).";

    private static AnnounceDraft ADraft(AnnouncedBy by, bool there) => new(
        new(new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)by])), by,
        new("Look again", "", "What an invented group of young people said about being followed round the shop.", new($"https://stories.example.org/s/look-again/?via={Kebab.Of(by)}-1"), null, ""),
        there, by == AnnouncedBy.Page ? "the SharePoint site" : "heads@county.example");

    private static StoryAnnouncement Announced(AnnouncedBy by, AnnouncingState state, int i) => new()
    {
        Id = new(new Guid(3, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)i])),
        Story = AStory.Id,
        Project = AProject.Id,
        By = by,
        Level = Audience.Regional,
        Introduction = "Please read this before Thursday’s meeting.",
        Origin = new("https://stories.example.org"),
        AskedBy = Comms,
        AskedAt = At(i),
        SendAt = At(20),
        State = state,
        SentAt = At(i),
        To = by == AnnouncedBy.Page ? "The SharePoint site" : "heads@county.example",
        Link = by == AnnouncedBy.Page && state == AnnouncingState.Sent ? new("https://county.sharepoint.com/sites/voices/SitePages/story.aspx") : null,
        Said = state is AnnouncingState.Sent or AnnouncingState.InOutbox ? new("Look again", "What an invented group said.", new("https://stories.example.org/s/look-again/?via=page-1")) : null,
        Trouble = state is AnnouncingState.Failed or AnnouncingState.Waiting ? "Microsoft 365 did not send the mail: it is busy. It is tried again by itself when it says so." : null,
    };
}
