using Deque.AxeCore.Commons;
using EngagementPipeline.Pages.MyVoice;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.MyVoice;

/// <summary>What holds for every page for a young person, in every state, at every width, in light and in dark.</summary>
public sealed class MyVoiceInBrowserTests(Chromium chromium)
{
    private const string Address = "https://voices.example.org/my-voice";

    /// <summary>MYVOICE_PICTURES=folder keeps a picture of each state at each width, for looking at.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("MYVOICE_PICTURES");

    public static TheoryData<string> States => [.. MyVoiceStates.All.Keys];

    [Theory, MemberData(nameof(States))]
    public async Task Has_nothing_that_axe_finds_fault_with_in_light_or_dark(string state)
    {
        var page = await OpenAsync(state, o => o.BypassCSP = true);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });

            var found = await page.RunAxe(new AxeRunOptions());

            Assert.Empty(found.Violations.Select(v => $"{scheme} {v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
        }
    }

    [Theory, MemberData(nameof(States))]
    public async Task Fits_every_width_and_finger_asks_nobody_for_anything_and_breaks_no_rule_of_its_policy(string state)
    {
        var (complaints, asked) = (new List<string>(), new List<string>());
        var page = await OpenAsync(state, complaints: complaints, asked: asked);

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in Chromium.Widths.Append(320)) // 1,280 px at 400%
            {
                await page.SetViewportSizeAsync(width, 900);
                Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
                Assert.Empty(await page.EvaluateAsync<string[]>(TargetsTooSmall));
                if (Pictures is not null && width is 360 or 1280)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, $"{state}-{scheme}-{width}.png"), FullPage = true });
            }
        }

        Assert.Empty(complaints);
        Assert.Equal([Address], asked);
    }

    [Theory]
    [InlineData("card", "A6")]
    [InlineData("card", "A4")]
    [InlineData("did", "A4")]
    public async Task Prints_black_on_white_and_a_card_on_one_page(string state, string format)
    {
        var page = await OpenAsync(state, o => o.ColorScheme = ColorScheme.Dark);
        var pdf = await page.PdfAsync(new() { Format = format, PreferCSSPageSize = false });
        if (Pictures is not null)
            await File.WriteAllBytesAsync(Path.Combine(Pictures, $"{state}-{format}.pdf"), pdf, TestContext.Current.CancellationToken);

        if (state == "card")
            Assert.Equal(1, PagesOf(pdf));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        if (Pictures is not null)
        {
            await page.SetViewportSizeAsync(format == "A6" ? 352 : 714, 500); // 105 or 210 mm less the margins
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{state}-print-{format}.png"), FullPage = true });
        }

        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.False(await page.GetByRole(AriaRole.Button).First.IsVisibleAsync());
        Assert.Contains(state == "card" ? MyVoiceStates.Code : "People see my hoodie", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_behind_the_address_goes_into_the_box_and_out_of_the_address()
    {
        var page = await OpenAsync("ask", hash: "#7K3M-9QXT-0WEF-HJ2A");

        Assert.Equal(MyVoiceStates.Code, await page.GetByLabel("Your code").InputValueAsync());
        Assert.Equal(Address, page.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "See my words" })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("We took your code from the card.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Closing_leaves_no_way_back_to_the_words()
    {
        var page = await OpenAsync("did");
        var before = await page.EvaluateAsync<int>("history.length");

        await page.GetByRole(AriaRole.Link, new() { Name = "Close this page" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Address + "?closed=yes");

        Assert.Equal(before, await page.EvaluateAsync<int>("history.length"));
        Assert.DoesNotContain("hoodie", await page.ContentAsync(), StringComparison.Ordinal);
    }

    private const string TargetsTooSmall =
        """
        () => [...document.querySelectorAll("button, .button, input:not([type=hidden]):not([type=checkbox]), .tick")]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
          .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 40)} ${e.getBoundingClientRect().height}`)
        """;

    private static int PagesOf(byte[] pdf) =>
        System.Text.RegularExpressions.Regex.Count(
            System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page[^s]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));

    private async Task<IPage> OpenAsync(
        string state, Action<BrowserNewContextOptions>? how = null, List<string>? complaints = null, List<string>? asked = null, string hash = "")
    {
        var context = await chromium.NewContextAsync(how);
        var (html, closed) = (await MyVoiceStates.All[state](), await MyVoiceStates.All["ask-closed"]());
        await context.RouteAsync("**/*", route =>
        {
            asked?.Add(route.Request.Url);
            var body = route.Request.Url == Address ? html : route.Request.Url == Address + "?closed=yes" ? closed : null;
            return body is null
                ? route.AbortAsync()
                : route.FulfillAsync(new()
                {
                    Body = body,
                    ContentType = "text/html; charset=utf-8",
                    Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Security-Policy"] = MyVoiceLook.Policy, ["Cache-Control"] = "no-store" },
                });
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints?.Add(message.Text);
        };
        page.PageError += (_, error) => complaints?.Add(error);
        await page.GotoAsync(Address + hash);
        return page;
    }
}
