using System.Text.Json;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>Versions over HTTP: listed, read, compared, put back.</summary>
public sealed class VersionTests(AppFixture app)
{
    [Fact]
    public async Task Every_version_is_listed_read_and_compared_without_a_word_of_anybodys()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        var later = room.AStory("Another title");
        later["cards"]!.AsArray().RemoveAt(2);
        await room.PutAsync(later, 200, "*");

        var list = await app.JsonAsync("GET", $"{room.Path}/versions", Newsroom.Comms);
        var first = await app.JsonAsync("GET", $"{room.Path}/versions/1", Newsroom.Comms);
        var compared = await app.JsonAsync("GET", $"{room.Path}/versions/2/differences", Newsroom.Comms);

        Assert.Equal([(2, false, false), (1, true, true)], list.GetProperty("items").EnumerateArray().Select(
            item => (item.GetProperty("revision").GetInt32(), item.GetProperty("published").GetBoolean(), item.GetProperty("live").GetBoolean())));
        Assert.True(list.GetProperty("items")[1].GetProperty("publishedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal((1, "2.1", 3), (first.GetProperty("version").GetInt32(), first.GetProperty("mark").GetString(), first.GetProperty("cards").GetArrayLength()));
        Assert.Equal("An invented story", first.GetProperty("title").GetString());
        Assert.Equal((1, 2), (compared.GetProperty("from").GetInt32(), compared.GetProperty("to").GetInt32()));
        Assert.Equal(["title"], compared.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()));
        var card = Assert.Single(compared.GetProperty("cards").EnumerateArray());
        Assert.Equal(("shop", "removed"), (card.GetProperty("id").GetString(), card.GetProperty("changes")[0].GetString()));
        Assert.Equal(("quotes", room.GoingVoice), (card.GetProperty("fields")[0].GetProperty("sort").GetString(), card.GetProperty("fields")[0].GetProperty("before").GetString()));
        Assert.DoesNotContain("Invented words", list.GetRawText() + first.GetRawText() + compared.GetRawText(), StringComparison.Ordinal);

        var backwards = await app.JsonAsync("GET", $"{room.Path}/versions/1/differences?from=2", Newsroom.Comms);
        Assert.Equal("added", backwards.GetProperty("cards")[0].GetProperty("changes")[0].GetString());
        Assert.Equal(3, (await app.JsonAsync("GET", $"{room.Path}/versions/1/differences", Newsroom.Comms)).GetProperty("cards").GetArrayLength());
    }

    [Fact]
    public async Task A_version_is_put_back_under_the_mark_of_the_story_now()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);
        await room.PutAsync(room.AStory("Another title"), 200, "1.0");

        await RestoreAsync(room, 1, 412, null);
        await RestoreAsync(room, 1, 412, "\"1.0\"");
        var restored = await RestoreAsync(room, 1, 200, "\"2.0\"");

        Assert.Equal(("An invented story", 3), (restored.GetProperty("story").GetProperty("title").GetString(), restored.GetProperty("story").GetProperty("version").GetInt32()));
        Assert.Equal((1, 0), (restored.GetProperty("from").GetInt32(), restored.GetProperty("leftOut").GetArrayLength()));
        Assert.Equal("Another title", (await app.JsonAsync("GET", $"{room.Path}/versions/2", Newsroom.Comms)).GetProperty("title").GetString());
        var same = await app.JsonAsync("GET", $"{room.Path}/versions/3/differences?from=1", Newsroom.Comms);
        Assert.Equal((0, 0), (same.GetProperty("fields").GetArrayLength(), same.GetProperty("cards").GetArrayLength()));
    }

    [Fact]
    public async Task Words_withdrawn_since_do_not_come_back_with_an_older_version()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        await AnotherAsync(room);
        await app.JsonAsync("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"), Fieldwork.Worker, new { }, 202);

        await RolledBackWithoutAsync(room);
    }

    [Fact]
    public async Task Words_whose_consent_was_narrowed_since_do_not_come_back_either()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        await AnotherAsync(room);
        await app.JsonAsync(
            "POST", room.Work.Path("consents", room.GoingConsent, "narrow"), Fieldwork.Worker, new { audiences = new[] { "local" }, purposes = new[] { "story" } }, 202);

        await RolledBackWithoutAsync(room);
    }

    [Theory]
    [InlineData("GET", "versions?continue=x", 400)]
    [InlineData("GET", "versions/0", 400)]
    [InlineData("GET", "versions/x", 400)]
    [InlineData("GET", "versions/99999999999", 400)]
    [InlineData("GET", "versions/7", 404)]
    [InlineData("GET", "versions/1/differences?from=-1", 400)]
    [InlineData("GET", "versions/1/differences?from=7", 404)]
    [InlineData("POST", "versions/7/restore", 404)]
    public async Task What_is_not_there_is_refused_by_name(string method, string path, int status)
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        await app.JsonAsync(method, $"{room.Path}/{path}", Newsroom.Comms, status: status);
    }

    [Fact]
    public async Task Saves_of_one_sitting_are_one_line_and_turning_the_list_keeps_the_two_that_were_chosen()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);
        await room.PutAsync(room.AStory("Another title"), 200, "1.0");
        await room.PutAsync(room.AStory("A third title"), 200, "2.0");
        await room.PutAsync(room.AStory("Too late"), 412, "2.0");
        var page = room.Path["api/".Length..] + "/versions";

        var only = Assert.Single((await app.JsonAsync("GET", $"{room.Path}/versions", Newsroom.Comms)).GetProperty("items").EnumerateArray());
        Assert.Equal((3, 3), (only.GetProperty("revision").GetInt32(), only.GetProperty("saves").GetInt32()));
        Assert.Equal(3, (await app.JsonAsync("GET", $"{room.Path}/versions?each=save", Newsroom.Comms)).GetProperty("items").GetArrayLength());
        await app.JsonAsync("GET", $"{room.Path}/versions?each=word", Newsroom.Comms, status: 400);
        Assert.Contains("in 3 saves", await PageAsync(page), StringComparison.Ordinal);

        var turned = await PageAsync($"{page}?each=save&turn=2&from=1&to=3");
        Assert.Contains("Version 3, as the later one", turned, StringComparison.Ordinal);
        Assert.DoesNotContain("What changed from", turned, StringComparison.Ordinal);
        Assert.Contains("What changed from version 1 to version 3", await PageAsync($"{page}?each=save&continue=2&from=1&to=3"), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await app.SendAsync("GET", path, Newsroom.Comms);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AnotherAsync(Newsroom room)
    {
        var later = room.AStory("Another title");
        later["cards"]!.AsArray().RemoveAt(2);
        await room.PutAsync(later, 200, "*");
    }

    private async Task RolledBackWithoutAsync(Newsroom room)
    {
        var restored = await RestoreAsync(room, 1, 200, "*");
        Assert.Equal(["1 quote may no longer be shown and was left out."], restored.GetProperty("leftOut").EnumerateArray().Select(left => left.GetProperty("message").GetString()));
        Assert.Equal(["ask", "name"], restored.GetProperty("story").GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("id").GetString()));

        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        var (status, html) = await room.OpenAsync();
        Assert.Equal(200, status);
        Assert.Contains("An invented story", html, StringComparison.Ordinal);
        Assert.Contains(Newsroom.Stays, html, StringComparison.Ordinal);
        Assert.DoesNotContain(Newsroom.Goes, html, StringComparison.Ordinal);
    }

    private Task<JsonElement> RestoreAsync(Newsroom room, int version, int status, string? mark) =>
        app.JsonAsync("POST", $"{room.Path}/versions/{version}/restore", Newsroom.Comms, status: status, change: request => Newsroom.IfMatch(request, mark));
}
