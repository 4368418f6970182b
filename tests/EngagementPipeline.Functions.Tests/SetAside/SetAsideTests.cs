using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.SetAside;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Tests.SetAside;

/// <summary>
/// The runbook "Work that was set aside", over HTTP, on the queues of the app itself: it looks, puts back, throws away. Nobody else uses that app meanwhile, or its queues might never
/// be empty.
/// </summary>
[Collection(nameof(TimersByHand))]
public sealed class SetAsideTests(HandWound wound)
{
    private readonly AppFixture app = wound.App;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_queue_that_a_function_takes_from_has_its_plain_words_and_no_other()
    {
        var taken = FunctionAccess.FunctionsOf([typeof(Program).Assembly])
            .SelectMany(f => f.Method.GetParameters().Select(p => p.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName).OfType<string>());

        Assert.Equal(taken.Order(StringComparer.Ordinal), KindsOfWork.All.Select(kind => kind.Queue).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_how_often_as_the_host_tries()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")));

        Assert.Equal(SetAsideWork.TriesEachTime, host.RootElement.GetProperty("extensions").GetProperty("queues").GetProperty("maxDequeueCount").GetInt32());
    }

    [Theory]
    [InlineData("take-down", "{}")]
    [InlineData("take-down", """{"project":"no id","voices":[]}""")]
    [InlineData("take-down", """{"project":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"}""")]
    [InlineData("take-down", "null")]
    [InlineData("publish", "Invented words")]
    [InlineData("announce", "[1]")]
    [InlineData("announce", """{"kind":"voice-referred","to":"safeguarding-lead"}""")]
    [InlineData("announce-story", "a/b/c")]
    [InlineData("send-mail", "alert")]
    [InlineData("deliver", "2021-22 csv")]
    [InlineData("deliver", "")]
    public void A_message_that_is_none_is_said_to_be_unreadable(string queue, string text) =>
        Assert.Null(KindsOfWork.All.Single(kind => kind.Queue == queue).AboutOf(text));

    [Theory]
    [InlineData("take-down", """{"v":2,"project":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"}""")]
    [InlineData("publish", "v2 0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f")]
    public void A_message_of_a_newer_version_waits_for_that_and_is_no_unreadable_one(string queue, string text) =>
        Assert.Equal("A message of a newer version of this app", KindsOfWork.All.Single(kind => kind.Queue == queue).AboutOf(text)?.What);

    [Theory]
    [InlineData("alert/0190", "An alert to the safeguarding lead")]
    [InlineData("digest/0190", "A worker’s digest")]
    public void A_mail_is_told_by_its_kind_and_not_by_whom_it_is_about(string text, string what) =>
        Assert.Equal(new WorkAbout(What: what), KindsOfWork.All.Single(kind => kind.Queue == "send-mail").AboutOf(text));

    [Fact]
    public async Task A_page_that_could_not_be_made_is_shown_with_its_story_and_made_when_it_is_put_back()
    {
        var news = await Newsroom.OpenAsync(app);
        await news.PublishedAsync();
        var id = await SetAsideAsync("publish", news.Story);

        var item = await FindAsync("publish", id);
        Assert.Equal("An invented story", item.GetProperty("storyTitle").GetString());
        Assert.Equal("An invented project", item.GetProperty("projectTitle").GetString());
        Assert.Equal(5, item.GetProperty("tries").GetInt32());
        var html = WebUtility.HtmlDecode(await PageAsync("set-aside"));
        Assert.Contains("Make a page again", html, StringComparison.Ordinal);
        Assert.Contains($"/stories/{news.Story}", html, StringComparison.Ordinal);
        Assert.Contains("Set aside", await PageAsync(""), StringComparison.Ordinal);

        var before = await news.OpenAsync();
        var done = await app.JsonAsync("POST", $"api/set-aside/publish/{id}/replay", "admin");
        Assert.Equal(1, done.GetProperty("putBack").GetInt32());

        Assert.Null(await FindOrNullAsync("publish", id));
        await UntilDoneAsync("publish");
        Assert.Equal(before, await news.OpenAsync());
        await AssertAuditedAsync("work-put-back", $"publish/{id}", null);
        await app.JsonAsync("POST", $"api/set-aside/publish/{id}/replay", "admin", status: 404);
    }

    [Fact]
    public async Task A_take_down_that_is_put_back_twice_does_what_one_does_and_is_never_thrown_away()
    {
        var news = await Newsroom.OpenAsync(app);
        await news.PublishedAsync();
        var body = JsonSerializer.Serialize(new { project = news.Work.Project, voices = new[] { news.GoingVoice }, at = "2026-11-20T10:00:00Z", consent = news.GoingConsent });
        var (first, second) = (await SetAsideAsync("take-down", body), await SetAsideAsync("take-down", body));

        var refused = await app.JsonAsync("POST", $"api/set-aside/take-down/{first}/discard", "admin", new { reason = "In a hurry." }, 409);
        Assert.Equal("must-be-done", refused.GetProperty("code").GetString());
        await app.JsonAsync("POST", news.Work.Path("consents", news.GoingConsent, "withdraw"), "engagement-worker", new { }, 202);
        foreach (var id in new[] { first, second })
            await app.JsonAsync("POST", $"api/set-aside/take-down/{id}/replay", "admin");

        await UntilDoneAsync("take-down");
        var (status, html) = await news.OpenAsync();
        Assert.Equal(200, status);
        Assert.DoesNotContain(Newsroom.Goes, html, StringComparison.Ordinal);
        Assert.Contains(Newsroom.Stays, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_to_be_so_never_shown_and_thrown_away_with_a_reason()
    {
        const string Personal = "Invented words that belong to nobody but Zebedee";
        var id = await SetAsideAsync("take-down", Personal);

        var item = await FindAsync("take-down", id);
        Assert.False(item.GetProperty("readable").GetBoolean());
        Assert.DoesNotContain("Zebedee", await PageAsync("set-aside"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zebedee", (await app.JsonAsync("GET", "api/set-aside", "admin")).GetRawText(), StringComparison.Ordinal);

        await app.JsonAsync("POST", $"api/set-aside/take-down/{id}/discard", "admin", new { reason = " " }, 400);
        using var gone = await app.SendAsync("POST", $"api/set-aside/take-down/{id}/discard", "admin", new { reason = "Nobody sends such a thing." });

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Null(await FindOrNullAsync("take-down", id));
        await AssertAuditedAsync("work-discarded", $"take-down/{id}", "Nobody sends such a thing.");
    }

    [Fact]
    public async Task What_is_told_stands_once_in_the_outbox_however_often_it_is_put_back()
    {
        var news = await Newsroom.OpenAsync(app);
        var told = Announcer.Write(new Announcement(
            AnnouncementKind.VoiceReferred, Role.SafeguardingLead, $"voice/{news.StayingVoice}", new(Guid.Parse(news.Work.Project)), new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), "A colleague", "/safeguarding"));
        await SetAsideAsync("announce", told);
        await SetAsideAsync("announce", told);
        Assert.DoesNotContain(news.StayingVoice, await PageAsync("set-aside"), StringComparison.Ordinal);

        var done = await app.JsonAsync("POST", "api/set-aside/announce/replay", "admin");
        Assert.Equal(2, done.GetProperty("putBack").GetInt32());

        await UntilDoneAsync("announce");
        var outbox = await app.JsonAsync("GET", "api/outbox?to=safeguarding-lead", "safeguarding-lead");
        Assert.Single(outbox.GetProperty("items").EnumerateArray(), one => one.GetProperty("project").GetString() == news.Work.Project);
    }

    [Theory]
    [InlineData("no-such-queue")]
    [InlineData("publish-poison")]
    [InlineData("PUBLISH")]
    public async Task Other_queues_are_out_of_reach(string queue)
    {
        await app.JsonAsync("POST", $"api/set-aside/{queue}/replay", "admin", status: 404);
        await app.JsonAsync("POST", $"api/set-aside/{queue}/{Guid.NewGuid()}/replay", "admin", status: 404);
        await app.JsonAsync("POST", $"api/set-aside/{queue}/{Guid.NewGuid()}/discard", "admin", new { reason = "Because." }, 404);
    }

    [Theory]
    [InlineData("comms")]
    [InlineData("safeguarding-lead")]
    [InlineData("engagement-worker,report-author")]
    public async Task Only_an_administrator_looks(string roles)
    {
        await app.JsonAsync("GET", "api/set-aside", roles, status: 403);
        using var page = await app.SendAsync("GET", "set-aside", roles);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
    }

    private async Task<string> SetAsideAsync(string queue, string text)
    {
        var poison = new QueueClient(app.ConnectionString, $"{queue}-poison");
        await poison.CreateIfNotExistsAsync(cancellationToken: Token);
        return (await poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: Token)).Value.MessageId;
    }

    private async Task<JsonElement> FindAsync(string queue, string id) => await FindOrNullAsync(queue, id) ?? throw new KeyNotFoundException(queue);

    private async Task<JsonElement?> FindOrNullAsync(string queue, string id)
    {
        var all = await app.JsonAsync("GET", "api/set-aside", "admin");
        return all.GetProperty("queues").EnumerateArray().Single(one => one.GetProperty("queue").GetString() == queue)
            .GetProperty("items").EnumerateArray().Where(item => item.GetProperty("id").GetString() == id).Select(item => (JsonElement?)item).FirstOrDefault();
    }

    private Task UntilDoneAsync(string queue) => AppFixture.UntilAsync(
        async () => (await new QueueClient(app.ConnectionString, queue).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0, $"{queue} is empty", 60);

    private async Task<string> PageAsync(string path)
    {
        using var response = await app.SendAsync("GET", path, "admin", change: request => request.Headers.Add("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private async Task AssertAuditedAsync(string action, string subject, string? why)
    {
        var from = "";
        do
        {
            var page = await app.JsonAsync("GET", $"api/audit?continue={Uri.EscapeDataString(from)}", "admin");
            if (page.GetProperty("items").EnumerateArray().FirstOrDefault(one => one.GetProperty("subject").GetString() == subject && one.GetProperty("action").GetString() == action) is { ValueKind: JsonValueKind.Object } entry)
            {
                Assert.Equal(why, entry.TryGetProperty("why", out var said) ? said.GetString() : null);
                return;
            }

            from = page.TryGetProperty("continue", out var more) ? more.GetString()! : "";
        }
        while (from.Length > 0);
        Assert.Fail($"The audit does not say that {subject} was {action}.");
    }
}
