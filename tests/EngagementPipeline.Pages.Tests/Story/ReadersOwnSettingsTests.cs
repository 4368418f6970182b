using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>A story with every type of card at four times the text size, in the other direction, and on paper.</summary>
public sealed class ReadersOwnSettingsTests(Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ur")]
    public async Task At_four_times_the_size_no_text_lies_beside_the_window(string language)
    {
        var page = await OpenAsync(language);
        await page.AddStyleTagAsync(new() { Content = "html { font-size: 400% }" });
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");

        foreach (var width in (int[])[1280, 768, 320])
        {
            await page.SetViewportSizeAsync(width, 800);
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            // What scrolls in a region of its own can be reached there.
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll("body *")].filter(part => part.checkVisibility() && !part.closest("pre") && [...part.childNodes].some(node => node.nodeType == 3 && node.data.trim())).flatMap(part => {
                    const range = document.createRange();
                    range.selectNodeContents(part);
                    const outside = [...range.getClientRects(), part.getBoundingClientRect()].find(box => box.width > 1 && (box.left < -1 || box.right > innerWidth + 1));
                    return outside ? [`${innerWidth}: ${part.localName}.${part.className} in ${part.closest("section")?.className}, ${Math.round(outside.left)} to ${Math.round(outside.right)}`] : [];
                })
                """));
        }
    }

    [Fact]
    public async Task A_scale_runs_as_the_story_does_with_its_ends_at_its_ends()
    {
        var page = await OpenAsync("ur");
        var steps = page.Locator(".feedback .steps").First;

        var first = await BoxOf(steps.Locator("label").First);
        var last = await BoxOf(steps.Locator("label").Last);
        var notAtAll = await BoxOf(steps.GetByText("Not at all"));
        var veryMuch = await BoxOf(steps.GetByText("Very much"));

        Assert.True(first.X > last.X, "1 stands where lines begin: to the right.");
        Assert.InRange(notAtAll.X + notAtAll.Width, first.X + (first.Width / 2), first.X + first.Width + 1);
        Assert.InRange(veryMuch.X, last.X - 1, last.X + (last.Width / 2));
    }

    [Fact]
    public async Task The_button_that_starts_the_clock_stands_where_lines_begin()
    {
        var page = await OpenAsync("ur");
        var words = await BoxOf(page.Locator(".prompt:has(.clock) textarea").First);
        var button = await BoxOf(page.Locator(".prompt .clock button").First);

        Assert.InRange(button.X + button.Width, words.X + words.Width - 1, words.X + words.Width + 1);
    }

    [Fact]
    public async Task Paper_has_the_address_of_another_story_and_the_steps_of_a_scale()
    {
        var page = await OpenAsync("en");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Contains("/s/before-this/", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.links a[href^=\"/s/\"]'), '::after').content"), StringComparison.Ordinal);
        Assert.Equal("Not at all 1 2 3 4 5 Very much", string.Join(' ', await page.Locator(".feedback .on-paper").First.Locator("span, b").AllInnerTextsAsync()));
        Assert.True(await page.Locator(".feedback .on-paper").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_page_whose_only_words_are_gone_says_so()
    {
        var story = Studio.AStory() with { Cards = [new QuoteCard("q", Studio.Short)] };
        var text = Studio.AStory() with { Cards = [new QuoteCard("q", Studio.Short), new HeadingCard("h", "What we learned", 2)] };
        Dictionary<VoiceId, UsableQuote> none = [];

        Assert.Contains("has been taken down", (await Studio.OpenAsync(Studio.APage(story, none))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("has been taken down", (await Studio.OpenAsync(Studio.APage(story))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("has been taken down", (await Studio.OpenAsync(Studio.APage(text, none))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<LocatorBoundingBoxResult> BoxOf(ILocator part) => (await part.BoundingBoxAsync())!;

    private Task<IPage> OpenAsync(string language) => AReading.OpenAsync(chromium, o => o.BypassCSP = true, language);
}
