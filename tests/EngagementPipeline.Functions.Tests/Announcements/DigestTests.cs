using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Announcements;

/// <summary>A worker's digest on the whole app, without a mailbox.</summary>
public sealed class DigestTests(AppFixture app)
{
    private const string Shown = "Invented words: a marrow followed me round the shop.";
    private const string Held = "Invented words: a turnip waits at the corner.";
    private const string TakenBack = "Invented words: nobody asked the parsnip.";

    private readonly string _name = "Robin " + Guid.NewGuid().ToString("N");
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private string Month => London.DayOf(_now).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Holds_no_words_nothing_that_is_held_and_nothing_of_few_who_took_theirs_back()
    {
        var room = await Newsroom.OpenAsync(app);
        var (stays, code) = await room.Work.ConsentAsync();
        var shown = await CaptureAsync(room.Work, stays, Shown);
        await room.Work.ReviewAsync(shown, "approve");
        await CaptureAsync(room.Work, stays, Held, refer: true);
        var (goes, other) = await room.Work.ConsentAsync();
        await CaptureAsync(room.Work, goes, TakenBack);
        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(other)}/withdraw", status: 202);
        await PublishAsync(room, shown);
        await app.JsonAsync("PUT", room.Work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, new
        {
            voices = new[] { shown },
            youSaid = "A marrow followed somebody.",
            weDid = "Guards are trained <now>.",
            decidedOn = "2022-03-04",
            by = "An invented board",
        }, 201);

        var digest = await DigestAsync();
        Assert.Equal((1, 1, 0), (Number(digest, "captured"), Number(digest, "reviewed"), Number(digest, "waiting")));
        Assert.False(digest.TryGetProperty("takenBackBy", out _));
        var story = Assert.Single(digest.GetProperty("stories").EnumerateArray());
        Assert.Equal(("A story with a marrow’s friend", $"/s/{room.Slug}/"), (story.GetProperty("title").GetString(), story.GetProperty("path").GetString()));
        Assert.Equal("Guards are trained <now>.", Assert.Single(digest.GetProperty("outcomes").EnumerateArray()).GetProperty("weDid").GetString());
        Assert.Contains("Guards are trained &lt;now&gt;.", digest.GetProperty("html").GetString(), StringComparison.Ordinal);
        using (var page = await SendAsync("GET", $"digest?month={Month}"))
        {
            var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Guards are trained &lt;now&gt;.", html, StringComparison.Ordinal);
            foreach (var secret in new[] { "followed", "turnip", "parsnip", shown, stays, code })
            {
                Assert.DoesNotContain(secret, html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(secret, digest.ToString(), StringComparison.OrdinalIgnoreCase);
            }
        }

        // Nobody else's digest tells of it; and what is taken back leaves this one.
        var colleague = await app.JsonAsync("GET", $"api/digest?month={Month}", Fieldwork.Worker, change: r => r.Headers.Add("X-Local-Name", "Kim " + Guid.NewGuid().ToString("N")));
        Assert.Equal((0, 0), (Number(colleague, "captured"), colleague.GetProperty("stories").GetArrayLength()));
        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(code)}/withdraw", status: 202);
        var after = await DigestAsync();
        Assert.Equal((0, 0, 0), (Number(after, "captured"), after.GetProperty("stories").GetArrayLength(), after.GetProperty("outcomes").GetArrayLength()));
        Assert.False(after.TryGetProperty("takenBackBy", out _));
    }

    [Fact]
    public async Task Goes_where_the_sign_in_says_until_the_worker_turns_it_off()
    {
        Assert.False((await DigestAsync()).TryGetProperty("address", out _));
        var work = await Fieldwork.StartAsync(app);
        await CaptureAsync(work, (await work.ConsentAsync()).Consent, Shown);
        var address = (await DigestAsync()).GetProperty("address").GetString()!;
        Assert.StartsWith(_name.Replace(' ', '.').ToLowerInvariant(), address, StringComparison.Ordinal);

        var off = await JsonAsync("PUT", "api/digest/mail", new { wanted = false });
        Assert.False(off.GetProperty("wanted").GetBoolean() || off.TryGetProperty("address", out _));
        await CaptureAsync(work, (await work.ConsentAsync()).Consent, TakenBack);
        Assert.False((await DigestAsync()).TryGetProperty("address", out _));

        Assert.Equal(address, (await JsonAsync("PUT", "api/digest/mail", new { wanted = true })).GetProperty("address").GetString());
        await JsonAsync("PUT", "api/digest/mail", new { }, 400);
        await JsonAsync("GET", "api/digest?month=march", status: 400);
        await JsonAsync("GET", "api/digest?month=2199-01", status: 400);
    }

    [Fact]
    public async Task The_outbox_shows_each_role_what_is_theirs_and_as_it_would_have_been_sent()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await CaptureAsync(work, (await work.ConsentAsync()).Consent, Held, refer: true);
        await AppFixture.UntilAsync(async () => (await AlertsAsync()).Exists(alert => alert.GetProperty("state").GetString() == "kept-here"), "the alert is in the outbox");

        var alert = (await AlertsAsync()).First();
        Assert.Equal("An invented project", alert.GetProperty("project").GetString());
        Assert.Contains("It waits for you", alert.GetProperty("letter").GetProperty("html").GetString(), StringComparison.Ordinal);
        foreach (var secret in new[] { "turnip", voice })
            Assert.DoesNotContain(secret, alert.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_name, alert.GetProperty("letter").ToString(), StringComparison.Ordinal);

        foreach (var roles in new[] { "comms", "report-author", "admin" })
        {
            await app.JsonAsync("GET", "api/outbox/sent?kind=alert", roles, status: 403);
            Assert.DoesNotContain((await app.JsonAsync("GET", "api/outbox/sent", roles)).GetProperty("items").EnumerateArray(), item => item.GetProperty("kind").GetString() == "alert");
        }

        Assert.Equal(["digest", "story", "report"], KindsOf(await app.JsonAsync("GET", "api/outbox/sent", "admin")));
        Assert.Equal(["story"], KindsOf(await app.JsonAsync("GET", "api/outbox/sent", "comms")));
        Assert.Equal(["report"], KindsOf(await app.JsonAsync("GET", "api/outbox/sent", "report-author")));
        Assert.Equal(["alert"], KindsOf(await app.JsonAsync("GET", "api/outbox/sent", "safeguarding-lead")));
        await app.JsonAsync("GET", "api/outbox/sent", Fieldwork.Worker, status: 403);
        await app.JsonAsync("GET", "api/outbox/sent?continue=nowhere", "comms", status: 400);
        Assert.Equal(0, (await app.JsonAsync("POST", "api/outbox/retry", "safeguarding-lead", new { kind = "alert" })).GetProperty("again").GetInt32());
        await app.JsonAsync("POST", "api/outbox/retry", "safeguarding-lead", new { kind = "digest" }, 403);
    }

    [Fact]
    public async Task The_timer_plans_one_for_who_captured_something_and_administrators_see_that_it_went_and_not_whose()
    {
        var work = await Fieldwork.StartAsync(app);
        await CaptureAsync(work, (await work.ConsentAsync()).Consent, Shown);
        for (var morning = 0; morning < 2; morning++)
            await app.JsonAsync("POST", "admin/functions/PlanDigests?wait=true");

        // The month before, in which nothing of theirs happened.
        await AppFixture.UntilAsync(
            async () => (await app.JsonAsync("GET", "api/outbox/sent?kind=digest", "admin")).GetProperty("items").EnumerateArray().Any(item => item.GetProperty("state").GetString() == "over"), "it is in the outbox", seconds: 60);
        var digests = await app.JsonAsync("GET", "api/outbox/sent?kind=digest", "admin");
        Assert.DoesNotContain(_name.Split(' ')[1], digests.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("An engagement worker", digests.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Who left has no sign-in any more; and what looks at every link of a mail presses nothing.</summary>
    [Fact]
    public async Task The_link_in_a_digest_turns_it_off_without_signing_in_and_opening_it_does_not()
    {
        var work = await Fieldwork.StartAsync(app);
        await CaptureAsync(work, (await work.ConsentAsync()).Consent, Shown);
        var html = (await DigestAsync()).GetProperty("html").GetString()!;
        var from = html.IndexOf("/digest/mail?key=", StringComparison.Ordinal);
        var link = html[(from + 1)..html.IndexOf('"', from)];
        var key = link[^64..];

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Contains("Send me no digest</button>", await PageAsync("GET", link, null, 200), StringComparison.Ordinal);
        Assert.True((await DigestAsync()).TryGetProperty("address", out var address));

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Contains("no digest comes to you any more", await PageAsync("POST", "digest/mail", $"key={key}&wanted=false", 200), StringComparison.Ordinal);
        Assert.False((await DigestAsync()).TryGetProperty("address", out _));
        Assert.Contains("Send it to me after all</button>", await PageAsync("GET", link, null, 200), StringComparison.Ordinal);

        Assert.Contains("your digest comes again", await PageAsync("POST", "digest/mail", $"key={key}&wanted=true", 200), StringComparison.Ordinal);
        Assert.True((await DigestAsync()).GetProperty("wanted").GetBoolean());
        Assert.Contains("This link leads nowhere", await PageAsync("POST", "digest/mail", $"key={key[..63]}{(key[63] == '0' ? '1' : '0')}&wanted=false", 404), StringComparison.Ordinal);
        Assert.Contains("This link leads nowhere", await PageAsync("GET", "digest/mail", null, 404), StringComparison.Ordinal);
        await PageAsync("POST", "digest/mail", $"key={key}", 400);
        Assert.True((await DigestAsync()).GetProperty("wanted").GetBoolean());
        Assert.DoesNotContain(address.GetString()!, await PageAsync("GET", link, null, 200), StringComparison.Ordinal);

        async Task<string> PageAsync(string method, string path, string? form, int status)
        {
            using var body = form is null ? null : new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await app.SendAsync(method, path, body: body);
            Assert.Equal(status, (int)answer.StatusCode);
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> CaptureAsync(Fieldwork work, string consent, string words, bool refer = false)
    {
        var id = Guid.NewGuid().ToString();
        var body = work.AVoice(consent, words);
        body["capturedAt"] = _now.ToString("O", CultureInfo.InvariantCulture);
        if (refer)
            body["refer"] = true;
        await JsonAsync("PUT", work.Path("voices", id), body, 201);
        return id;
    }

    private async Task PublishAsync(Newsroom room, string voice)
    {
        var story = room.AStory("A story with a marrow’s friend");
        story["cards"]![1] = new JsonObject { ["id"] = "name", ["type"] = "quote", ["voice"] = voice };
        story["audience"] = "local";
        await room.PutAsync(story, 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
    }

    private Task<JsonElement> DigestAsync() => JsonAsync("GET", $"api/digest?month={Month}");

    private Task<JsonElement> JsonAsync(string method, string path, object? body = null, int status = 200) =>
        app.JsonAsync(method, path, Fieldwork.Worker, body, status, request => request.Headers.Add("X-Local-Name", _name));

    private Task<HttpResponseMessage> SendAsync(string method, string path) =>
        app.SendAsync(method, path, Fieldwork.Worker, change: request => request.Headers.Add("X-Local-Name", _name));

    private async Task<List<JsonElement>> AlertsAsync() =>
        [.. (await app.JsonAsync("GET", "api/outbox/sent?kind=alert", "safeguarding-lead")).GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("by", out var by) && by.GetString() == _name)];

    private static int Number(JsonElement digest, string name) => digest.GetProperty(name).GetInt32();

    private static List<string?> KindsOf(JsonElement sent) => [.. sent.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString())];
}
