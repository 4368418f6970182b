using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>A picture of a young person is shown for as long, and as far, as everybody in it allows.</summary>
public sealed class MediaConsentTests(AppFixture app)
{
    private readonly string _media = Guid.NewGuid().ToString();
    private readonly string _story = Guid.NewGuid().ToString();

    private string Slug => $"pictured-{_story}";

    [Fact]
    public async Task A_withdrawal_takes_the_picture_off_the_page_and_erases_it_everywhere()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync(CoveringPictures); // without any words
        var (other, _) = await work.ConsentAsync(CoveringPictures);
        var kept = await PutAsync(work, 201, consent, other);
        await PutNarrowAsync(work);
        await PublishAsync(work);
        var files = await FilesAsync();
        Assert.Equal([consent, other], kept.GetProperty("consents").EnumerateArray().Select(id => id.GetString()));
        Assert.NotEmpty(files);

        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);

        await AppFixture.UntilAsync(async () => (await FilesAsync()).Count == 0, "the picture is off the page");
        await AppFixture.UntilAsync(async () => (await BlobsAsync("$web", $"s/{Slug}/")).SequenceEqual([$"s/{Slug}/index.html"]), "its copies are gone");
        await AppFixture.UntilAsync(async () => (await BlobsAsync("media", _media)).Count == 0, "its bytes are gone");
        foreach (var file in files)
            Assert.Equal(404, await StatusOfAsync(file));
        Assert.Equal(404, await StatusOfAsync($"api/media/{_media}", Newsroom.Comms));
        var row = Assert.Single(await new TableClient(app.ConnectionString, "Media").QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {_media}"), cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((true, "", "", ""), (row.GetBoolean("Erased"), row.GetString("Hash"), row.GetString("Sent"), row.GetString("Consents")));

        Assert.Equal("consent-not-given", (await PutAsync(work, 409, consent)).GetProperty("code").GetString());
        Assert.Equal("media-erased", (await PutAsync(work, 409)).GetProperty("code").GetString());
        Assert.Empty(await BlobsAsync("media", _media, filled: true));
        var check = await app.JsonAsync("GET", $"api/stories/{_story}/check", Newsroom.Comms);
        Assert.Equal(["media-not-usable pic"], check.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("code")} {p.GetProperty("card")}"));
    }

    [Fact]
    public async Task A_narrowing_takes_it_off_the_pages_that_it_may_not_be_on_and_keeps_it_for_others()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync(CoveringPictures);
        await PutAsync(work, 201, consent);
        await PublishAsync(work);

        await app.JsonAsync("POST", work.Path("consents", consent, "narrow"), Fieldwork.Worker, new { audiences = new[] { "local" } }, 202);

        await AppFixture.UntilAsync(async () => (await FilesAsync()).Count == 0, "the picture is off the page");
        Assert.Equal(200, await StatusOfAsync($"api/media/{_media}", Newsroom.Comms));
    }

    [Fact]
    public async Task The_story_goes_with_its_picture_where_that_was_chosen()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync(CoveringPictures);
        await PutAsync(work, 201, consent);
        await PublishAsync(work, new { onWithdrawal = "unpublish" });

        await app.JsonAsync("POST", work.Path("consents", consent, "withdraw"), Fieldwork.Worker, new { }, 202);

        await AppFixture.UntilAsync(async () => await StatusOfAsync($"s/{Slug}/") == 410, "the story is gone");
    }

    [Fact]
    public async Task Said_later_that_it_shows_somebody_it_leaves_the_pages_that_they_do_not_allow()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync(body =>
        {
            CoveringPictures(body);
            body["audiences"] = new JsonArray("local");
        });
        await PutAsync(work, 201);
        await PublishAsync(work);
        Assert.NotEmpty(await FilesAsync());

        var tied = await app.JsonAsync("PUT", $"api/media/{_media}/consents/{consent}?project={work.Project}", Newsroom.Comms);

        Assert.Equal(consent, tied.GetProperty("consents")[0].GetString());
        await AppFixture.UntilAsync(async () => (await FilesAsync()).Count == 0, "the picture is off the page");
        await app.JsonAsync("PUT", $"api/media/{_media}/consents/{consent}?project={work.Project}", Newsroom.Comms);
        await app.JsonAsync("PUT", $"api/media/{_media}/consents/{Guid.NewGuid()}?project={work.Project}", Newsroom.Comms, status: 422);
        await app.JsonAsync("PUT", $"api/media/{Guid.NewGuid()}/consents/{consent}?project={work.Project}", Newsroom.Comms, status: 404);
    }

    [Fact]
    public async Task A_consent_that_does_not_cover_it_is_refused_by_name()
    {
        var work = await Fieldwork.StartAsync(app);
        var (words, _) = await work.ConsentAsync();

        Assert.Equal("does-not-fit", (await PutAsync(work, 422, words)).GetProperty("code").GetString());
        Assert.Equal("does-not-fit", (await PutAsync(work, 422, Guid.NewGuid().ToString())).GetProperty("code").GetString());
        Assert.Equal("bad-fields", (await SendAsync($"?consent={words}", 400)).GetProperty("code").GetString());
        Assert.Equal(404, await StatusOfAsync($"api/media/{_media}", Newsroom.Comms));
    }

    [Fact]
    public async Task Comms_are_told_of_the_consents_that_allow_it_and_of_nobody_more_than_a_reference()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync(CoveringPictures);
        await work.VoiceAsync((await work.ConsentAsync()).Consent); // words, not pictures
        var (_, code) = await work.ConsentAsync(CoveringPictures);
        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);
        var address = $"api/projects/{work.Project}/media-consents";

        var found = await app.JsonAsync("GET", $"{address}?usableFor=national&use=image", Newsroom.Comms);

        var only = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal(["consent", "reference", "audiences", "purposes"], only.EnumerateObject().Select(field => field.Name));
        Assert.Equal((consent, work.Participant[^6..]), (only.GetProperty("consent").GetString(), only.GetProperty("reference").GetString()));
        Assert.Equal(0, (await app.JsonAsync("GET", $"{address}?usableFor=regional&use=image", Newsroom.Comms)).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await app.JsonAsync("GET", $"{address}?usableFor=national&use=audio", Newsroom.Comms)).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await app.JsonAsync("GET", $"{address}?usableFor=national&use=image&reference=nobody", Newsroom.Comms)).GetProperty("items").GetArrayLength());
        await app.JsonAsync("GET", $"{address}?usableFor=national&use=quote", Newsroom.Comms, status: 400);
        await app.JsonAsync("GET", $"{address}?usableFor=national&use=image", "report-author", status: 403);

        await PutAsync(work, 201, consent);
        Assert.Equal(consent, (await app.JsonAsync("GET", $"api/media/{_media}/consents", Newsroom.Comms)).GetProperty("consents")[0].GetString());
        await app.JsonAsync("GET", $"api/media/{Guid.NewGuid()}/consents", Newsroom.Comms, status: 404);
    }

    [Fact]
    public async Task Whoever_holds_the_code_sees_the_picture_and_its_pages_until_it_is_taken_back()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync(CoveringPictures);
        var (_, otherCode) = await work.ConsentAsync(CoveringPictures);
        await PutAsync(work, 201, consent);
        Assert.Contains("You are not on a page yet.", await MyVoiceAsync(code), StringComparison.Ordinal);
        await PublishAsync(work);

        var page = await MyVoiceAsync(code);

        Assert.Contains("A picture of you is on 1 page.", page, StringComparison.Ordinal);
        Assert.Contains("People can see this now.", page, StringComparison.Ordinal);
        Assert.Contains("Somebody invented</figcaption>", page, StringComparison.Ordinal);
        Assert.Contains($"/s/{Slug}/", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/jpeg;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_media, page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"data:image", await MyVoiceAsync(otherCode), StringComparison.Ordinal);
        Assert.Contains("Pictures and sounds of you go, too.", await MyVoiceAsync(code, "take-down"), StringComparison.Ordinal);

        await MyVoiceAsync(code, "take-down-now");
        var after = await MyVoiceAsync(code);
        Assert.DoesNotContain("src=\"data:image", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody invented", after, StringComparison.Ordinal);
        await AppFixture.UntilAsync(async () => (await BlobsAsync("media", _media)).Count == 0, "its bytes are gone");
    }

    private async Task<string> MyVoiceAsync(string code, string act = "")
    {
        using var answer = await app.SendAsync("POST", "my-voice", body: new FormUrlEncodedContent([new("code", code), new("act", act)]));
        Assert.Equal(200, (int)answer.StatusCode);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void CoveringPictures(JsonObject consent) => consent["uses"] = new JsonArray("image");

    private Task<JsonElement> PutAsync(Fieldwork work, int status, params string[] consents) =>
        SendAsync($"?project={work.Project}{string.Concat(consents.Select(consent => $"&consent={consent}"))}", status);

    private Task<JsonElement> PutNarrowAsync(Fieldwork work) => SendAsync($"?project={work.Project}&width=480", 201);

    private Task<JsonElement> SendAsync(string query, int status)
    {
        var content = new ByteArrayContent(MediaTests.Jpeg);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("image/jpeg");
        return app.JsonAsync("PUT", $"api/media/{_media}{query}", Newsroom.Comms, content, status);
    }

    private async Task PublishAsync(Fieldwork work, object? how = null)
    {
        await app.JsonAsync("PUT", $"api/stories/{_story}", Newsroom.Comms, new
        {
            project = work.Project,
            slug = Slug,
            title = "An invented story",
            summary = "With a picture",
            language = "en",
            audience = "national",
            cards = new object[] { new { id = "say", type = "text", text = "Invented words." }, new { id = "pic", type = "image", media = _media, alt = "Somebody invented" } },
        }, 201);
        await app.JsonAsync("POST", $"api/stories/{_story}/publish", Newsroom.Comms, how);
    }

    /// <summary>The files that the page shows.</summary>
    private async Task<IReadOnlyList<string>> FilesAsync()
    {
        using var page = await app.SendAsync("GET", $"s/{Slug}/");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. html.Split('"', ' ').Where(part => part.StartsWith($"/s/{Slug}/", StringComparison.Ordinal) && part.EndsWith(".jpg", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> BlobsAsync(string container, string prefix, bool filled = false) =>
        await new BlobContainerClient(app.ConnectionString, container).GetBlobsAsync(prefix: prefix)
            .Where(blob => !filled || blob.Properties.ContentLength > 0)
            .Select(blob => blob.Name)
            .ToListAsync(TestContext.Current.CancellationToken);

    private async Task<int> StatusOfAsync(string path, string? roles = null)
    {
        using var response = await app.SendAsync("GET", path, roles);
        return (int)response.StatusCode;
    }
}
