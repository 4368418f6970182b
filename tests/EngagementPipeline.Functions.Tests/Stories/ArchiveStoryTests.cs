using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>Archives over HTTP: what is in them, what is not in them any more, and the way back.</summary>
public sealed class ArchiveStoryTests(AppFixture app)
{
    [Fact]
    public async Task A_copy_holds_the_page_the_document_and_a_warning()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        using var response = await app.SendAsync("GET", $"{room.Path}/archive", Newsroom.Comms);
        var parts = Unpacked(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("application/zip", "no-store"), (response.Content.Headers.ContentType?.MediaType, response.Headers.CacheControl?.ToString()));
        Assert.Matches($"^\"?{room.Slug}-[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\\.zip\"?$", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(["README.txt", "index.html", "story.json", "media.json"], parts.Keys);
        Assert.Contains(Newsroom.Goes, parts["index.html"], StringComparison.Ordinal);
        Assert.Contains("This is a copy, made on", parts["index.html"], StringComparison.Ordinal);
        Assert.Contains("It shows 2 quotes of young people", parts["README.txt"], StringComparison.Ordinal);
        Assert.DoesNotContain(Newsroom.Goes, parts["story.json"], StringComparison.Ordinal);
        Assert.DoesNotContain("/api/", parts["index.html"], StringComparison.Ordinal); // nothing is counted, nothing is sent
    }

    [Fact]
    public async Task A_copy_made_after_a_withdrawal_has_no_trace_of_the_words()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);
        await app.JsonAsync("POST", $"api/projects/{room.Work.Project}/consents/{room.GoingConsent}/withdraw", "engagement-worker", new { }, 202);

        var bytes = await CopyAsync(room);

        var parts = Unpacked(bytes);
        Assert.Contains(Newsroom.Stays, parts["index.html"], StringComparison.Ordinal);
        Assert.All(parts.Values.Append(Encoding.Latin1.GetString(bytes)), part => Assert.DoesNotContain("followed me round", part, StringComparison.Ordinal));
        Assert.All(parts.Values, part => Assert.DoesNotContain(room.GoingVoice, part, StringComparison.Ordinal));
        Assert.Contains("It shows 1 quote of young people", parts["README.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_gives_the_same_document()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        var imported = await ImportAsync(await CopyAsync(room), room.Work.Project);
        var document = JsonNode.Parse(imported.GetProperty("document").GetRawText())!.AsObject();
        Assert.True(JsonNode.DeepEquals(room.AStory(), document));
        Assert.Equal(("archive", 0), (imported.GetProperty("kind").GetString(), imported.GetProperty("notes").GetArrayLength()));

        document["slug"] = $"again-{Guid.NewGuid()}";
        var again = await app.JsonAsync("PUT", $"api/stories/{Guid.NewGuid()}", Newsroom.Comms, document, 201);
        Assert.Equal(room.AStory()["cards"]!.ToJsonString(), again.GetProperty("cards").GetRawText());
    }

    [Fact]
    public async Task In_another_project_its_quotes_do_not_come_back()
    {
        var (room, other) = (await Newsroom.OpenAsync(app), await Newsroom.OpenAsync(app));
        await room.PutAsync(room.AStory(), 201);

        var imported = await ImportAsync(await CopyAsync(room), other.Work.Project);

        Assert.Equal(["ask"], imported.GetProperty("document").GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("id").GetString()));
        Assert.Equal("quote-not-usable", imported.GetProperty("notes")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_made_a_copy_and_what_they_promised_is_in_the_audit()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        await CopyAsync(room, "?promised=yes");

        var (noted, from) = (false, "");
        do
        {
            var page = await app.JsonAsync("GET", $"api/audit?continue={Uri.EscapeDataString(from)}", "admin");
            noted |= page.GetProperty("items").GetRawText().Contains(room.Story, StringComparison.Ordinal);
            from = page.TryGetProperty("continue", out var next) ? next.GetString() ?? "" : "";
        }
        while (!noted && from.Length > 0);
        Assert.True(noted);
    }

    [Fact]
    public async Task Only_comms_may_and_only_of_what_is_there()
    {
        await app.JsonAsync("GET", $"api/stories/{Guid.NewGuid()}/archive", "engagement-worker", status: 403);
        await app.JsonAsync("GET", $"api/stories/{Guid.NewGuid()}/archive", Newsroom.Comms, status: 404);
        await app.JsonAsync("GET", "api/stories/nonsense/archive", Newsroom.Comms, status: 400);
    }

    [Fact]
    public async Task Every_template_can_be_had_and_kept()
    {
        var room = await Newsroom.OpenAsync(app);
        var templates = (await app.JsonAsync("GET", "api/story-templates", Newsroom.Comms)).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(3, templates.Count);
        foreach (var template in templates)
        {
            var story = room.AStory(template.GetProperty("title").GetString()!);
            (story["cards"], story["slug"]) = (JsonNode.Parse(template.GetProperty("cards").GetRawText()), $"t-{Guid.NewGuid()}");
            var kept = await app.JsonAsync("PUT", $"api/stories/{Guid.NewGuid()}", Newsroom.Comms, story, 201);
            Assert.Equal(template.GetProperty("cards").GetArrayLength(), kept.GetProperty("cards").GetArrayLength());
        }
    }

    private async Task<byte[]> CopyAsync(Newsroom room, string query = "")
    {
        using var response = await app.SendAsync("GET", $"{room.Path}/archive{query}", Newsroom.Comms);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private Task<JsonElement> ImportAsync(byte[] archive, string project)
    {
        var content = new ByteArrayContent(archive);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/zip");
        return app.JsonAsync("POST", $"api/stories/imports?project={project}", Newsroom.Comms, content, 200);
    }

    private static Dictionary<string, string> Unpacked(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }
}
