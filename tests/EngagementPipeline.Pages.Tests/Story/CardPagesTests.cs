using AngleSharp.Dom;
using Deque.AxeCore.Commons;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Testing.Browser;
using EngagementPipeline.Testing.Golden;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>What must be so of every type of card there is.</summary>
public sealed class CardPagesTests(Chromium chromium)
{
    private const string Address = "https://stories.example.org/s/challenge-your-bias/";

    public static TheoryData<string> EveryType => [.. CardCatalogue.Types.Select(type => type.Name)];

    public static TheoryData<string> EveryPayload => [.. Payloads.All];

    public static TheoryData<ColorScheme, string> Looks => new() { { ColorScheme.Light, "en" }, { ColorScheme.Dark, "en" }, { ColorScheme.Light, "ur" } };

    [Theory]
    [MemberData(nameof(EveryType))]
    public async Task Looks_as_was_agreed_on(string name)
    {
        var type = CardCatalogue.Types.Single(type => type.Name == name);
        var page = await Studio.OpenAsync(Studio.APage(Studio.AStory() with { Cards = CardSamples.Of(type) }));

        GoldenFile.AssertSame($"Cards/{name}.golden.html", string.Concat(page.QuerySelectorAll("main > section").Select(card => card.OuterHtml + "\n")));
    }

    [Theory]
    [MemberData(nameof(EveryPayload))]
    public async Task Hostile_text_in_any_field_is_shown_as_the_text_it_is(string payload)
    {
        var page = await Studio.OpenAsync(Studio.APage(CardSamples.AStoryThatSays(payload)));
        var harmless = await Studio.OpenAsync(Studio.APage(CardSamples.AStoryThatSays("x")));

        // Markdown may hold other elements than a word does: HostileTextTests looks at it.
        foreach (var prose in new[] { page, harmless }.SelectMany(each => each.QuerySelectorAll(".card.text, .prose")))
            prose.InnerHtml = "";
        Assert.Equal(SkeletonOf(harmless), SkeletonOf(page));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_no_fault_and_it_fits_every_width(ColorScheme scheme, string language)
    {
        var complaints = new List<string>();
        var page = await OpenAsync(o => (o.ColorScheme, o.BypassCSP) = (scheme, true), language, complaints);

        var found = await page.RunAxe(new AxeRunOptions());
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));

        foreach (var width in Chromium.Widths.Append(320)) // 1,280 px at 400%
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            if (Environment.GetEnvironmentVariable("STORY_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"cards-{language}-{scheme}-{width}.png"), FullPage = true });
        }

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Every_word_is_there_without_scripts_and_in_print()
    {
        var html = await Studio.OpenAsync(Studio.APage(CardSamples.AStory()));
        foreach (var part in html.QuerySelectorAll("main [hidden], main noscript"))
            part.Remove();
        var onScreen = TextsOf(html);
        foreach (var part in html.QuerySelectorAll("main .hint, main .screen-only"))
            part.Remove();
        var onPaper = TextsOf(html);

        // On paper everything stands open; on a screen a reader opens what can be opened.
        var page = await OpenAsync(o => o.JavaScriptEnabled = false);
        await page.Locator("main").EvaluateAsync("main => main.querySelectorAll('details').forEach(part => part.open = true)");
        var shown = Plain(await page.Locator("main").InnerTextAsync());
        Assert.All(onScreen, text => Assert.Contains(text, shown, StringComparison.Ordinal));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        shown = Plain(await page.Locator("main").InnerTextAsync());
        Assert.All(onPaper, text => Assert.Contains(text, shown, StringComparison.Ordinal));

        static List<string> TextsOf(IDocument page) => [.. page.QuerySelector("main")!.Descendants<IText>().Select(text => Plain(text.Data)).Where(text => text.Length > 0)];
        static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<IPage> OpenAsync(Action<BrowserNewContextOptions>? how = null, string language = "en", List<string>? complaints = null)
    {
        var context = await chromium.NewContextAsync(how);
        var html = await Studio.HtmlOfAsync(Studio.APage(CardSamples.AStory(language)));
        await context.RouteAsync("**/*", route => route.Request.Url == Address
            ? route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" })
            : route.FulfillAsync(new() { Status = 204 }));
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints?.Add(message.Text);
        };
        page.PageError += (_, error) => complaints?.Add(error);
        await page.GotoAsync(Address);
        return page;
    }

    /// <summary>Every element with the names of its attributes, and nothing of what people wrote.</summary>
    private static string SkeletonOf(IDocument page) => string.Join('\n', page.All.Select(element =>
        $"{element.ParentElement?.LocalName}>{element.LocalName}[{string.Join(',', element.Attributes.Select(attribute => attribute.Name))}]"));
}
