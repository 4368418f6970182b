using System.Collections.Concurrent;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>Whoever sends a picture or a sound says first whether a young person is in it, and whose consent it hangs on.</summary>
public sealed class WhosePictureTests(Chromium chromium, Gallery gallery)
{
    private const string Mia = "0190d3a4-7c1e-7cc3-98c4-000000000001";
    private const string Sam = "0190d3a4-7c1e-7cc3-98c4-000000000002";
    private const string Found =
        $$"""
        {"items":[{"consent":"{{Mia}}","reference":"a1b2c3","audiences":["local","national"],"purposes":["story","training"]},
                  {"consent":"{{Sam}}","reference":"d4e5f6","audiences":["national"],"purposes":["story"]}]}
        """;

    [Fact]
    public async Task Without_an_answer_nothing_is_sent_and_nothing_is_answered_beforehand()
    {
        await using var context = await chromium.NewContextAsync();
        var (page, calls) = await OpenAsync(context);
        await ChooseAsync(page);
        var dialog = page.Locator("#media-question");

        await Assertions.Expect(dialog.Locator(":checked")).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Answer first: does it show a young person?");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Yes" }).CheckAsync();
        await Assertions.Expect(dialog.Locator("#media-consents li")).ToHaveCountAsync(2);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose whose consent it is, or leave it out.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        Assert.DoesNotContain(calls, call => call.Method == "PUT" && call.Path.Contains("/media/", StringComparison.Ordinal));

        await ChooseAsync(page);
        await Assertions.Expect(dialog.Locator(":checked")).ToHaveCountAsync(0);
        await Assertions.Expect(dialog.Locator("#media-who")).ToBeHiddenAsync();
    }

    [Theory, InlineData(360, ColorScheme.Light), InlineData(1280, ColorScheme.Dark)]
    public async Task With_the_keyboard_alone_everybody_in_it_is_named_and_sent_with_it(int width, ColorScheme colours)
    {
        await using var context = await chromium.NewContextAsync(o => (o.BypassCSP, o.ColorScheme) = (true, colours));
        var (page, calls) = await OpenAsync(context);
        await page.SetViewportSizeAsync(width, 800);
        await ChooseAsync(page);
        var dialog = page.Locator("#media-question");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown"); // the second answer
        await Assertions.Expect(dialog.Locator("#media-found")).ToHaveTextAsync("2 consents.");
        await Assertions.Expect(dialog.Locator("#media-consents small")).ToHaveTextAsync(["For local and national readers: a web page and training", "For national readers: a web page"]);
        Assert.Empty(await FaultsAsync(page));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"media-question-{width}-{colours}.png") });
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "a1b2c3" }).PressAsync("Space");
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "d4e5f6" }).PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("[data-sent]")).ToContainTextAsync("It is here, and small.");
        var sent = Assert.Single(calls, call => call.Method == "PUT" && call.Path.Contains("/media/", StringComparison.Ordinal) && !call.Path.Contains("width=", StringComparison.Ordinal));
        Assert.EndsWith($"&consent={Mia}&consent={Sam}", sent.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_can_be_named_later_and_nobody_is_taken_away()
    {
        await using var context = await chromium.NewContextAsync();
        var (page, calls) = await OpenAsync(context, tied: Mia);
        await ChooseAsync(page);
        await page.GetByRole(AriaRole.Radio, new() { Name = "No Nobody can be recognised" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Who is in it?" }).ClickAsync();
        var dialog = page.Locator("#media-question");
        await Assertions.Expect(dialog).ToContainTextAsync("1 consent was named already. That stays; more can be added.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Radio, new() { Name = "No Nobody" })).ToBeHiddenAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Yes" }).CheckAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = "a1b2c3" })).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "d4e5f6" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Keep this" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-sent]")).ToHaveTextAsync("It is noted. It is shown for as long, and as far, as each of them allows.");
        var tied = Assert.Single(calls, call => call.Method == "PUT" && call.Path.Contains("/consents/", StringComparison.Ordinal));
        Assert.Contains(Sam, tied.Path, StringComparison.Ordinal);
    }

    private async Task<(IPage Page, ConcurrentQueue<FormsTests.Call> Calls)> OpenAsync(IBrowserContext context, string? tied = null)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/editor");
        await Assertions.Expect(page.Locator("html[data-ready=editor]")).ToBeAttachedAsync();
        var calls = await FormsTests.PlayAsync(page, call => call switch
        {
            { Method: "GET" } when call.Path.Contains("/media-consents", StringComparison.Ordinal) => (200, Found),
            { Method: "GET" } when call.Path.EndsWith("/consents", StringComparison.Ordinal) => (200, $$"""{"consents":[{{(tied is null ? "" : $"\"{tied}\"")}}]}"""),
            _ => (200, "{}"),
        });
        await page.GetByRole(AriaRole.Group, new() { Name = "Add a card" }).GetByRole(AriaRole.Button, new() { Name = "Image", Exact = true }).ClickAsync();
        return (page, calls);
    }

    private static async Task ChooseAsync(IPage page)
    {
        await page.Locator("#cards input[type=file]").SetInputFilesAsync(await EditorPartsTests.APictureAsync(page));
        await Assertions.Expect(page.Locator("#media-question")).ToBeVisibleAsync();
    }

    private static async Task<IEnumerable<string>> FaultsAsync(IPage page)
    {
        await page.EvaluateAsync("document.querySelector('.stage').remove()");
        return (await page.RunAxe()).Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Target))}");
    }
}
