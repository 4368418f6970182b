using Deque.AxeCore.Commons;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Every type of card as readers set their devices: text four times as large, the other way round, their own colours, more contrast, no motion, paper.</summary>
public sealed class CardLooksTests(Chromium chromium)
{
    /// <summary>1,280 px at 400% is 320 px; and somebody may only make the text larger, twice as large as the browser makes it.</summary>
    [Theory]
    [InlineData(320, 100, "en")]
    [InlineData(320, 100, "ar")]
    [InlineData(360, 200, "en")]
    [InlineData(360, 200, "ur")]
    [InlineData(1280, 400, "en")]
    public async Task Text_is_never_cut_off_however_large(int width, int percent, string language)
    {
        var page = await AReading.OpenAsync(chromium, o => (o.ViewportSize, o.BypassCSP) = (new() { Width = width, Height = 900 }, true), language);
        await AReading.AnswerAsync(page);
        await page.AddStyleTagAsync(new() { Content = $"html {{ font-size: {percent}% }}" });

        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("body *")].filter(part => part.checkVisibility() && [...part.childNodes].some(node => node.nodeType == 3 && node.data.trim())).flatMap(part => {
                const range = document.createRange();
                range.selectNodeContents(part);
                const cut = [...range.getClientRects()].some(box => box.width > 1 && (box.left < -1 || box.right > innerWidth + 1));
                const shut = getComputedStyle(part).overflowX != "visible" && part.scrollWidth > part.clientWidth + 1 && part.localName != "textarea" && part.localName != "pre";
                return cut || shut ? [`${part.localName}.${part.className}: ${part.textContent.trim().slice(0, 40)}`] : [];
            })
            """));
    }

    /// <summary>What stands so far from where lines begin in a story that runs one way stands as far from there in one that runs the other.</summary>
    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_story_that_runs_the_other_way_is_the_mirror_of_this_one(int width)
    {
        var ltr = await BoxesAsync("en", width);
        var rtl = await BoxesAsync("ar", width);

        var both = ltr.Join(rtl, box => box.Name, box => box.Name, (one, other) => (One: one, Other: other), StringComparer.Ordinal).ToList(); // our own words run as they always do
        Assert.InRange(both.Count, 60, 400);
        Assert.Empty(both.Where(pair => Math.Abs(pair.One.Start - pair.Other.Start) > 2).Select(pair => $"{pair.One.Name}: {pair.One.Start} and {pair.Other.Start}"));
    }

    [Fact]
    public async Task A_story_says_its_language_and_direction_and_our_words_say_theirs()
    {
        var page = await AReading.OpenAsync(chromium, language: "ar");

        Assert.Equal("ar rtl", await page.EvaluateAsync<string>("`${document.documentElement.lang} ${document.documentElement.dir}`"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.eyebrow, .hint, output, .time, .notes')].filter(part => part.closest('[lang]').lang != 'en').map(part => part.className)"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('.question[lang], .question [lang=en]').length"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task In_a_readers_own_colours_everything_can_still_be_told_apart(ColorScheme scheme)
    {
        var page = await AReading.OpenAsync(chromium, o => (o.ForcedColors, o.ColorScheme, o.BypassCSP) = (ForcedColors.Active, scheme, true));
        await AReading.AnswerAsync(page);
        if (Environment.GetEnvironmentVariable("STORY_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"forced-{scheme}.png"), FullPage = true });

        Assert.Empty((await page.RunAxe(new AxeRunOptions())).Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
        // The chosen answer is told by more than a colour or a shadow, which are taken away.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll(".options")].flatMap(list => {
                const chosen = list.querySelector("[aria-pressed=true]"), other = list.querySelector("[aria-pressed=false]");
                return !chosen || !other || parseFloat(getComputedStyle(chosen).borderTopWidth) > parseFloat(getComputedStyle(other).borderTopWidth) ? [] : [chosen.textContent];
            })
            """));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('button')].filter(b => b.checkVisibility() && parseFloat(getComputedStyle(b).borderTopWidth) == 0).map(b => b.textContent)"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Who_asks_for_more_contrast_gets_seven_to_one(ColorScheme scheme)
    {
        var page = await AReading.OpenAsync(chromium, o => (o.Contrast, o.ColorScheme, o.BypassCSP) = (Contrast.More, scheme, true));
        await AReading.AnswerAsync(page);

        var found = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast-enhanced") });

        Assert.Empty(found.Violations.SelectMany(v => v.Nodes).Select(n => $"{n.Target}: {n.Html[..Math.Min(n.Html.Length, 120)]}"));
    }

    [Fact]
    public async Task Nothing_moves_for_who_asks_for_no_motion()
    {
        var page = await AReading.OpenAsync(chromium, o => o.ReducedMotion = ReducedMotion.Reduce);
        await AReading.AnswerAsync(page);

        // The line at the top follows the reader's own scrolling.
        Assert.Empty(await page.EvaluateAsync<string[]>("document.getAnimations().filter(one => !one.effect.target.matches('.progress')).map(one => one.animationName ?? one.transitionProperty)"));
    }

    [Fact]
    public async Task On_paper_everything_stands_open_with_the_addresses_of_its_links()
    {
        var page = await AReading.OpenAsync(chromium);
        var pdf = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true }); // as printing does, this tells the page first
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(pdf.AsSpan(0, 5)), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("details:not([open])").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('button')].filter(b => b.checkVisibility() && !b.closest('.options')).length"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href]')].filter(a => a.checkVisibility() && !getComputedStyle(a, '::after').content.includes(a.getAttribute('href'))).map(a => a.outerHTML)"));
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('.why, dd, .follows, .prose')].filter(part => !part.checkVisibility()).length"));
        // A sheet of A4 between its margins: nothing is wider.
        await page.SetViewportSizeAsync(643, 900);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private async Task<Box[]> BoxesAsync(string language, int width)
    {
        var page = await AReading.OpenAsync(chromium, o => o.ViewportSize = new() { Width = width, Height = 900 }, language);
        return await page.EvaluateAsync<Box[]>("""
            () => [...document.querySelectorAll("main h1, main h2, main h3, main figure, main blockquote, main li, main .options button, main .question, main summary, main .prose, main input[type=range], main textarea, main .scale, main .standfirst, main img, main fieldset")]
                .map((part, place) => ({ part, place })).filter(({ part }) => part.checkVisibility() && !part.closest("[dir=ltr]:not(html)")).map(({ part, place }) => {
                    const box = part.getBoundingClientRect();
                    return { name: `${place} card ${part.closest("[data-card]")?.dataset.card} ${part.localName}.${part.className}`, start: Math.round(getComputedStyle(part).direction == "rtl" ? document.documentElement.clientWidth - box.right : box.left) };
                })
            """);
    }

    private sealed record Box
    {
        public string Name { get; init; } = "";

        public double Start { get; init; }
    }
}
