using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>What holds for every page of the desk, in every state, at every width.</summary>
public sealed class DeskPagesTests(Chromium chromium, Gallery gallery)
{
    /// <summary>DESK_PICTURES=folder keeps a picture of each state at each width, for looking at; DESK_STATES=prefix takes some of them only.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DESK_PICTURES");

    public static TheoryData<string> States =>
        [.. PageStates.All.Keys.Where(state => Pictures is null || state.StartsWith(Environment.GetEnvironmentVariable("DESK_STATES") ?? "", StringComparison.Ordinal))];

    /// <summary>
    /// No sideways scrolling of the page, and fingers find targets of 44 px: buttons, choices and fields. Links within sentences are
    /// as high as their line. All of it in one visit: a page of a browser costs more than what is asked of it here.
    /// </summary>
    [Theory, MemberData(nameof(States))]
    public async Task Fits_every_width_and_finger_breaks_no_rule_of_its_policy_and_has_nothing_that_axe_finds_fault_with(string state)
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        ConcurrentQueue<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        await page.GotoAsync($"{gallery.Address}/states/{state}");
        await StandsAsync(page);

        foreach (var width in Chromium.Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            Assert.Empty(await page.EvaluateAsync<string[]>(TargetsTooSmall));
            if (Pictures is not null)
                await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{state}-{width}.png"), FullPage = true });
        }

        Assert.Empty(complaints);

        // The editor's preview is a page of its own, in a frame that runs no script: axe would wait for it in vain.
        await page.EvaluateAsync("document.querySelectorAll('iframe').forEach((frame) => frame.remove())");
        var found = await page.RunAxe(new AxeRunOptions());
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
    }

    [Fact]
    public async Task The_same_looking_sees_what_is_wrong()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/start-nobody");
        await page.EvaluateAsync("document.querySelector('main').append(new Image())");

        Assert.Contains((await page.RunAxe()).Violations, violation => violation.Id == "image-alt");
    }

    /// <summary>Capture and the editor look at what the device keeps once they are there, and say so then: what is looked at below does not change under it.</summary>
    private static async Task StandsAsync(IPage page)
    {
        if (await page.Locator("[data-device]").CountAsync() > 0)
            await Assertions.Expect(page.Locator("[data-device-state]")).Not.ToBeEmptyAsync();
        if (await page.Locator(".editor").CountAsync() > 0)
            await Assertions.Expect(page.Locator("html[data-ready=editor]")).ToBeAttachedAsync();
    }

    private const string TargetsTooSmall =
        """
        () => [...document.querySelectorAll("button, .button, .choice, input, select, textarea, nav a")]
          .filter((e) => e.checkVisibility() && !e.matches(".choice input"))
          .filter((e) => e.getBoundingClientRect().height < 43.5)
          .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 40)} ${e.getBoundingClientRect().height}`)
        """;
}
