using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>A Word document over HTTP, to a story that can be kept. What is read of it, and what is refused, is tested in Core.</summary>
public sealed class ImportStoryTests(AppFixture app)
{
    [Fact]
    public async Task A_document_becomes_a_story_that_can_be_kept()
    {
        var room = await Newsroom.OpenAsync(app);

        var imported = await ImportAsync(ADocument("An invented paragraph."), $"?project={room.Work.Project}&audience=national", 200);
        var story = JsonNode.Parse(imported.GetProperty("document").GetRawText())!.AsObject();
        story["slug"] = room.Slug;
        await room.PutAsync(story, 201);

        Assert.Equal(("word", "words"), (imported.GetProperty("kind").GetString(), imported.GetProperty("notes")[0].GetProperty("code").GetString()));
        Assert.Equal("An invented paragraph.", (await app.JsonAsync("GET", room.Path, Newsroom.Comms)).GetProperty("cards")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("", 400, "project")]
    [InlineData("?project=county", 400, "project")]
    [InlineData("?project=0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", 422, "project")]
    public async Task Names_what_is_wrong(string query, int status, string field) =>
        Assert.Equal([field], (await ImportAsync(ADocument("x"), query, status)).GetProperty("errors").EnumerateObject().Select(error => error.Name));

    [Fact]
    public async Task Nothing_and_too_much_are_refused()
    {
        var room = await Newsroom.OpenAsync(app);

        Assert.Equal("bad-fields", (await ImportAsync([], $"?project={room.Work.Project}", 400)).GetProperty("code").GetString());
        Assert.Equal("body-too-large", (await ImportAsync(new byte[(20 * 1024 * 1024) + 1], $"?project={room.Work.Project}", 413)).GetProperty("code").GetString());
        Assert.Equal("import-unknown", (await ImportAsync("%PDF"u8.ToArray(), $"?project={room.Work.Project}", 422)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_comms_may() => await ImportAsync(ADocument("x"), "", 403, "engagement-worker");

    private Task<JsonElement> ImportAsync(byte[] file, string query, int status, string roles = Newsroom.Comms)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        return app.JsonAsync("POST", "api/stories/imports" + query, roles, content, status);
    }

    public static byte[] ADocument(string words)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Write("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>");

            void Write(string name, string text)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return zipped.ToArray();
    }
}
