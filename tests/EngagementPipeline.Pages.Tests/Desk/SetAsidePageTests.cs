using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>Somebody woken at night opens it on a phone: 147 pages wait to be made again, and storage shows the first 32.</summary>
public sealed class SetAsidePageTests(Chromium chromium, Gallery gallery)
{
    [Fact]
    public async Task Says_how_many_of_how_many_it_shows_and_hides_the_many_of_one_kind_before_the_next()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(360, 800);
        await page.GotoAsync($"{gallery.Address}/states/set-aside");
        var acts = page.Locator("button[aria-label^='Put it back: ']");

        await Assertions.Expect(page.GetByText("These are the first 32 of about 147.")).ToBeVisibleAsync();
        await Assertions.Expect(acts.And(page.Locator(":visible"))).ToHaveCountAsync(2 + 6 + 1);
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollHeight"), 1, 3_000);

        await page.GetByText("Show 26 more").ClickAsync();
        await Assertions.Expect(acts.And(page.Locator(":visible"))).ToHaveCountAsync(2 + 32 + 1);
    }
}
