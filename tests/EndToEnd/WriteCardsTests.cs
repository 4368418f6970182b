using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>Comms put cards together in the editor: entries moved by keyboard, a picture made small and sent, and the page that comes of it.</summary>
public sealed class WriteCardsTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_timeline_and_a_picture_are_written_with_the_keyboard_and_published()
    {
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");
        var page = priya.Page;
        var story = await StartAsync();
        await page.GotoAsync($"/stories/{story}");

        await PressAsync(page, "Timeline");
        foreach (var when in new[] { "Second", "First", "Third" })
        {
            await PressAsync(page, "Add a moment");
            await page.Keyboard.TypeAsync(when);
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync($"What happened {when}.");
        }

        var moments = page.Locator("#cards [data-entry]");
        await moments.Nth(1).Locator("[data-move='-1']").PressAsync("Enter");
        await moments.Nth(2).Locator("[data-remove]").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).PressAsync("Enter");

        await PressAsync(page, "Image");
        await page.Locator("#cards input[type=file]").SetInputFilesAsync(await ALargePictureAsync(page));
        await page.GetByRole(AriaRole.Radio, new() { Name = "No Nobody can be recognised" }).PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("It is here, and small.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "This picture is not described." })).ToBeVisibleAsync();
        await page.GetByLabel("Description").FillAsync("Colours that run into each other");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.GetByText("Nothing stands in its way.")).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "editor-cards.png"), FullPage = true });

        await app.JsonAsync("POST", $"api/stories/{story}/publish", "comms");
        await page.GotoAsync($"/s/story-{story}/");

        await Assertions.Expect(page.Locator(".timeline .when")).ToHaveTextAsync(["First", "Second", "Third"]);
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "Colours that run into each other" });
        await page.WaitForFunctionAsync("[...document.querySelectorAll('main img')].every(img => img.complete && img.naturalWidth > 0)");
        Assert.Equal(("960", "640"), (await picture.GetAttributeAsync("width"), await picture.GetAttributeAsync("height")));
        Assert.Matches(@"^/s/story-[0-9a-f-]+/[0-9a-f]{24}\.webp 480w, /s/story-[0-9a-f-]+/[0-9a-f]{24}\.webp 960w$", await picture.GetAttributeAsync("srcset"));
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");

    private async Task<string> StartAsync()
    {
        var (project, story) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await app.JsonAsync("PUT", $"api/projects/{project}", "engagement-worker", new { title = "Invented project", purpose = "To try cards" }, 201);
        await app.JsonAsync(
            "PUT", $"api/stories/{story}", "comms",
            new { project, slug = $"story-{story}", title = "Cards", summary = "What happened when.", language = "en", audience = "national", cards = Array.Empty<object>() }, 201);
        return story;
    }

    /// <summary>1,920 by 1,280 pixels, as a browser writes them.</summary>
    private static async Task<FilePayload> ALargePictureAsync(IPage page)
    {
        var url = await page.EvaluateAsync<string>("""
            () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [1920, 1280];
              const brush = canvas.getContext("2d");
              const colours = brush.createLinearGradient(0, 0, 1920, 1280);
              colours.addColorStop(0, "#B4431F");
              colours.addColorStop(1, "#5B4B8A");
              brush.fillStyle = colours;
              brush.fillRect(0, 0, 1920, 1280);
              return canvas.toDataURL("image/jpeg", 0.9);
            }
            """);
        return new() { Name = "street.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(url.Split(',')[1]) };
    }
}
