using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>In an app of its own: reports read the stories of the whole store, and here they are asked for by the hundred.</summary>
public sealed partial class SafeguardingTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Lead = "safeguarding-lead";
    private const string EverybodyElse = "engagement-worker,comms,report-author,admin";

    /// <summary>All that a young person or a worker wrote about the voice that is held, each with a word that stands nowhere else.</summary>
    private const string Words = "Invented marrowlight words: he waits for me every night.";
    private const string Credit = "Invented marrowcredit";
    private const string Theme = "marrowtheme";
    private const string Concern = "Invented marrowconcern: walks home alone";

    /// <summary>Every GET of the app × every role and nobody, with the ids of a project that has a held voice wherever an id belongs.</summary>
    [Fact]
    public async Task Nothing_that_anybody_but_the_lead_reads_shows_a_held_voice()
    {
        var (room, voice, consent, code) = await APublishedStoryWithAVoiceAsync();
        await app.JsonAsync("POST", room.Work.Path("voices", voice, "review"), Fieldwork.Worker, new { decision = "refer", note = Concern });
        await AppFixture.UntilAsync(async () => !(await room.OpenAsync()).Html.Contains("marrowlight", StringComparison.Ordinal), "the words are off the page");

        var walked = 0;
        foreach (var route in Routes())
        {
            foreach (var address in AddressesOf(route, room, voice, consent, code))
            {
                foreach (var roles in new[] { "engagement-worker", "comms", "report-author", "admin", EverybodyElse, null })
                {
                    var (status, text) = await ReadAsync(address, roles);
                    // A page says its own address back, and whoever typed that has not read it here.
                    var shown = text.Replace(Theme, address.Contains(Theme, StringComparison.Ordinal) ? "" : Theme, StringComparison.Ordinal);
                    Assert.False(shown.Contains("marrow", StringComparison.OrdinalIgnoreCase), $"GET {address} shows {roles ?? "nobody"} what is held.");
                    Assert.True(status < 500, $"GET {address} answered {roles ?? "nobody"} with {status}.");
                    walked += status == 200 ? 1 : 0;
                }
            }
        }

        // Whoever holds the card is not told either: what was said may be about them.
        using var card = await app.SendAsync("POST", "my-voice", body: new FormUrlEncodedContent([new("code", code)]), change: r => r.Headers.Add("Accept", "text/html"));
        Assert.True(card.IsSuccessStatusCode, $"POST my-voice answered {(int)card.StatusCode}.");
        Assert.DoesNotContain("marrow", await card.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);

        // Else the walk proves nothing.
        Assert.True(walked > 60, $"Only {walked} answers had anything in them.");
        Assert.Contains("marrowlight", (await ReadAsync("safeguarding", Lead)).Text, StringComparison.Ordinal);
        Assert.Contains("marrowlight", (await ReadAsync($"{room.Work.ProjectPath}/voices", Lead)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voice_referred_at_capture_is_never_seen_by_anybody_but_the_lead()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = Guid.NewGuid().ToString();
        var body = ABody(work, consent);
        body["refer"] = true;
        body["concern"] = Concern;

        foreach (var status in new[] { 201, 200, 200 })
            await app.JsonAsync("PUT", work.Path("voices", voice), Fieldwork.Worker, body.DeepClone(), status);

        foreach (var query in new[] { "", "?status=held", "?status=pending", "?theme=marrowtheme", "?usableFor=national&purpose=story" })
            Assert.Empty(await work.ListAsync(EverybodyElse, query));
        await work.ReviewAsync(voice, "approve", status: 404);
        var held = Assert.Single(await work.ListAsync(Lead));
        Assert.Equal(("held", Concern), (held.GetProperty("status").GetString(), held.GetProperty("note").GetString()));
        Assert.False(string.IsNullOrEmpty(held.GetProperty("referredBy").GetString()));
    }

    [Fact]
    public async Task A_concern_goes_with_a_referral_only()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var body = ABody(work, consent);
        body["concern"] = Concern;

        var refused = await app.JsonAsync("PUT", work.Path("voices", Guid.NewGuid().ToString()), Fieldwork.Worker, body, 400);

        Assert.True(refused.GetProperty("errors").TryGetProperty("concern", out _));
        Assert.DoesNotContain("marrow", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_announcement_without_words_is_in_the_leads_outbox_once_and_in_nobody_elses()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, Words);
        await app.JsonAsync(
            "POST", work.Path("voices", voice, "review"), Fieldwork.Worker, new { decision = "refer", note = Concern },
            change: r => r.Headers.Add("X-Local-Name", "Robin Invented"));

        await AppFixture.UntilAsync(async () => (await OutboxAsync(work)).Count == 1, "the announcement is in the outbox");
        var announced = (await OutboxAsync(work)).Single();
        Assert.Equal(
            ("voice-referred", "Robin Invented", "/safeguarding", "An invented project"),
            (announced.GetProperty("kind").GetString(), announced.GetProperty("by").GetString(), announced.GetProperty("link").GetString(), announced.GetProperty("projectTitle").GetString()));
        Assert.DoesNotContain("marrow", announced.ToString(), StringComparison.OrdinalIgnoreCase);

        // The queue may bring it again, and a timer may send it again.
        await app.JsonAsync("POST", "admin/functions/FinishReferrals?wait=true");
        Assert.Single(await OutboxAsync(work));

        await app.JsonAsync("GET", "api/outbox?to=safeguarding-lead", EverybodyElse, status: 403);
        Assert.DoesNotContain((await app.JsonAsync("GET", "api/outbox", "comms")).GetProperty("items").EnumerateArray(), IsOf(work));
        Assert.Equal(400, (int)(await app.SendAsync("GET", "api/outbox?to=nobody", Lead)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_lead_closes_it_with_a_reason_and_it_never_comes_back(bool erase)
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = Guid.NewGuid().ToString();
        var body = ABody(work, consent);
        await app.JsonAsync("PUT", work.Path("voices", voice), Fieldwork.Worker, body.DeepClone(), 201);
        var close = work.Path("voices", voice, "close");

        Assert.Equal("voice-not-held", (await app.JsonAsync("POST", close, Lead, new { reason = "Nothing yet" }, 409)).GetProperty("code").GetString());
        await work.ReviewAsync(voice, "refer");
        foreach (var role in new[] { "admin", Fieldwork.Worker, "comms" })
            Assert.Equal(403, (int)(await app.SendAsync("POST", close, role, new { reason = "Not mine" })).StatusCode);
        Assert.True((await app.JsonAsync("POST", close, Lead, new { erase }, 400)).GetProperty("errors").TryGetProperty("reason", out _));
        Assert.True((await app.JsonAsync("POST", close, Lead, new { reason = "She says he waits for me every night.", erase }, 422)).GetProperty("errors").TryGetProperty("reason", out _));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var closed = await app.JsonAsync("POST", close, Lead, new { reason = "Passed to the duty team.", erase });
            Assert.Equal(("closed", erase), (closed.GetProperty("status").GetString(), closed.GetProperty("erased").GetBoolean()));
        }

        Assert.Empty(await work.ListAsync(EverybodyElse));
        Assert.Empty(await work.ListAsync(EverybodyElse, "?status=closed"));
        await work.ReviewAsync(voice, "approve", status: 404);
        Assert.Equal("voice-closed", (await app.JsonAsync("POST", work.Path("voices", voice, "release"), Lead, status: 409)).GetProperty("code").GetString());
        var seen = Assert.Single(await work.ListAsync(Lead, "?status=closed"));
        Assert.Equal(!erase, seen.TryGetProperty("words", out var words) && words.GetString() == Words);
        Assert.Equal(erase ? 409 : 200, (int)(await app.SendAsync("PUT", work.Path("voices", voice), Fieldwork.Worker, body)).StatusCode);
        Assert.Empty(await work.ListAsync(EverybodyElse));
    }

    [Fact]
    public async Task A_withdrawal_takes_the_words_of_a_held_voice_and_tells_the_lead()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, Words, approvedBy: null);
        await app.JsonAsync("POST", work.Path("voices", voice, "review"), Fieldwork.Worker, new { decision = "refer", note = Concern });

        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(code)}/withdraw", status: 202);

        await AppFixture.UntilAsync(async () => (await OutboxAsync(work)).Count == 2, "the lead is told");
        Assert.Equal("referred-voice-withdrawn", (await OutboxAsync(work))[0].GetProperty("kind").GetString());
        var left = Assert.Single(await work.ListAsync(Lead, "?status=erased"));
        Assert.DoesNotContain("marrow", left.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.True(left.TryGetProperty("referredBy", out _));
        Assert.Empty(await work.ListAsync(EverybodyElse));
    }

    private static JsonObject ABody(Fieldwork work, string consent)
    {
        var body = work.AVoice(consent, Words);
        body["credit"] = Credit;
        body["themes"] = new JsonArray(Theme);
        return body;
    }

    private async Task<(Newsroom Room, string Voice, string Consent, string Code)> APublishedStoryWithAVoiceAsync()
    {
        var room = await Newsroom.OpenAsync(app);
        var (consent, code) = await room.Work.ConsentAsync();
        var voice = await room.Work.VoiceAsync(consent, Words, change: b =>
        {
            b["credit"] = Credit;
            b["themes"] = new JsonArray(Theme);
        });
        var story = room.AStory();
        story["cards"]!.AsArray().Add(new JsonObject { ["id"] = "held", ["type"] = "quote", ["voice"] = voice });
        await room.PutAsync(story, 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        Assert.Contains("marrowlight", (await room.OpenAsync()).Html, StringComparison.Ordinal);
        return (room, voice, consent, code);
    }

    private static IEnumerable<string> Routes() =>
        from function in FunctionAccess.FunctionsOf([typeof(Program).Assembly])
        let trigger = function.Method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
        where trigger is not null && trigger.Methods!.Contains("get", StringComparer.OrdinalIgnoreCase)
        select trigger.Route;

    private static IEnumerable<string> AddressesOf(string route, Newsroom room, string voice, string consent, string code)
    {
        var path = RoutePart().Replace(route, part => part.Groups["name"].Value switch
        {
            "ignored" => "",
            "project" => room.Work.Project,
            "session" => room.Work.Session,
            "participant" => room.Work.Participant,
            "consent" => consent,
            "voice" => voice,
            "story" => room.Story,
            "slug" => room.Slug,
            "year" or "file" => "2026-27",
            "code" when route.Contains("my-voice", StringComparison.Ordinal) => Uri.EscapeDataString(code),
            _ => "nothing-here",
        });
        yield return path;
        yield return $"{path}?status=held";
        yield return $"{path}?project={room.Work.Project}";
        yield return $"{path}?project={room.Work.Project}&session={room.Work.Session}";
        yield return $"{path}?project={room.Work.Project}&status=held";
        yield return $"{path}?theme={Theme}";
        yield return $"{path}?usableFor=national&purpose=story";
        if (route.EndsWith("{file}", StringComparison.Ordinal))
        {
            foreach (var ending in new[] { "csv", "xlsx", "docx", "html" })
                yield return $"{path}.{ending}";
        }
    }

    /// <summary>An archive is read file by file: packed, words would not be found in it.</summary>
    private async Task<(int Status, string Text)> ReadAsync(string address, string? roles)
    {
        using var response = await app.SendAsync("GET", address, roles, change: r => r.Headers.Add("Accept", "text/html, */*"));
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (!bytes.AsSpan().StartsWith("PK"u8))
            return ((int)response.StatusCode, Encoding.UTF8.GetString(bytes));

        var text = new StringBuilder();
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
            text.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return ((int)response.StatusCode, text.ToString());
    }

    private async Task<List<JsonElement>> OutboxAsync(Fieldwork work)
    {
        var mine = new List<JsonElement>();
        for (var more = ""; ;)
        {
            var page = await app.JsonAsync("GET", $"api/outbox{more}", Lead);
            mine.AddRange(page.GetProperty("items").EnumerateArray().Where(item => IsOf(work)(item)));
            if (!page.TryGetProperty("continue", out var place))
                return mine;
            more = $"?continue={Uri.EscapeDataString(place.GetString()!)}";
        }
    }

    private static Predicate<JsonElement> IsOf(Fieldwork work) => item => item.GetProperty("project").GetString() == work.Project;

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)[^}]*(\([^)]*\))?[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoutePart();
}
