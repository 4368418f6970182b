using System.IO.Compression;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>Comms download a copy of a story; somebody opens it from a file, without any network, and reads the quotes.</summary>
public sealed class ArchiveOfflineTests(SampleApp sample, Chromium chromium) : IClassFixture<SampleApp>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copy-of-a-story-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_copy_opens_from_a_file_without_a_network_and_sends_nothing()
    {
        await using var priya = await Person.SignInAsync(chromium, sample.App.Address, "Priya Nair", "comms");
        var story = await WithAPictureAsync(priya.Page);
        await priya.Page.GotoAsync($"/stories/{story}/archive");
        await priya.Page.GetByRole(AriaRole.Checkbox, new() { Name = "I will destroy this copy" }).CheckAsync();
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } pictures)
            await priya.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, "archive-page.png"), FullPage = true });
        var download = await priya.Page.RunAndWaitForDownloadAsync(() => priya.Page.GetByRole(AriaRole.Button, new() { Name = "Download the copy" }).ClickAsync());
        Assert.Matches("^a-copy-[0-9a-f]+-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.zip$", download.SuggestedFilename);
        var zip = Path.Combine(_folder.FullName, "copy.zip");
        await download.SaveAsAsync(zip);
        await ZipFile.ExtractToDirectoryAsync(zip, _folder.FullName, TestContext.Current.CancellationToken);

        await using var offline = await chromium.NewContextAsync(options => options.Offline = true);
        var page = await offline.NewPageAsync();
        var (asked, said) = (new List<string>(), new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) => said.Add(message.Text);
        await page.GotoAsync(new Uri(Path.Combine(_folder.FullName, "index.html")).AbsoluteUri);

        await Assertions.Expect(page.GetByText("This is a copy, made on")).ToBeVisibleAsync();
        Assert.True(await page.Locator("blockquote").CountAsync() > 5);
        await page.WaitForFunctionAsync("[...document.querySelectorAll('main img')].every(img => { img.loading = 'eager'; return img.complete && img.naturalWidth > 0; })");
        await page.Locator("[data-option]").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is sent from here.").First).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "archive-offline.png") });

        Assert.All(asked, url => Assert.True(url.StartsWith("file:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
        Assert.Empty(said); // nothing was blocked, nothing failed
    }

    /// <summary>The sample's cards with a picture among them, as a story of its own.</summary>
    private async Task<string> WithAPictureAsync(IPage page)
    {
        var app = sample.App;
        var list = await app.JsonAsync("GET", "api/stories", "comms");
        var first = JsonNode.Parse((await app.JsonAsync("GET", $"api/stories/{list.GetProperty("items")[0].GetProperty("id").GetString()}", "comms")).GetRawText())!;
        var (story, media) = (Guid.NewGuid(), Guid.NewGuid().ToString());
        var picture = await page.EvaluateAsync<string>("""
            () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [600, 300];
              const brush = canvas.getContext("2d");
              brush.fillStyle = "#5B4B8A";
              brush.fillRect(0, 0, 600, 300);
              return canvas.toDataURL("image/png");
            }
            """);
        await app.JsonAsync("PUT", $"api/media/{media}", "comms", new ByteArrayContent(Convert.FromBase64String(picture.Split(',')[1])) { Headers = { ContentType = new("image/png") } }, 201);

        var cards = first["cards"]!.DeepClone().AsArray();
        cards.Insert(1, new JsonObject { ["id"] = "a-picture", ["type"] = "image", ["media"] = media, ["alt"] = "A plum colour" });
        var body = new JsonObject
        {
            ["project"] = first["project"]!.DeepClone(),
            ["slug"] = $"a-copy-{story.ToString("N")[..8]}",
            ["title"] = "A copy to keep",
            ["summary"] = "What an invented group said.",
            ["language"] = "en",
            ["audience"] = "national",
            ["cards"] = cards,
        };
        await app.JsonAsync("PUT", $"api/stories/{story}", "comms", body, 201);
        return story.ToString();
    }
}
