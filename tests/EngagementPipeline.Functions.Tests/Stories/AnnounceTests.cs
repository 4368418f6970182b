using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>Announcing over HTTP, by the whole app, to a server that answers as Microsoft Graph.</summary>
[Collection(nameof(WithGraph))]
public sealed class AnnounceTests(GraphApp graph)
{
    private const int Soon = 60;
    private AppFixture App => graph.App;

    [Fact]
    public async Task A_page_and_a_mail_go_out_once_however_often_the_button_is_pressed()
    {
        var room = await PublishedAsync();
        var (page, mail) = (PathOf(room), PathOf(room));

        var pressed = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => App.JsonAsync("PUT", i % 2 == 0 ? page : mail, Newsroom.Comms, Body(i % 2 == 0 ? "page" : "mail"))));
        await UntilAsync(room, all => all.All(one => one.GetProperty("state").GetString() == "sent"), "both are sent");
        await App.JsonAsync("PUT", page, Newsroom.Comms, Body("page"));
        await graph.RunAsync("RunAnnouncements");

        Assert.Equal(2, pressed.Select(one => one.GetProperty("id").GetString()).Distinct().Count());
        var title = $"Announced {room.Story}";
        Assert.Single(graph.Graph.Pages.All, one => (string?)one["title"] == title);
        var sent = Assert.Single(graph.Graph.Mail.Sent, one => (string?)one["subject"] == title);
        Assert.DoesNotContain(Newsroom.Stays, sent.ToJsonString(), StringComparison.Ordinal);
        var all = await AllAsync(room);
        Assert.Equal(2, all.Count);
        Assert.All(all, one => Assert.False(one.GetProperty("stillStands").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"level":"regional"}""", "bad-fields", "by")]
    [InlineData("""{"by":"post","level":"regional"}""", "bad-fields", "by")]
    [InlineData("""{"by":"page"}""", "bad-fields", "level")]
    [InlineData("""{"by":"page","level":"everybody"}""", "bad-fields", "level")]
    [InlineData("""{"by":"page","level":"regional","sendAt":"tomorrow"}""", "bad-fields", "sendAt")]
    [InlineData("""{"by":"page","level":"regional","sendAt":"2001-01-01T09:00:00Z"}""", "bad-fields", "sendAt")]
    [InlineData("""{"by":"page","level":"regional","sendAt":"2999-01-01T09:00:00Z"}""", "bad-fields", "sendAt")]
    [InlineData("""{"by":"page","level":"regional","quote":"words"}""", "bad-fields", "quote")]
    [InlineData("""{"by":"page","level":"regional","again":"yes"}""", "bad-fields", "again")]
    [InlineData("""{"by":"page",""", "malformed-json", null)]
    [InlineData("", "malformed-json", null)]
    public async Task What_is_not_the_shape_is_refused_by_name(string body, string code, string? field)
    {
        var refused = await App.JsonAsync("PUT", $"api/stories/{Guid.NewGuid()}/announcements/{Guid.NewGuid()}", Newsroom.Comms, body, 400);

        Assert.Equal(code, refused.GetProperty("code").GetString());
        if (field is not null)
            Assert.True(refused.GetProperty("errors").TryGetProperty(field, out _), refused.GetRawText());
    }

    [Fact]
    public async Task Bodies_introductions_and_ids_have_limits()
    {
        var path = $"api/stories/{Guid.NewGuid()}/announcements/{Guid.NewGuid()}";
        Assert.Equal("body-too-large", await CodeAsync("PUT", path, 413, Body("page", new string('x', 70_000))));
        var refused = await App.JsonAsync("PUT", path, Newsroom.Comms, Body("page", new string('x', 1001)), 400);
        Assert.True(refused.GetProperty("errors").TryGetProperty("introduction", out _));
        foreach (var (method, wrong) in new[] { ("PUT", "api/stories/x/announcements/y"), ("GET", "api/stories/x/announcements"), ("DELETE", "api/stories/x/announcements/y"), ("POST", "api/stories/x/announcements/y/retry") })
            Assert.Equal("bad-fields", await CodeAsync(method, wrong, 400, method == "PUT" ? Body("page") : null));
    }

    [Fact]
    public async Task Only_comms_announce()
    {
        var path = $"api/stories/{Guid.NewGuid()}/announcements";
        foreach (var (method, route) in new[] { ("PUT", $"{path}/{Guid.NewGuid()}"), ("GET", path), ("DELETE", $"{path}/{Guid.NewGuid()}"), ("POST", $"{path}/{Guid.NewGuid()}/retry") })
        {
            await App.JsonAsync(method, route, null, method == "PUT" ? Body("page") : null, 401);
            await App.JsonAsync(method, route, "engagement-worker,report-author,safeguarding-lead", method == "PUT" ? Body("page") : null, 403);
        }
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_by_name()
    {
        var room = await Newsroom.OpenAsync(App);
        await room.PutAsync(room.AStory($"Announced {room.Story}"), 201);
        Assert.Equal("not-on-show", await CodeAsync("PUT", PathOf(room), 409, Body("page")));
        await App.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);

        Assert.Equal("repeats-words", await CodeAsync("PUT", PathOf(room), 422, Body("mail", "One of them said: “they followed ME round the shop”, and it is true.")));
        Assert.Equal(("not-found", "not-found"), (await CodeAsync("DELETE", PathOf(room), 404), await CodeAsync("POST", $"{PathOf(room)}/retry", 404)));

        var later = PathOf(room);
        var at = new DateTimeOffset(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero).AddDays(30);
        await App.JsonAsync("PUT", later, Newsroom.Comms, Body("mail", at: at));
        Assert.Equal("already-different", await CodeAsync("PUT", later, 409, Body("mail", at: at.AddDays(1))));
        Assert.Equal("scheduled", (await App.JsonAsync("POST", $"{later}/retry", Newsroom.Comms)).GetProperty("state").GetString());
        foreach (var _ in Enumerable.Range(0, 2))
            await App.JsonAsync("DELETE", later, Newsroom.Comms, status: 204);

        var now = PathOf(room);
        // What was called off told nobody.
        await App.JsonAsync("PUT", now, Newsroom.Comms, Body("mail"));
        Assert.Equal("too-late-to-call-off", await CodeAsync("DELETE", now, 409));
    }

    [Fact]
    public async Task Nothing_goes_to_the_same_people_twice_unless_it_is_said()
    {
        var room = await PublishedAsync();
        await App.JsonAsync("PUT", PathOf(room), Newsroom.Comms, Body("mail"));
        await UntilAsync(room, all => all.All(one => one.GetProperty("state").GetString() == "sent"), "the mail is sent");
        var second = PathOf(room);

        var refused = await App.JsonAsync("PUT", second, Newsroom.Comms, Body("mail"), 409);
        Assert.Equal("announced-already", refused.GetProperty("code").GetString());
        Assert.Contains("It was mailed to heads@county.example on ", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("It was mailed to heads@county.example on ", await HtmlAsync($"stories/{room.Story}/announce", Newsroom.Comms), StringComparison.Ordinal);

        var again = Body("mail");
        again["again"] = true;
        foreach (var _ in Enumerable.Range(0, 2))
            await App.JsonAsync("PUT", second, Newsroom.Comms, again.DeepClone());
        await UntilAsync(room, all => all.Count == 2 && all.All(one => one.GetProperty("state").GetString() == "sent"), "it is sent again");
        Assert.Equal(2, graph.Graph.Mail.Sent.Count(one => (string?)one["subject"] == $"Announced {room.Story}"));
        Assert.Equal("sent", (await App.JsonAsync("POST", $"{second}/retry", Newsroom.Comms, new { again = true })).GetProperty("state").GetString());
        await App.JsonAsync("POST", $"{second}/retry", Newsroom.Comms, new { twice = true }, 400);
    }

    /// <summary>The same announcement by two people, said otherwise: one of them is told.</summary>
    [Fact]
    public async Task Of_two_people_at_once_one_is_told_that_it_is_said_otherwise()
    {
        var room = await PublishedAsync();
        var path = PathOf(room);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var answer = await App.SendAsync("PUT", path, Newsroom.Comms, Body("page", $"Version {i}"));
            return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
        }));

        Assert.Equal([200, 409, 409, 409], answers.Select(answer => answer.Item1).Order());
        Assert.All(answers.Where(answer => answer.Item1 == 409), answer => Assert.Equal("already-different", answer.Item2.GetProperty("code").GetString()));
        Assert.Equal(answers.Single(answer => answer.Item1 == 200).Item2.GetProperty("introduction").GetString(), Assert.Single(await AllAsync(room)).GetProperty("introduction").GetString());
    }

    [Fact]
    public async Task A_page_that_may_not_be_removed_is_shown_until_it_is()
    {
        var room = await PublishedAsync();
        var path = PathOf(room);
        var id = path[^36..];
        await App.JsonAsync("PUT", path, Newsroom.Comms, Body("page"));
        await UntilAsync(room, all => all.All(one => one.GetProperty("state").GetString() == "sent"), "the page is there");
        var page = (string)graph.Graph.Pages.All.Single(one => ((string)one["name"]!).Contains(id, StringComparison.Ordinal))["id"]!;
        graph.Graph.Next("DELETE", $"/sites/*/pages/{page}", GraphTrouble.Forbidden);

        await App.JsonAsync("POST", $"{room.Path}/unpublish", Newsroom.Comms);
        await graph.RunAsync("RunAnnouncements");
        await UntilAsync(room, all => all.All(one => one.GetProperty("stillStands").GetBoolean()), "it is told that the page stands");

        Assert.Contains("likely lacks Sites.Selected", Assert.Single(await AllAsync(room)).GetProperty("trouble").GetString(), StringComparison.Ordinal);
        Assert.Contains("could not be removed yet", await HtmlAsync($"stories/{room.Story}/announce", Newsroom.Comms), StringComparison.Ordinal);
        Assert.Contains($"/stories/{room.Story}/announce", await HtmlAsync("microsoft-365", "admin"), StringComparison.Ordinal);

        await App.JsonAsync("POST", $"{path}/retry", Newsroom.Comms);
        await UntilAsync(room, all => all.All(one => one.GetProperty("state").GetString() == "taken-down"), "the page is gone");
        Assert.DoesNotContain(graph.Graph.Pages.All, one => (string?)one["id"] == page);
        Assert.DoesNotContain($"/stories/{room.Story}/announce", await HtmlAsync("microsoft-365", "admin"), StringComparison.Ordinal);
    }

    /// <summary>Held, they may be shown to nobody but the lead; a mail would go to everybody, and for good.</summary>
    [Fact]
    public async Task Words_that_are_held_go_into_no_mail()
    {
        var room = await PublishedAsync();
        await App.JsonAsync("POST", room.Work.Path("voices", room.GoingVoice, "review"), Fieldwork.Worker, new { decision = "refer" });

        Assert.Equal("repeats-words", await CodeAsync("PUT", PathOf(room), 422, Body("mail", "One of them said: “they followed me round the shop”.")));
    }

    private static JsonObject Body(string by, string introduction = "Please read this.", DateTimeOffset? at = null)
    {
        var body = new JsonObject { ["by"] = by, ["level"] = "regional", ["introduction"] = introduction };
        if (at is { } time)
            body["sendAt"] = time.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return body;
    }

    private static string PathOf(Newsroom room) => $"{room.Path}/announcements/{Guid.NewGuid()}";

    private async Task<Newsroom> PublishedAsync()
    {
        var room = await Newsroom.OpenAsync(App);
        await room.PutAsync(room.AStory($"Announced {room.Story}"), 201);
        await App.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        return room;
    }

    private async Task<List<JsonElement>> AllAsync(Newsroom room) => [.. (await App.JsonAsync("GET", $"{room.Path}/announcements", Newsroom.Comms)).GetProperty("items").EnumerateArray()];

    private Task UntilAsync(Newsroom room, Func<List<JsonElement>, bool> so, string what) => AppFixture.UntilAsync(async () => so(await AllAsync(room)), what, Soon);

    private async Task<string?> CodeAsync(string method, string path, int status, JsonObject? body = null) =>
        (await App.JsonAsync(method, path, Newsroom.Comms, body, status)).GetProperty("code").GetString();

    private async Task<string> HtmlAsync(string path, string role)
    {
        using var answer = await App.SendAsync("GET", path, role);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
