using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

public sealed class WriteStoryTests(AppFixture app)
{
    private static readonly string Id = Guid.NewGuid().ToString();

    /// <summary>The field to set, the JSON to set it to (null takes it away), and the field that is named.</summary>
    public static TheoryData<string, string?, string> WrongFields => new()
    {
        { "project", null, "project" },
        { "project", "\"the county\"", "project" },
        { "slug", null, "slug" },
        { "slug", "\"\"", "slug" },
        { "slug", "\"Challenge Your Bias\"", "slug" },
        { "slug", "\"../admin\"", "slug" },
        { "slug", "\"abc\\n\"", "slug" },
        { "slug", $"\"{new string('a', 81)}\"", "slug" },
        { "title", null, "title" },
        { "title", "null", "title" },
        { "title", "7", "title" },
        { "title", "\"half \\ud800 a pair\"", "title" },
        { "title", "\"a\\u0000b\"", "title" },
        { "title", $"\"{new string('x', 121)}\"", "title" },
        { "title", $"\"{new string('x', 500_000)}\"", "title" },
        { "summary", null, "summary" },
        { "summary", $"\"{new string('x', 401)}\"", "summary" },
        { "language", null, "language" },
        { "language", "\"the Queen's\"", "language" },
        { "audience", null, "audience" },
        { "audience", "\"everybody\"", "audience" },
        { "cards", null, "cards" },
        { "cards", "{}", "cards" },
        { "cards", "[{\"id\":\"a\",\"type\":\"carousel\"}]", "cards[0].type" },
        { "cards", "[{\"id\":\"a\",\"type\":\"heading\",\"text\":\"x\"},{\"id\":\"a\",\"type\":\"heading\",\"text\":\"y\"}]", "cards[1].id" },
        { "cards", "[{\"id\":\"a\",\"type\":\"quote\",\"voice\":\"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f\",\"words\":\"copied\"}]", "cards[0].words" },
        { "cards", "[{\"id\":\"a\",\"type\":\"text\",\"text\":\"" + new string('x', 10_001) + "\"}]", "cards[0].text" },
        { "cards", $"[{string.Join(',', Enumerable.Range(0, 201).Select(i => $$"""{"id":"c{{i}}","type":"heading","text":"x"}"""))}]", "cards" },
        { "theme", "\"dark\"", "theme" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task Names_the_field_that_is_wrong(string field, string? json, string named)
    {
        var body = Body();
        body.Remove(field);
        var text = body.ToJsonString();
        if (json is not null)
            text = text[..^1] + $",\"{field}\":{json}}}";

        var problem = await app.JsonAsync("PUT", $"api/stories/{Id}", "comms", text, 400);

        Assert.Equal("bad-fields", problem.GetProperty("code").GetString());
        Assert.Equal([named], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"title\":\"a\",}")]
    public async Task Refuses_what_is_no_json(string body) =>
        Assert.Equal("malformed-json", (await app.JsonAsync("PUT", $"api/stories/{Id}", "comms", body, 400)).GetProperty("code").GetString());

    [Fact]
    public async Task Refuses_a_field_that_stands_there_twice()
    {
        var text = Body().ToJsonString()[..^1] + ",\"title\":\"again\"}";
        await app.JsonAsync("PUT", $"api/stories/{Id}", "comms", text, 400);

        var cards = Body();
        var twice = cards.ToJsonString().Replace("[]", "[{\"id\":\"a\",\"type\":\"heading\",\"text\":\"x\",\"text\":\"y\"}]", StringComparison.Ordinal);
        await app.JsonAsync("PUT", $"api/stories/{Id}", "comms", twice, 400);
    }

    [Fact]
    public async Task Refuses_a_document_over_a_mebibyte()
    {
        var body = Body();
        body["summary"] = new string('x', 1_100_000);

        Assert.Equal("body-too-large", (await app.JsonAsync("PUT", $"api/stories/{Id}", "comms", body, 413)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("GET", "api/stories/not-an-id", 400)]
    [InlineData("PUT", "api/stories/not-an-id", 400)]
    [InlineData("GET", "api/stories/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", 404)]
    [InlineData("GET", "api/stories/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f/check", 404)]
    [InlineData("GET", "api/stories/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f/preview", 404)]
    [InlineData("POST", "api/stories/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f/publish", 404)]
    [InlineData("POST", "api/stories/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f/unpublish", 409)]
    [InlineData("GET", "api/stories/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f/shares/abc/qr.svg", 404)]
    [InlineData("GET", "api/stories?continue=nonsense", 400)]
    public async Task Says_what_is_not_there(string method, string path, int status) =>
        Assert.NotEmpty((await app.JsonAsync(method, path, "comms", method == "PUT" ? Body() : null, status)).GetProperty("code").GetString()!);

    [Fact]
    public async Task A_project_that_is_not_there_does_not_fit()
    {
        var problem = await app.JsonAsync("PUT", $"api/stories/{Guid.NewGuid()}", "comms", Body(), 422);

        Assert.Equal(["project"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_an_edit_asks_for_the_mark()
    {
        var room = await Newsroom.OpenAsync(app);
        var first = await room.PutAsync(room.AStory(), 201);
        Assert.Equal(("draft", 1, "1.0"), (first.GetProperty("status").GetString(), first.GetProperty("version").GetInt32(), first.GetProperty("mark").GetString()));
        Assert.Equal(room.AStory()["cards"]!.ToJsonString(), first.GetProperty("cards").GetRawText());

        Assert.Equal(first.GetRawText(), (await room.PutAsync(room.AStory(), 200)).GetRawText());
        Assert.Equal("stale", (await room.PutAsync(room.AStory("Edited"), 412)).GetProperty("code").GetString());
        Assert.Equal("stale", (await room.PutAsync(room.AStory("Edited"), 412, "\"7.0\"")).GetProperty("code").GetString());
        Assert.Equal(2, (await room.PutAsync(room.AStory("Edited"), 200, "\"1.0\"")).GetProperty("version").GetInt32());
        Assert.Equal("stale", (await room.PutAsync(room.AStory("Edited by another"), 412, "\"1.0\"")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_read_carries_the_mark_as_its_ETag()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        using var read = await app.SendAsync("GET", room.Path, "comms");
        Assert.Equal("\"1.0\"", read.Headers.ETag!.Tag);
        using var unchanged = await app.SendAsync("GET", room.Path, "comms", change: r => r.Headers.TryAddWithoutValidation("If-None-Match", "\"1.0\""));
        Assert.Equal(304, (int)unchanged.StatusCode);

        await app.JsonAsync("POST", $"{room.Path}/publish", "comms");
        using var published = await app.SendAsync("GET", room.Path, "comms", change: r => r.Headers.TryAddWithoutValidation("If-None-Match", "\"1.0\""));
        Assert.Equal((200, "\"1.1\""), ((int)published.StatusCode, published.Headers.ETag!.Tag));
    }

    [Fact]
    public async Task A_list_holds_each_story_without_its_cards()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        var found = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await app.JsonAsync("GET", $"api/stories{(after is null ? "" : $"?continue={after}")}", "comms");
            found.AddRange(page.GetProperty("items").EnumerateArray().Where(s => s.GetProperty("id").GetString() == room.Story));
            after = page.TryGetProperty("continue", out var more) ? more.GetString() : null;
        }
        while (after is not null);

        var listed = Assert.Single(found);
        Assert.Equal("An invented story", listed.GetProperty("title").GetString());
        Assert.False(listed.TryGetProperty("cards", out _));
    }

    [Fact]
    public async Task Checking_says_what_stands_in_the_way()
    {
        var room = await Newsroom.OpenAsync(app);
        var body = room.AStory("");
        body["audience"] = "regional"; // the invented consents cover local and national
        await room.PutAsync(body, 201);

        var found = await app.JsonAsync("GET", $"{room.Path}/check", "comms");

        Assert.False(found.GetProperty("publishable").GetBoolean());
        Assert.Equal(
            ["no-title:", "quote-not-usable:name", "quote-not-usable:shop"],
            found.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("code")}:{(p.TryGetProperty("card", out var card) ? card.GetString() : "")}"));
        var refused = await app.JsonAsync("POST", $"{room.Path}/publish", "comms", status: 422);
        Assert.Equal(("not-publishable", 3), (refused.GetProperty("code").GetString(), refused.GetProperty("problems").GetArrayLength()));
    }

    private static JsonObject Body() => new()
    {
        ["project"] = Guid.NewGuid().ToString(),
        ["slug"] = "an-invented-story",
        ["title"] = "An invented story",
        ["summary"] = "",
        ["language"] = "en",
        ["audience"] = "local",
        ["cards"] = new JsonArray(),
    };
}
