using System.Collections.Concurrent;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>The page is seen as it is written: beside the editor, or in its place on a phone.</summary>
public sealed class PreviewBesideTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    private static readonly string[] Many = [.. Enumerable.Range(1, 12).Select(n => $"Paragraph {n}. " + string.Concat(Enumerable.Repeat("Some invented words follow one another here. ", 12)))];

    [Fact]
    public async Task Follows_each_save_at_the_same_place_and_at_two_widths()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: Many);
        var page = writer.Page;
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            // The browser says of each script that the frame did not run it, which is what the frame is for.
            if (message.Type == "error" && !message.Text.StartsWith("Blocked script execution", StringComparison.Ordinal))
                complaints.Add(message.Text);
        };
        var frame = page.FrameLocator(".stage iframe:not(.arriving)");
        await Assertions.Expect(frame.Locator("main")).ToContainTextAsync("Paragraph 1.");
        Assert.Equal(360, await WidthAsync(page));

        await writer.Texts.Nth(8).FocusAsync();
        await Assertions.Expect(frame.Locator("main [data-card='8']")).ToBeInViewportAsync();
        await writer.Texts.Nth(8).FillAsync("Written just now.");
        await Assertions.Expect(frame.Locator("main [data-card='8']")).ToHaveTextAsync("Written just now.");
        await Assertions.Expect(frame.Locator("main [data-card='8']")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(".stage iframe")).ToHaveCountAsync(1);
        await writer.PictureAsync("editor-preview-phone");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Desktop" }).CheckAsync();
        await Assertions.Expect(page.Locator(".stage iframe")).ToHaveAttributeAsync("width", "1280");
        Assert.Equal(1280, await WidthAsync(page));
        await writer.PictureAsync("editor-preview-desktop");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Leads_nowhere_and_counts_nothing()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["Read [more](https://example.org/more)."]);
        var page = writer.Page;
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        var link = page.FrameLocator(".stage iframe:not(.arriving)").GetByRole(AriaRole.Link, new() { Name = "more" });

        await link.ClickAsync();

        await Assertions.Expect(page.Locator("#told")).ToHaveTextAsync("Links are not followed in the preview.");
        await Assertions.Expect(link).ToBeVisibleAsync();
        Assert.DoesNotContain(asked, url => url.Contains("example.org", StringComparison.Ordinal) || url.Contains("api/views", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_phone_it_takes_the_editors_place_until_one_writes_on()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        var page = writer.Page;
        await page.SetViewportSizeAsync(360, 740);
        await Assertions.Expect(page.Locator("#preview-pane")).ToBeHiddenAsync();
        await writer.PictureAsync("editor-phone");
        await writer.Texts.Nth(0).FillAsync("Written on a phone");

        await writer.PressAsync("Preview");

        await Assertions.Expect(page.FrameLocator(".stage iframe:not(.arriving)").Locator("main")).ToContainTextAsync("Written on a phone");
        await Assertions.Expect(writer.Texts.Nth(0)).ToBeHiddenAsync();
        await writer.PictureAsync("editor-phone-preview");
        await writer.PressAsync("Back to writing");
        await Assertions.Expect(writer.Texts.Nth(0)).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private static async Task<int> WidthAsync(IPage page)
    {
        var handle = await page.Locator(".stage iframe:not(.arriving)").ElementHandleAsync();
        return await (await handle.ContentFrameAsync())!.EvaluateAsync<int>("innerWidth");
    }
}
