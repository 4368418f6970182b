using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Pages.Desk.Stories;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> VersionPages()
    {
        yield return ("versions-first", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(1, null), [Version(1)], null, null, null)));
        yield return ("versions", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(8, Live(6)), Versions(8), null, "3", null)));
        yield return ("versions-chosen", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(28, Live(6)), Versions(8), "9", "3", null) { From = 5, To = 21 }));
        yield return ("versions-each", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(8, Live(6)), Versions(8), null, null, null) { EachSave = true }));
        yield return ("editor-lost", Of<EditorPage, EditorView>(Comms, "/stories/1", Editor(Cards(1), Live(8) with { TakenAway = new(1, 0, At(3), NothingLeft: true) }, [])));
        yield return ("versions-older", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(28, Live(6)), Versions(8), "9", null, null)));
        yield return ("versions-compared", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(8, Live(6)), Versions(8), null, "3", Compared(Earlier(), Later()))));
        yield return ("versions-compared-same", Of<VersionsPage, VersionsView>(Comms, "/stories/1/versions", new(Now(8, Live(6).TakenDown()), Versions(8), null, null, Compared(Later(), Later()))));
        yield return ("editor-scheduled", Of<EditorPage, EditorView>(Comms, "/stories/1", Editor(Cards(1), null, []) with
        {
            Schedule = ASchedule() with { PublishAt = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), UnpublishAt = new(2026, 10, 25, 1, 30, 0, TimeSpan.Zero) },
        }));
        yield return ("editor-schedule-blocked", Of<EditorPage, EditorView>(Comms, "/stories/1", Editor(Cards(1), null, []) with
        {
            Schedule = ASchedule() with
            {
                Blocked = new(ScheduledAct.Publish, At(2), 0, [new("quote-not-usable", "q0", "These words may not be shown to a national audience just now. Choose another quote, or take the card out."), new("no-title", null, "The story has no title yet. Readers see it first.")]),
            },
        }));
    }

    private static StorySchedule ASchedule() => new()
    {
        Story = AStory.Id,
        Project = AProject.Id,
        PublishAt = null,
        UnpublishAt = null,
        OnWithdrawal = null,
        SetBy = Comms,
        SetAt = At(1),
    };

    private static StoryState Now(int revision, LiveStory? live) => new(State(null).Head with { Revision = revision }, live);

    private static List<StoryVersion> Versions(int newest) => [.. Enumerable.Range(0, 6).Select(i => Version(newest - i))];

    private static StoryVersion Version(int revision) => new(
        State(null).Head with { Revision = revision, ChangedBy = revision % 3 == 0 ? Administrator.Name : Comms.Name, Title = revision == 4 ? "" : AStory.Title }, revision is 4 or 6 ? At(3) : null)
    {
        Saves = revision % 2 == 0 ? 14 : 1,
    };

    private static VersionsCompared Compared(StoryDocument before, StoryDocument after) => new(Now(8, null), 4, Version(8), StoryDifferences.Between(before, after));

    private static StoryDocument Earlier() => Editor(Cards(1), null, []).Document;

    private static StoryDocument Later()
    {
        var cards = Cards(1);
        cards[1] = new TextCard("t0", Prose.TryParse("We asked **thirty** young people, in two towns. This is what they said.\n\n- at school\n- in town\n- online", out var prose) ? prose : throw new FormatException());
        cards[2] = new QuoteCard("q0", new(Numbered(502)));
        cards[4] = new TimelineCard("m0", [new("Sunday", "Nobody knew."), new("Monday", "He was followed round the shop."), new("Friday", "He stopped going in.")]);
        cards.RemoveAt(7);
        cards.Insert(0, new PromptCard("new", "What do you expect?", 2));
        (cards[6], cards[7]) = (cards[7], cards[6]);
        return Earlier() with { Title = "Challenge your bias, again", Audience = Audience.Regional, Cards = cards };
    }
}
