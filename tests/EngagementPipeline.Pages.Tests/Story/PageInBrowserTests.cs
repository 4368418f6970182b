using Deque.AxeCore.Commons;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

public sealed class PageInBrowserTests(Chromium chromium)
{
    private const string Address = "https://stories.example.org/s/challenge-your-bias/";

    public static TheoryData<ColorScheme, string> Looks => new()
    {
        { ColorScheme.Light, "en" },
        { ColorScheme.Dark, "en" },
        { ColorScheme.Light, "ur" },
        { ColorScheme.Dark, "ur" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Has_nothing_that_axe_finds_fault_with(ColorScheme scheme, string language)
    {
        var page = await OpenAsync(o => (o.ColorScheme, o.BypassCSP) = (scheme, true), language);

        var found = await page.RunAxe(new AxeRunOptions());

        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Fits_every_width_and_every_size_of_text(ColorScheme scheme, string language)
    {
        var complaints = new List<string>();
        var page = await OpenAsync(o => o.ColorScheme = scheme, language, complaints);

        foreach (var width in Chromium.Widths.Append(320)) // 1,280 px at 400%
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            if (Environment.GetEnvironmentVariable("STORY_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"story-{language}-{scheme}-{width}.png"), FullPage = true });
        }

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Asks_nobody_for_anything()
    {
        var asked = new List<string>();
        await OpenAsync(asked: asked);

        Assert.Equal([Address], asked);
    }

    [Fact]
    public async Task The_clock_runs_down_and_says_so_in_words()
    {
        var page = await OpenAsync(clock: true);
        var clock = page.Locator(".clock").First;

        await clock.GetByRole(AriaRole.Button, new() { Name = "Start 2 minutes" }).ClickAsync();
        await page.Clock.RunForAsync(30_000);
        Assert.Equal("1:30 left", await clock.Locator(".left").TextContentAsync());

        await page.Clock.RunForAsync(91_000);
        Assert.Equal("Time is up. What did you hear?", await clock.Locator("output").TextContentAsync());
        Assert.Equal("", await clock.Locator(".left").TextContentAsync());

        await clock.GetByRole(AriaRole.Button, new() { Name = "Start 2 minutes" }).ClickAsync();
        await clock.GetByRole(AriaRole.Button, new() { Name = "Stop the clock" }).ClickAsync();
        Assert.Equal("Stopped.", await clock.Locator("output").TextContentAsync());
    }

    [Fact]
    public async Task Can_be_used_with_the_keyboard_alone()
    {
        var page = await OpenAsync(clock: true);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("A teacher, I think.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Clock.RunForAsync(1_000);

        Assert.Equal("A teacher, I think.", await page.Locator("textarea").First.InputValueAsync());
        Assert.Equal("1:59 left", await page.Locator(".left").TextContentAsync());
    }

    [Fact]
    public async Task Tells_the_counter_when_a_card_is_used()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("() => { window.used = []; document.addEventListener('story:used', e => used.push(e.target.dataset.card)); }");

        await page.Locator("textarea").Last.FillAsync("I will ask their name.");
        await page.Locator("textarea").Last.FillAsync("I will ask, and use it.");

        Assert.Equal(["6"], await page.EvaluateAsync<string[]>("used"));
    }

    [Fact]
    public async Task A_reader_says_no_to_being_counted()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("() => { window.said = 0; document.addEventListener('story:uncount', () => said++); }");

        await page.GetByRole(AriaRole.Button, new() { Name = "Do not count me" }).ClickAsync();

        Assert.Equal("This visit is no longer counted.", await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "visit" }).TextContentAsync());
        Assert.Equal(("no", 1), (await page.EvaluateAsync<string>("document.documentElement.dataset.count"), await page.EvaluateAsync<int>("said")));
        Assert.False(await page.Locator("#do-not-count").IsVisibleAsync());
    }

    [Theory]
    [InlineData("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })")]
    [InlineData("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })")]
    public async Task A_browser_says_no_to_being_counted(string signal)
    {
        var page = await OpenAsync(before: signal);

        Assert.Equal("Your browser asks not to be counted, so this visit is not.", await page.Locator("#counted").TextContentAsync());
        Assert.Equal("no", await page.EvaluateAsync<string>("document.documentElement.dataset.count"));
        Assert.False(await page.Locator("#do-not-count").IsVisibleAsync());
    }

    [Fact]
    public async Task The_line_at_the_top_shows_how_far_the_reader_is()
    {
        var page = await OpenAsync();

        await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");

        await page.WaitForFunctionAsync("document.querySelector('.progress').getBoundingClientRect().width >= innerWidth - 20");
    }

    [Fact]
    public async Task Without_scripts_every_word_is_there()
    {
        var asked = new List<string>();
        var page = await OpenAsync(o => o.JavaScriptEnabled = false, asked: asked);

        Assert.Equal([Address, $"https://stories.example.org/api/views/pixel.gif?story={Studio.Story}"], asked); // how a reader without scripts is counted
        Assert.True(await page.GetByText("People see my hoodie before they see me.").IsVisibleAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button).CountAsync());
    }

    [Fact]
    public async Task Prints_as_a_handout()
    {
        var page = await OpenAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.False(await page.Locator(".progress").IsVisibleAsync());
        Assert.False(await page.Locator(".clock").First.IsVisibleAsync());
        Assert.True(await page.GetByText("What will you do differently on Monday?").IsVisibleAsync());
        Assert.Equal("\" (https://example.org/bias)\"", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.card.text a'), '::after').content"));
    }

    private async Task<IPage> OpenAsync(
        Action<BrowserNewContextOptions>? how = null, string language = "en", List<string>? complaints = null, List<string>? asked = null, string? before = null, bool clock = false)
    {
        var context = await chromium.NewContextAsync(how);
        var html = await Studio.HtmlOfAsync(Studio.APage(Studio.AStory(language)));
        await context.RouteAsync("**/*", route =>
        {
            asked?.Add(route.Request.Url);
            return route.Request.Url == Address ? route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }) : route.AbortAsync();
        });
        if (before is not null)
            await context.AddInitScriptAsync(before);
        var page = await context.NewPageAsync();
        if (clock)
            await page.StopClockAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints?.Add(message.Text);
        };
        page.PageError += (_, error) => complaints?.Add(error);
        await page.GotoAsync(Address);
        return page;
    }
}
