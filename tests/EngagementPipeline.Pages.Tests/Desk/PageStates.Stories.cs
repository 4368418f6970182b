using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Templates;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk.Stories;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> StoryPages()
    {
        yield return ("stories-empty", Of<StoriesPage, StoriesView>(Comms, "/stories", new([], null, Projects(1))));
        yield return ("stories-empty-no-project", Of<StoriesPage, StoriesView>(Comms, "/stories", new([], null, [])));
        yield return ("stories", Of<StoriesPage, StoriesView>(Comms, "/stories", new([State(null), State(Live(2) with { TakenAway = new(1, 0, At(3), NothingLeft: true) }), State(Live(1) with { TakenAway = new(2, 1, At(3), NothingLeft: false) }), State(Live(2).TakenDown())], "more", Projects(3))));
        yield return ("new-story", Of<NewStoryPage, NewStoryView>(Comms, "/stories/new", new(Projects(3), StoryTemplates.All)));
        yield return ("new-story-no-project", Of<NewStoryPage, NewStoryView>(Comms, "/stories/new", new([], StoryTemplates.All)));
        yield return ("archive", Of<ArchivePage, StoryState>(Comms, "/stories/1/archive", State(Live(2))));
        yield return ("stories-long-title", Of<StoriesPage, StoriesView>(Comms, "/stories", new([State(null), State(Live(2)), Titled(string.Join(' ', Enumerable.Repeat("What they saw before they heard us", 6)))], null, Projects(3))));
        yield return ("editor-empty", Of<EditorPage, EditorView>(Comms, "/stories/1", Editor([], null, [new("no-cards", null, "The story has no cards yet. Add the first one.")])));
        yield return ("editor", Of<EditorPage, EditorView>(Comms, "/stories/1", Editor(Cards(1), Live(2), []), sample: true));
        yield return ("editor-problems", Of<EditorPage, EditorView>(Administrator, "/stories/1", Editor(Cards(5), Live(1).TakenDown(),
            [new("quote-not-usable", "q2", "These words may not be shown to a national audience just now. Choose another quote, or take the card out."), new("no-title", null, "The story has no title yet. Readers see it first.")])));
    }

    private static StoryState State(LiveStory? live) => new(
        new(AStory.Id, AProject.Id, AStory.Slug, AStory.Title, LanguageTag.English, Audience.National, 2, "hash", At(3), "Priya Nair"), live);

    private static StoryState Titled(string title) => State(Live(1)) with { Head = State(null).Head with { Title = title } };

    private static LiveStory Live(int version) => new()
    {
        Story = AStory.Id,
        Project = AProject.Id,
        Slug = AStory.Slug,
        Title = AStory.Title,
        Version = version,
        Document = "hash",
        CardCount = 5,
        OnWithdrawal = OnWithdrawal.RemoveQuote,
        Live = true,
        Publication = 1,
        Confirmed = true,
        PublishedAt = At(2),
        LaunchedAt = At(1),
        Voices = [],
    };

    private static EditorView Editor(IReadOnlyList<Card> cards, LiveStory? live, IReadOnlyList<DocumentProblem> problems)
    {
        var document = new StoryDocument(AProject.Id, AStory.Slug, AStory.Title, "Young people on being judged before they have said a word.", LanguageTag.English, Audience.National, cards);
        var quotes = new Dictionary<VoiceId, UsableQuote> { [new(Numbered(500))] = new(new(Numbered(500)), new(Numbered(300)), Long, "en", "Year 9 pupil") };
        IReadOnlyList<Share> shares = live is null ? [] : [AShare("heads-forum-k3mp", "Head teachers’ forum", Audience.Local), AShare("network-2x9a", "Regional safeguarding network", Audience.Regional)];
        return new(State(live), document, AProject.Title, quotes, problems, shares, new("http://127.0.0.1:7071/s/unconscious-bias/"), Today)
        {
            ShortAddresses = shares.Take(1).ToDictionary(share => share.Code, _ => new Uri("https://stories.example.org/g/bcdfghj")),
        };
    }

    private static Share AShare(string code, string to, Audience level) =>
        new(AStory.Id, ShareCode.TryParse(code, out var parsed) ? parsed : throw new FormatException(code), level, to, SharedVia.Email, Today);

    private static List<Card> Cards(int times) => Enumerable.Range(0, times).SelectMany(i => (Card[])
    [
        new HeadingCard($"h{i}", "What it is like", 2),
        new TextCard($"t{i}", Prose.TryParse("We asked **twelve** young people. This is what they said.\n\n- at school\n- in town", out var prose) ? prose : throw new FormatException()),
        new QuoteCard($"q{i}", new(Numbered(500))),
        new QuoteCard($"r{i}", new(Numbered(501))),
        new TimelineCard($"m{i}", [new("Monday", "He was followed round the shop."), new("Friday", "He stopped going in.")]),
        new SliderCard($"s{i}", "How often do you guess?", "Hardly ever", "All the time", 7, SliderTime.Before, ""),
        new PollCard($"o{i}", "How many of them had met it?", [new("few", "A few"), new("all", "All of them")]),
        new FeedbackCard($"f{i}", [new("useful", FeedbackKind.Scale, "Was this useful?"), new("change", FeedbackKind.Text, "What will you change?")]),
        new PromptCard($"p{i}", "When did you last decide who somebody was before they had spoken?", 10),
    ]).ToList();
}
