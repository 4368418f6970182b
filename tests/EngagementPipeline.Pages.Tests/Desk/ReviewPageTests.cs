using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>What the review page does by itself, before anything is sent.</summary>
public sealed class ReviewPageTests(Chromium chromium, Gallery gallery)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DESK_PICTURES");

    /// <summary>Strike and colour are seen; a screen reader hears it said.</summary>
    [Fact]
    public async Task An_edit_is_a_difference_that_is_said_too()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/review");

        var edit = page.Locator(".edit-made");
        await Assertions.Expect(edit).ToContainTextAsync("Edited by Noor Haddad, 4 March 2026, 13:30: Shortened at the speaker’s wish.");
        await Assertions.Expect(edit.Locator("del")).ToHaveTextAsync("(taken out: , innit, before you decide)");
        await Assertions.Expect(edit.Locator(".difference")).ToMatchAriaSnapshotAsync("- paragraph:\n  - deletion: /taken out.*innit/");
    }

    [Fact]
    public async Task A_rare_combination_is_told_without_a_count_or_a_value()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/review");

        var notice = page.Locator(".notice", new() { HasText = "Few people like this took part" });
        await Assertions.Expect(notice.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Assertions.Expect(notice.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Fewer than 5 people in this project share this district and age band");
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("intruder")]
    public async Task A_dialog_of_the_queue_fits_every_width_and_has_nothing_that_axe_finds_fault_with(string dialog)
    {
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = true);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/review-many");
        if (dialog == "keys")
            await page.Keyboard.PressAsync("?");
        else
            await page.Locator(".voice[data-national] [data-key=a]").First.ClickAsync();
        await Assertions.Expect(page.Locator($"#{dialog}")).ToBeVisibleAsync();

        Assert.Empty((await page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
        foreach (var width in Chromium.Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal(0, await page.Locator($"#{dialog}").EvaluateAsync<int>("d => d.scrollWidth - d.clientWidth"));
            if (Pictures is not null)
                await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"review-{dialog}-{width}.png") });
        }
    }
}
