using EngagementPipeline.Core.MyVoice;
using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Pages.Tests.MyVoice;

/// <summary>What is held about somebody who does not exist.</summary>
internal static class HeldStates
{
    private static readonly DateOnly Day = new(2026, 3, 4);
    private static readonly DateTimeOffset At = new(2026, 3, 4, 15, 30, 0, TimeSpan.Zero);
    private static readonly StoryId Story = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073977"));
    public static EverythingHeld Full { get; } = new()
    {
        At = At,
        Reach = Reach.AtOnce,
        Controller = new("Anyshire Safeguarding Children Partnership", "voices@anyshire.example, 01632 960001", "1 Invented Street, Anytown"),
        Project = new(new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f")), "Unconscious bias", "We want people who work with children to know what it is like to be judged before you have said a word."),
        Person = new(new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073991")), AgeBand.From13To15, At, "Northfield", "White and Black Caribbean", "Girl", null, null),
        Consents =
        [
            AConsent(ConsentState.Given) with { AgreedAtFirst = new(Enum.GetValues<Audience>(), Enum.GetValues<Purpose>()), HasNote = true, ExpiresOn = Day.AddYears(2) },
            AConsent(ConsentState.Withdrawn),
        ],
        Words =
        [
            AVoice(WordsState.OnShow) with
            {
                Words = "People see my hoody, and Mr Brown from the shop, before they see me.", EditedWords = "People see my hoodie before they see me.", EditedAt = At, ReviewedAt = At,
                Themes = ["shops", "clothes"], Credit = "Year 9 pupil",
            },
            AVoice(WordsState.Ready) with { Words = "The guard walks behind me. My friends don’t get followed, only me.", Themes = ["shops"] },
            AVoice(WordsState.BeingRead) with { Ask = true },
            AVoice(WordsState.NotUsed) with { Ask = true },
            AVoice(WordsState.TakenBack) with { ErasedAt = At },
        ],
        Media =
        [
            new(new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073992")), MediaKind.Image, "image/jpeg", 1600, 1200, 90_000, [], "Three of us laugh", "media/0190d3a4-7c1e-7cc3-98c4-dc0c0c073992.jpg"),
            new(new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073993")), MediaKind.Audio, "audio/mpeg", 0, 0, 90_000, [], null, "media/0190d3a4-7c1e-7cc3-98c4-dc0c0c073993.mp3"),
        ],
        Pages =
        [
            new(
                Story, Slug.TryParse("challenge-your-bias", out var slug) ? slug : default, "Challenge your bias", Audience.National, Now: true, Opened: 26_134, [Day, Day.AddDays(9)],
                [new("Heads of all schools in the county", Audience.Local, SharedVia.Email, Day.AddDays(10))]),
            new(new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073978")), slug, "Before you know me", Audience.Local, Now: false, Opened: 0, [Day], []),
        ],
        Outcomes = [new("Shops follow you round.", "We met the shop owners in town. Their guards now have a lesson about it.", Day.AddDays(40), "The partnership’s board", false)],
        NotInHere = LeftOut.Of(Reach.AtOnce),
    };

    public static EverythingHeld LookedAt { get; } = Full with
    {
        Reach = Reach.LookedAt,
        Consents = [Full.Consents[0] with { CompetenceNote = "Says in her own words what a web page is and who may read it." }, Full.Consents[1]],
        Words =
        [
            Full.Words[0] with { EditReason = "A name and a spelling.", Note = "Strong. Goes well with the shop.", },
            AVoice(WordsState.BeingRead) with { Words = "They never ask us before they build things, and then they wonder." },
            AVoice(WordsState.NotUsed) with { Words = "It is boring.", Note = "Says too little by itself." },
        ],
        NotInHere = LeftOut.Of(Reach.LookedAt),
    };

    public static EverythingHeld Little { get; } = Full with
    {
        Person = Full.Person with { District = null, EthnicGroup = null, Sex = null, AddedAt = null },
        Consents = [AConsent(ConsentState.Refused)],
        Words = [],
        Media = [],
        Pages = [],
        Outcomes = [],
    };

    public static EverythingHeld Erased { get; } = Full with
    {
        Person = Little.Person with { DetailsErasedAt = At, ErasedAt = At },
        Consents = [AConsent(ConsentState.Withdrawn) with { HasNote = true, CompetenceNote = Consent.NoteErased }],
        Words = [AVoice(WordsState.TakenBack) with { ErasedAt = At }],
        Media = [],
        Pages = [Full.Pages[1]],
        Outcomes = [Full.Outcomes[0] with { YouSaid = null }],
    };

    private static HeldConsent AConsent(ConsentState state) => new(
        new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073994")),
        state,
        AgeBand.From13To15,
        ConsentRule.Default,
        new("2026-1", "en"),
        "5f2b…",
        [Use.Quote, Use.Image],
        [Purpose.Story],
        [Audience.Local, Audience.National],
        AgreedAtFirst: null,
        new(state != ConsentState.Refused, HowAgreed.Paper, Day),
        new(true, HowAgreed.Spoken, Day),
        HasNote: false,
        CompetenceNote: null,
        ExpiresOn: null,
        At,
        state == ConsentState.Withdrawn ? At.AddDays(3) : null,
        state == ConsentState.Withdrawn ? [AnEvent(1, "consent-recorded", "engagement-worker"), AnEvent(7, "consent-withdrawn", "young-person")]
            : [AnEvent(1, "consent-recorded", "engagement-worker"), AnEvent(2, "consent-narrowed", "young-person"), AnEvent(3, "voice-renewed", "engagement-worker")]);

    private static HeldEvent AnEvent(int number, string fact, string by) => new(number, $"2026-03-{3 + number:00}T15:30:00.000Z", fact, by, "{}", "0a1b…");

    private static HeldVoice AVoice(WordsState state) => new(
        new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073995")), state, Ask: false,
        new(new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073990")), Day, "Riverside youth club", Setting.YouthClub, Phase.Secondary),
        Prompt.Experience, "en", At, At, new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073994")), []);
}
