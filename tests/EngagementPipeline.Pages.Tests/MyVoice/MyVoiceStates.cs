using System.Text.Encodings.Web;
using System.Text.Unicode;
using EngagementPipeline.Core.MyVoice;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.MyVoice;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Pages.Tests.MyVoice;

/// <summary>Every page for a young person in each of its states, by a name that says which. All of it is invented.</summary>
internal static class MyVoiceStates
{
    public const string Code = "7K3M-9QXT-0WEF-HJ2A";

    private static readonly DateOnly Day = new(2026, 3, 4);
    private static readonly StoryId First = new(Guid.Parse("11111111-1111-4111-8111-111111111111"));
    private static readonly StoryId Second = new(Guid.Parse("22222222-2222-4222-8222-222222222222"));

    private static readonly Scope Everything = new(Enum.GetValues<Audience>(), Enum.GetValues<Purpose>());

    private static readonly MyWords Short = new(WordsState.OnShow, Day, "People see my hoodie before they see me.", "en", "Year 9 pupil");
    private static readonly MyWords Long = new(
        WordsState.Ready, Day,
        "The guard walks behind me. My friends don’t get followed, only me. I have done nothing, and I still feel like I have to show my hands. It happens in town, on the bus and outside school.",
        "en", null);

    private static readonly MyOutcome ForYou = new(
        "Shops follow you round.", "We met the shop owners in town. Their guards now have a lesson about it, and you helped to write it.", Day.AddDays(40), "The partnership’s board", false);
    private static readonly MyOutcome ForMany = new(
        "You are judged before you speak.", "Every new teacher in the county reads your words in the first week.", Day.AddDays(20), null, true);

    /// <summary>480 by 320 pixels of one colour.</summary>
    private static readonly MyPicture APicture = new("image/png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAeAAAAFAAQMAAABeBj04AAAAA1BMVEVbS4rZcwB7AAAAKklEQVR42u3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAAAAAAAAAAAAAIAXA0xAAAF+fq1VAAAAAElFTkSuQmCC"), 480, 320);

    public static IReadOnlyDictionary<string, Func<Task<string>>> All { get; } = new Dictionary<string, Func<Task<string>>>(StringComparer.Ordinal)
    {
        ["ask"] = () => HtmlOfAsync<TypeCodePage, TypeCodeView>(new()),
        ["ask-closed"] = () => HtmlOfAsync<TypeCodePage, TypeCodeView>(new(Closed: true)),
        ["ask-not-now"] = () => HtmlOfAsync<TypeCodePage, TypeCodeView>(new(NotNow: true)),
        ["ask-wrong"] = () => HtmlOfAsync<TypeCodePage, TypeCodeView>(new(NotFound: true, Typed: "7K3M-9QXT-0WEF-HJ2B")),
        ["did"] = () => Did(Full()),
        ["did-once"] = () => Did(Full() with { Words = [Short], Pages = [APage(First, "Challenge your bias", 1)], Outcomes = [], Covers = new([Audience.Local], [Purpose.Story]) }),
        ["did-empty"] = () => Did(Full() with { Words = [], Pages = [], Outcomes = [] }),
        ["did-being-read"] = () => Did(Full() with { Words = [Unseen(WordsState.BeingRead)], Pages = [], Outcomes = [] }),
        ["did-not-used"] = () => Did(Full() with { Words = [Unseen(WordsState.NotUsed)], Pages = [], Outcomes = [] }),
        ["did-many"] = () => Did(Full() with
        {
            Words = [.. Enumerable.Range(0, 6).SelectMany(_ => new[] { Short, Long, Unseen(WordsState.BeingRead), Unseen(WordsState.NotUsed) })],
            Pages = [.. Enumerable.Range(0, 5).Select(i => APage(First, "What it is like to be judged before you have said one single word, told by us", 26_134 * i))],
            Outcomes = [.. Enumerable.Repeat(ForYou, 4), .. Enumerable.Repeat(ForMany, 4)],
            Uses = Enum.GetValues<Use>(),
        }),
        ["did-withdrawn"] = () => Did(Full() with { State = ConsentState.Withdrawn, EndedOn = Day, Words = [], Pages = [], Outcomes = [ForYou with { YouSaid = null }] }),
        ["did-expired"] = () => Did(Full() with { State = ConsentState.Expired, EndedOn = Day, Pages = [] }),
        ["did-refused"] = () => Did(Full() with { State = ConsentState.Refused, Words = [], Pages = [], Outcomes = [] }),
        ["did-fewer"] = () => Did(Full(), "Done. Your words are only where you want them. A page may need a few seconds to change."),
        ["did-pictures"] = () => Did(Full() with
        {
            Uses = Enum.GetValues<Use>(),
            Media =
            [
                new(MediaKind.Image, "Three of us with a hand-drawn map of the high street, laughing", LanguageTag.English, APicture, [First, Second]),
                new(MediaKind.Audio, "Hollie says what a bus is like at four o’clock", LanguageTag.English, null, [First]),
                new(MediaKind.Image, null, null, APicture, []),
                new(MediaKind.Image, null, null, null, []),
            ],
        }),
        ["did-picture-only"] = () => Did(Full() with
        {
            Uses = [Use.Image],
            Words = [],
            Outcomes = [],
            Pages = [APage(First, "Challenge your bias", 12)],
            Media = [new(MediaKind.Image, "Somebody laughs under an umbrella", LanguageTag.English, APicture, [First])],
        }),
        ["did-picture-waits"] = () => Did(Full() with { Uses = [Use.Audio], Words = [], Outcomes = [], Pages = [], Media = [new(MediaKind.Audio, null, null, null, [])] }),
        ["take-down-pictures"] = () => HtmlOfAsync<TakeDownPage, TakeDownView>(new(Code, Media: true)),
        ["fewer-places-pictures"] = () => HtmlOfAsync<FewerPlacesPage, FewerPlacesView>(new(Everything, Code, Media: true)),
        ["take-down"] = () => HtmlOfAsync<TakeDownPage, TakeDownView>(new(Code)),
        ["taken-down"] = () => HtmlOfAsync<TakenDownPage, TakenDownView>(new()),
        ["fewer-places"] = () => HtmlOfAsync<FewerPlacesPage, FewerPlacesView>(new(Everything, Code)),
        ["fewer-places-nothing"] = () => HtmlOfAsync<FewerPlacesPage, FewerPlacesView>(
            new(Everything, Code, "Please leave a tick in each list. Do you want your words nowhere at all? Then go back, and take them down.")),
        ["everything"] = () => Held(HeldStates.Full),
        ["everything-little"] = () => Held(HeldStates.Little),
        ["everything-erased"] = () => Held(HeldStates.Erased),
        ["everything-looked-at"] = () => Held(HeldStates.LookedAt),
        ["everything-file"] = () => Held(HeldStates.LookedAt, file: true),
        ["rub-out"] = () => HtmlOfAsync<RubOutPage, RubOutView>(new(Code)),
        ["rubbed-out"] = () => HtmlOfAsync<RubbedOutPage, RubbedOutView>(new()),
        ["card"] = () => Card(named: true),
        ["card-unnamed"] = () => Card(named: false),
    };

    private static WhatYourWordsDid Full() => new()
    {
        State = ConsentState.Given,
        Uses = [Use.Quote],
        Covers = Everything,
        Words = [Short, Long, Unseen(WordsState.BeingRead)],
        Pages = [APage(First, "Challenge your bias", 26_134), APage(Second, "Before you know me", 0)],
        Outcomes = [ForYou, ForMany],
    };

    private static MyWords Unseen(WordsState state) => new(state, Day, Words: null, "en", Credit: null);

    private static MyPage APage(StoryId story, string title, long opened) =>
        new(story, Slug.TryParse("challenge-your-bias", out var slug) ? slug : default, title, Audience.National, opened, Day);

    private static Task<string> Did(WhatYourWordsDid did, string? said = null) => HtmlOfAsync<MyVoicePage, MyVoiceView>(new(
        did, Code, did.Pages.Select(page => page.Story).Distinct().ToDictionary(story => story, _ => new Uri("https://stories.example.org/s/challenge-your-bias/")), said));

    private static Task<string> Card(bool named)
    {
        var consent = new Consent
        {
            Id = new(Guid.NewGuid()),
            Project = new(Guid.NewGuid()),
            Participant = new(Guid.NewGuid()),
            AgeBand = AgeBand.From13To15,
            Rule = ConsentRule.Default,
            Statement = new("2026-1", "en"),
            Uses = Enum.GetValues<Use>(),
            Purposes = Enum.GetValues<Purpose>(),
            Audiences = Enum.GetValues<Audience>(),
            YoungPerson = new(true, HowAgreed.Paper, Day),
            ExpiresOn = Day.AddYears(2),
            RecordedAt = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero),
        };
        var controller = named
            ? new DataController("Anyshire Safeguarding Children Partnership", "voices@anyshire.example, 01632 960001", "1 Invented Street, Anytown")
            : new DataController(DataController.NotNamed("Controller:Name"), DataController.NotNamed("Controller:Contact"), "");
        return HtmlOfAsync<CardPage, CardView>(
            new(new("Unconscious bias", WithdrawalCode.Read(Code)!, consent, controller), new Uri("https://voices.anyshire.example/my-voice")));
    }

    private static Task<string> Held(Core.MyVoice.Everything.EverythingHeld held, bool file = false) => HtmlOfAsync<EverythingPage, EverythingView>(new(
        held, file ? null : Code, held.Pages.ToDictionary(page => page.Story, _ => new Uri("https://stories.example.org/s/challenge-your-bias/"))));

    private static async Task<string> HtmlOfAsync<TPage, TView>(TView view)
        where TPage : IComponent
        where TView : notnull
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view }))).ToHtmlString());
    }
}
