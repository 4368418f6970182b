using System.IO.Compression;
using System.Text;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>Comms start a story: from a template, and from a Word file with a picture in it.</summary>
public sealed class StartStoryTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_template_is_chosen_and_the_story_is_there()
    {
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");
        var page = await OpenAsync(priya, await ProjectAsync(), "Before they speak");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Challenge your bias" }).CheckAsync();
        await PictureAsync(page, "new-story");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start the story" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Before they speak");
        await Assertions.Expect(page.Locator("#cards [data-type=heading] [data-field=text]").First).ToHaveValueAsync("What happens");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("The story is there.");
    }

    [Fact]
    public async Task A_Word_file_arrives_as_cards_with_its_picture_small_and_what_did_not_arrive_is_said()
    {
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");
        var project = await ProjectAsync();
        var page = await OpenAsync(priya, project, "From a Sway");
        await page.GetByRole(AriaRole.Radio, new() { Name = "A Word file" }).CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Start the story" }).ClickAsync();
        await Assertions.Expect(page.Locator("#file-field .field-error")).ToContainTextAsync("Choose the file.");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "sway.docx", MimeType = "", Buffer = "%PDF"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the story" }).ClickAsync();
        await Assertions.Expect(page.Locator("#file-field .field-error")).ToContainTextAsync("Is neither a Word document");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("From a Sway");

        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "sway.docx", MimeType = "", Buffer = ADocument(await ALargePictureAsync(page)) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the story" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The story is there" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#notes")).ToContainTextAsync("Under “What happens”: A footnote was left out.");
        await PictureAsync(page, "imported");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the story" }).FollowAsync();

        await Assertions.Expect(page.Locator("#cards [data-type=heading] [data-field=text]").First).ToHaveValueAsync("What happens");
        await Assertions.Expect(page.Locator("#cards [data-type=image] [data-field=alt]").First).ToHaveValueAsync("Colours that run into each other");
        var story = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        var cards = (await app.JsonAsync("GET", $"api/stories/{story}", "comms")).GetProperty("cards");
        var media = await app.JsonAsync("PUT", $"api/media/{cards[2].GetProperty("media").GetString()}?width=480", "comms", new ByteArrayContent([1]) { Headers = { ContentType = new("image/png") } }, 422);
        Assert.Equal("media-is-other", media.GetProperty("code").GetString());
        Assert.Equal((960, 480), (await WidthAsync(page, cards[2].GetProperty("media").GetString()!, ""), await WidthAsync(page, cards[2].GetProperty("media").GetString()!, "?width=480")));
    }

    private static async Task<IPage> OpenAsync(Person person, string project, string title)
    {
        var page = person.Page;
        await page.GotoAsync("/stories");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start a story" }).FollowAsync();
        await page.Locator("select[name=project]").SelectOptionAsync(project);
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Address").FillAsync($"story-{Guid.NewGuid()}");
        await page.GetByLabel("Summary").FillAsync("What an invented group said.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "National" }).CheckAsync();
        return page;
    }

    private async Task<string> ProjectAsync()
    {
        var project = Guid.NewGuid().ToString();
        await app.JsonAsync("PUT", $"api/projects/{project}", "engagement-worker", new { title = $"Invented project {project[..4]}", purpose = "To start stories" }, 201);
        return project;
    }

    private static Task<int> WidthAsync(IPage page, string media, string query) => page.EvaluateAsync<int>(
        "async (address) => (await createImageBitmap(await (await fetch(address)).blob())).width", $"/api/media/{media}{query}");

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    /// <summary>1,920 by 1,280 pixels, as a browser writes them.</summary>
    private static async Task<byte[]> ALargePictureAsync(IPage page) => Convert.FromBase64String((await page.EvaluateAsync<string>("""
        () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [1920, 1280];
          const brush = canvas.getContext("2d");
          brush.fillStyle = "#B4431F";
          brush.fillRect(0, 0, 1920, 1280);
          return canvas.toDataURL("image/jpeg", 0.9);
        }
        """)).Split(',')[1]);

    private static byte[] ADocument(byte[] picture)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"u8.ToArray());
            Write("word/_rels/document.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"x\" Target=\"media/image1.jpg\"/></Relationships>"u8.ToArray());
            Write("word/media/image1.jpg", picture);
            Write("word/document.xml", Encoding.UTF8.GetBytes("""
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>
                <w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>What happens</w:t></w:r></w:p>
                <w:p><w:r><w:t>We asked an invented group.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>
                <w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="Colours that run into each other"/><a:blip r:embed="rId1"/></wp:inline></w:drawing></w:r></w:p>
                </w:body></w:document>
                """));

            void Write(string name, byte[] bytes)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return zipped.ToArray();
    }
}
