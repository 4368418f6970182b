using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Commons;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Cards that ask: what the reader is told, what is sent, and what there is without scripts and on paper.</summary>
public sealed class AskingTests(Chromium chromium)
{
    private const string Address = "https://stories.example.org/s/challenge-your-bias/";
    private const string Answers = "https://stories.example.org/api/stories/11111111-1111-4111-8111-111111111111/responses";

    [Fact]
    public async Task A_poll_is_answered_first_and_then_tells_what_others_said()
    {
        var reading = await OpenAsync("poll", others: """{"cards":{"c0":{"of":100,"options":{"few":60,"half":null,"all":40}}}}""");
        Assert.Equal(0, await reading.Page.GetByText("of 100").CountAsync());

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "A few of them" }).ClickAsync();
        await SaysAsync(reading, "You chose “A few of them”. Of readers so far, about 60 of 100 chose the same.");

        Assert.Equal(["about 60 of 100", "too few to show", "about 40 of 100"], await reading.Page.Locator(".share").AllTextContentsAsync());
        Assert.Equal("""c0 {"option":"few"}""", Assert.Single(await SentAsync(reading, 1)));
        Assert.Equal(["true", "false", "false"], await reading.Page.Locator(".options button").EvaluateAllAsync<string[]>("all => all.map(b => b.ariaPressed)"));

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "All of them" }).ClickAsync(new() { Force = true });
        Assert.Single(await SentAsync(reading, 1)); // the first is the answer
    }

    [Fact]
    public async Task A_poll_that_few_have_answered_says_so()
    {
        var reading = await OpenAsync("poll");

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "About half" }).ClickAsync();

        await SaysAsync(reading, "You chose “About half”. What others said shows once enough have answered.");
    }

    [Fact]
    public async Task A_poll_works_with_the_keyboard_alone_and_tells_the_counter()
    {
        var reading = await OpenAsync("poll");
        await reading.Page.EvaluateAsync("() => { window.used = 0; document.addEventListener('story:used', () => used++); }");

        await reading.Page.Keyboard.PressAsync("Tab");
        await reading.Page.Keyboard.PressAsync("Tab");
        await reading.Page.Keyboard.PressAsync("Enter");

        await SaysAsync(reading, "You chose “About half”. What others said shows once enough have answered.");
        Assert.Equal("About half", await reading.Page.EvaluateAsync<string>("document.activeElement.textContent")); // focus stays where it was
        Assert.Equal(1, await reading.Page.EvaluateAsync<int>("used"));
    }

    [Fact]
    public async Task A_quiz_explains_what_was_chosen()
    {
        var reading = await OpenAsync("quiz");
        Assert.False(await reading.Page.Locator("details").IsVisibleAsync());

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "When nobody has it" }).ClickAsync();

        await SaysAsync(reading, "Not this one. Every mind has some.");
        Assert.True(await reading.Page.GetByText("It is a short cut that a mind takes by itself.").IsVisibleAsync());
        Assert.Equal("""c0 {"option":"never"}""", Assert.Single(await SentAsync(reading, 1)));
    }

    [Fact]
    public async Task A_right_answer_is_told_as_right()
    {
        var reading = await OpenAsync("quiz");

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "When it works before we notice" }).ClickAsync();

        await SaysAsync(reading, "Yes, that is right. It is a short cut that a mind takes by itself.");
    }

    [Fact]
    public async Task A_branch_shows_what_follows_and_sends_nothing()
    {
        var reading = await OpenAsync("branch");
        await reading.Page.EvaluateAsync("() => { window.used = 0; document.addEventListener('story:used', () => used++); }");

        await reading.Page.GetByText("Say nothing").ClickAsync();

        Assert.True(await reading.Page.GetByText("They notice. They do not come back").IsVisibleAsync());
        await UntilAsync(reading, "used === 1");
        Assert.Empty(reading.Sent);
    }

    [Fact]
    public async Task A_slider_that_asks_again_tells_how_far_the_reader_moved()
    {
        var reading = await OpenAsync("slider");
        var (sliders, buttons) = (reading.Page.GetByRole(AriaRole.Slider), reading.Page.GetByRole(AriaRole.Button, new() { Name = "This is where I stand" }));

        await sliders.Nth(0).FocusAsync();
        await reading.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal("3 of 7", await sliders.Nth(0).EvaluateAsync<string>("slider => slider.ariaValueText"));
        await buttons.Nth(0).ClickAsync();
        await SaysAsync(reading, "You said 3 of 7.");
        await sliders.Nth(1).FillAsync("5");
        await buttons.Nth(1).ClickAsync();
        await SaysAsync(reading, "You moved from 3 to 5, of 7.", 1);
        await buttons.Nth(2).ClickAsync();
        await SaysAsync(reading, "You said 2 of 3.", 2);

        Assert.Equal(["""c0 {"value":3}""", """c1 {"value":5,"before":3}""", """c2 {"value":2}"""], await SentAsync(reading, 3));
    }

    [Fact]
    public async Task A_pledge_is_counted()
    {
        var reading = await OpenAsync("pledge", others: """{"cards":{"c0":{"of":40,"options":{"+":40}}}}""");

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "I will" }).ClickAsync();
        await SaysAsync(reading, "You said you will. Of readers so far, about 40 of 40 chose the same.");
        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "catch one guess" }).ClickAsync();
        await SaysAsync(reading, "You will: “catch one guess before I act on it”. What others said shows once enough have answered.", 1);

        Assert.Equal(["c0 {}", """c1 {"option":"catch"}"""], await SentAsync(reading, 2));
    }

    [Fact]
    public async Task Feedback_is_sent_whole_and_says_so()
    {
        var reading = await OpenAsync("feedback");
        var send = reading.Page.GetByRole(AriaRole.Button, new() { Name = "Send what I think" }).First;

        await send.ClickAsync();
        await SaysAsync(reading, "Answer one of the questions first, then send it.");
        await reading.Page.GetByRole(AriaRole.Radio, new() { Name = "4" }).First.CheckAsync();
        await reading.Page.GetByLabel("What will you do differently?").FillAsync("  I will <b>ask</b>.\nAnd wait.  ");
        await send.ClickAsync();

        await SaysAsync(reading, "Thank you. Your answers are on their way.");
        Assert.Equal("""c0 {"useful":4,"change":"I will <b>ask</b>.\nAnd wait."}""", Assert.Single(await SentAsync(reading, 1)));
    }

    [Fact]
    public async Task An_answer_that_was_not_heard_waits_and_is_sent_again_under_the_same_id()
    {
        var reading = await OpenAsync("quiz", clock: true);
        reading.Heard = false;

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "When nobody has it" }).ClickAsync();
        await SaysAsync(reading, "Not this one. Every mind has some."); // reading goes on
        await UntilAsync(reading, "unheard.size === 1 && again > 0");
        reading.Heard = true;
        await reading.Page.Clock.RunForAsync(15_000);
        await UntilAsync(reading, "unheard.size === 0");

        Assert.Equal(2, (await SentAsync(reading, 2)).Count);
        Assert.Single(reading.Ids.Distinct(StringComparer.Ordinal));
        Assert.Matches("^[A-Za-z0-9_-]{20}$", reading.Ids.First());
    }

    [Fact]
    public async Task A_preview_sends_nothing_and_says_so()
    {
        var reading = await OpenAsync("poll", preview: true);

        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "About half" }).ClickAsync();

        await SaysAsync(reading, "You chose “About half”. Nothing is sent from here.");
        Assert.Empty(reading.Sent);
    }

    [Fact]
    public async Task Nothing_is_kept_on_the_device()
    {
        var reading = await OpenAsync("slider");
        await reading.Page.GetByRole(AriaRole.Button, new() { Name = "This is where I stand" }).First.ClickAsync();
        await SaysAsync(reading, "You said 4 of 7.");

        Assert.Equal(0, await reading.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length + document.cookie.length"));
    }

    [Theory]
    [InlineData("poll", "A few of them")]
    [InlineData("quiz", "When it works before we notice")]
    [InlineData("branch", "Ask them whether they need help")]
    [InlineData("slider", "Hardly ever")]
    [InlineData("pledge", "I will learn to say every name")]
    [InlineData("feedback", "Was this page useful for your work?")]
    public async Task Without_scripts_it_can_be_read_and_nothing_pretends_to_work(string type, string words)
    {
        var reading = await OpenAsync(type, scripts: false);

        Assert.True(await reading.Page.GetByText(words).First.IsVisibleAsync());
        Assert.Equal(0, await reading.Page.Locator("main").GetByRole(AriaRole.Button).And(reading.Page.Locator("button")).CountAsync());
        Assert.Equal(0, await reading.Page.GetByRole(AriaRole.Slider).CountAsync());
    }

    [Theory]
    [InlineData("quiz", "It is a short cut that a mind takes by itself.")]
    [InlineData("branch", "They notice. They do not come back, and neither do their friends.")]
    public async Task What_is_closed_on_a_screen_stands_open_on_paper(string type, string words)
    {
        var reading = await OpenAsync(type, scripts: false);
        Assert.False(await reading.Page.GetByText(words).IsVisibleAsync());

        await reading.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await reading.Page.GetByText(words).IsVisibleAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Once_everything_is_answered_axe_finds_no_fault_and_it_fits_a_phone(ColorScheme scheme)
    {
        var cards = CardCatalogue.Types.Where(type => type.Name is "poll" or "quiz" or "branch" or "slider" or "pledge" or "feedback").SelectMany(CardSamples.Of).Index()
            .Select(card => (Card)(card.Item with { Id = FormattableString.Invariant($"c{card.Index}") }));
        var reading = await OpenAsync(
            [.. cards], """{"cards":{"c0":{"of":1200,"options":{"few":600,"half":null,"all":400}}}}""", change: o => (o.ColorScheme, o.BypassCSP) = (scheme, true));
        var page = reading.Page;

        await page.EvaluateAsync("() => { for (const card of document.querySelectorAll('.ask')) { card.querySelector('textarea, summary')?.focus(); card.querySelector('input[type=radio]')?.click(); card.querySelector('summary')?.click(); card.querySelector('button')?.click(); } }");
        await SaysAsync(reading, "You chose “A few of them”. Of readers so far, about 600 of 1,200 chose the same.");
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce, ColorScheme = scheme });

        var found = await page.RunAxe(new AxeRunOptions());
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
        await page.SetViewportSizeAsync(320, 900);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private static Task SaysAsync(Reading reading, string words, int card = 0) =>
        Assertions.Expect(reading.Page.Locator("output").Nth(card)).ToHaveTextAsync(words);

    /// <summary>What the page sent, once it is so many: it says what happened first, and sends meanwhile.</summary>
    private static async Task<IReadOnlyList<string>> SentAsync(Reading reading, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (reading.Sent.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        return [.. reading.Sent.Order(StringComparer.Ordinal)]; // by card: two that are sent at once may come in either order
    }

    /// <summary>Asks the page from outside: its policy lets nothing be evaluated inside.</summary>
    private static async Task UntilAsync(Reading reading, string so)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await reading.Page.EvaluateAsync<bool>(so))
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    private Task<Reading> OpenAsync(string type, string others = """{"cards":{}}""", bool preview = false, bool scripts = true, bool clock = false) =>
        OpenAsync(CardSamples.Of(CardCatalogue.Types.Single(each => each.Name == type)), others, preview, clock, o => o.JavaScriptEnabled = scripts);

    private async Task<Reading> OpenAsync(
        IReadOnlyList<Card> cards, string others, bool preview = false, bool clock = false, Action<BrowserNewContextOptions>? change = null)
    {
        var html = await Studio.HtmlOfAsync(Studio.APage(Studio.AStory() with { Cards = cards }, preview: preview));
        var context = await chromium.NewContextAsync(change);
        var reading = new Reading(await context.NewPageAsync());
        await context.RouteAsync("**/*", route => AnswerAsync(route, reading, html, others));
        if (clock)
            await reading.Page.StopClockAsync();
        await reading.Page.GotoAsync(Address);
        return reading;
    }

    private static async Task AnswerAsync(IRoute route, Reading reading, string html, string others)
    {
        if (route.Request.Url == Address)
            await route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" });
        else if (route.Request.Url == Answers + "/public")
            await route.FulfillAsync(new() { Body = others, ContentType = "application/json" });
        else if (route.Request.Url == Answers)
            await HearAsync(route, reading);
        else
            await route.FulfillAsync(new() { Status = 204 });
    }

    private static async Task HearAsync(IRoute route, Reading reading)
    {
        using var sent = JsonDocument.Parse(route.Request.PostData!);
        reading.Ids.Enqueue(sent.RootElement.GetProperty("id").GetString()!);
        reading.Sent.Enqueue($"{sent.RootElement.GetProperty("card").GetString()} {sent.RootElement.GetProperty("answer").GetRawText()}");
        await route.FulfillAsync(new() { Status = reading.Heard ? 204 : 503 });
    }

    private sealed class Reading(IPage page)
    {
        public IPage Page { get; } = page;

        public ConcurrentQueue<string> Sent { get; } = [];

        public ConcurrentQueue<string> Ids { get; } = [];

        public bool Heard { get; set; } = true;
    }
}
