using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>A picture of a young person, from the editor to the page and off it again by the code on their card.</summary>
public sealed class WhosePictureTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    private readonly string _project = Guid.NewGuid().ToString();
    private readonly string _participant = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_picture_that_was_sent_under_a_consent_leaves_the_page_when_that_is_withdrawn()
    {
        var story = Guid.NewGuid().ToString();
        await PutAsync($"api/projects/{_project}", new { title = "Invented project", purpose = "To try pictures" });
        await PutAsync($"api/projects/{_project}/participants/{_participant}", new { ageBand = "16-17" });
        await ConsentAsync("image", "local"); // not for these readers
        await ConsentAsync("quote", "national"); // not for pictures
        var code = await ConsentAsync("image", "national");
        await PutAsync($"api/stories/{story}", new
        {
            project = _project,
            slug = $"whose-{story}",
            title = "Whose",
            summary = "Invented.",
            language = "en",
            audience = "national",
            cards = new object[] { new { id = "say", type = "text", text = "Invented words." } },
        });
        await using var writer = await Writer.OnAsync(app, chromium, "Priya Nair", story);
        var page = writer.Page;

        await writer.PressAsync("Image");
        await page.Locator("#cards input[type=file]").SetInputFilesAsync(await APictureAsync(page));
        await page.GetByRole(AriaRole.Radio, new() { Name = "Yes" }).CheckAsync();
        await Assertions.Expect(page.Locator("#media-consents .code")).ToHaveTextAsync([_participant[^6..]]);
        await page.GetByLabel("Reference").FillAsync("nobody");
        await Assertions.Expect(page.Locator("#media-none")).ToContainTextAsync("Nobody with that reference agreed to this.");
        await page.GetByLabel("Reference").FillAsync(_participant[^6..].ToUpperInvariant());
        await page.GetByRole(AriaRole.Checkbox, new() { Name = _participant[^6..] }).CheckAsync();
        await writer.PressAsync("Send it");
        await Assertions.Expect(page.GetByText("It is here, and small.")).ToBeVisibleAsync();
        await page.GetByLabel("Description").FillAsync("Somebody invented, laughing");
        await writer.SaveAsync();
        await writer.SavedAsync();

        await app.JsonAsync("POST", $"api/stories/{story}/publish", "comms");
        var file = await PictureOnPageAsync(story);
        Assert.NotNull(file);
        Assert.Equal(200, await StatusOfAsync(file));
        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);

        await AppFixture.UntilAsync(async () => await PictureOnPageAsync(story) is null, "the picture is off the page", seconds: 60);
        await AppFixture.UntilAsync(async () => await StatusOfAsync(file) == 404, "its file is gone", seconds: 60);
        await writer.ReloadAsync();
        await Assertions.Expect(page.Locator("#check")).ToContainTextAsync("may not be shown to a national audience just now, or is not there any more");
    }

    private async Task<string> ConsentAsync(string use, string audience)
    {
        var recorded = await PutAsync($"api/projects/{_project}/consents/{Guid.NewGuid()}", new
        {
            participant = _participant,
            statement = new { version = "2026-1", language = "en" },
            uses = new[] { use },
            purposes = new[] { "story" },
            audiences = new[] { audience },
            youngPerson = new { agreed = true, how = "paper", on = "2026-11-20" },
        });
        return recorded.GetProperty("withdrawalCode").GetString()!;
    }

    private async Task<string?> PictureOnPageAsync(string story)
    {
        using var page = await app.SendAsync("GET", $"s/whose-{story}/");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return html.Split('"', ' ').FirstOrDefault(part => part.StartsWith($"/s/whose-{story}/", StringComparison.Ordinal) && part.EndsWith(".webp", StringComparison.Ordinal))?[1..];
    }

    private async Task<int> StatusOfAsync(string path)
    {
        using var response = await app.SendAsync("GET", path);
        return (int)response.StatusCode;
    }

    private static async Task<FilePayload> APictureAsync(IPage page)
    {
        var url = await page.EvaluateAsync<string>("""
            () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [1200, 800];
              canvas.getContext("2d").fillRect(10, 10, 600, 300);
              return canvas.toDataURL("image/png");
            }
            """);
        return new() { Name = "laughing.png", MimeType = "image/png", Buffer = Convert.FromBase64String(url.Split(',')[1]) };
    }

    private Task<System.Text.Json.JsonElement> PutAsync(string path, object body) => app.JsonAsync("PUT", path, "engagement-worker,comms", body, 201);
}
