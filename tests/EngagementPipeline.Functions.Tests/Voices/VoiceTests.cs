using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

public sealed class VoiceTests(AppFixture app)
{
    private const string Comms = "comms";
    private const string Lead = "safeguarding-lead";

    [Fact]
    public async Task Capturing_warns_of_what_may_identify_somebody_each_time()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var path = work.Path("voices", Guid.NewGuid().ToString());
        var body = work.AVoice(consent, "Invented: find me @robin_inv");

        foreach (var status in new[] { 201, 200 })
        {
            var warning = Assert.Single((await app.JsonAsync("PUT", path, Fieldwork.Worker, body.DeepClone(), status)).GetProperty("warnings").EnumerateArray());
            Assert.Equal(
                ("handle", 18, 10, "@robin_inv"),
                (warning.GetProperty("code").GetString(), warning.GetProperty("start").GetInt32(), warning.GetProperty("length").GetInt32(), warning.GetProperty("text").GetString()));
        }

        var plain = await app.JsonAsync("PUT", work.Path("voices", Guid.NewGuid().ToString()), Fieldwork.Worker, work.AVoice(consent, "nobody asks me what I think"), 201);
        Assert.Equal(0, plain.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task Comms_sees_usable_quotes_only_and_nothing_that_leads_to_the_person()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var approved = await work.VoiceAsync(consent);
        await work.VoiceAsync(consent, approvedBy: null);
        var rejected = await work.VoiceAsync(consent);
        await work.ReviewAsync(rejected, "reject");

        var seen = Assert.Single(await work.ListAsync(Comms));

        Assert.Equal(approved, seen.GetProperty("voice").GetString());
        Assert.Equal("Invented words: nobody asks me.", seen.GetProperty("words").GetString());
        Assert.Equal(
            ["audiences", "credit", "language", "prompt", "purposes", "themes", "usable", "voice", "words"],
            seen.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await work.ListAsync()).Count);
    }

    [Fact]
    public async Task Usable_means_for_this_audience_and_this_purpose()
    {
        var work = await Fieldwork.StartAsync(app);
        var local = await work.VoiceAsync((await work.ConsentAsync(b => b["audiences"] = new JsonArray("local"))).Consent);
        var training = await work.VoiceAsync((await work.ConsentAsync(b => b["purposes"] = new JsonArray("training"))).Consent);
        var picture = await work.VoiceAsync((await work.ConsentAsync(b => b["uses"] = new JsonArray("image"))).Consent);
        var all = await work.VoiceAsync((await work.ConsentAsync()).Consent);

        async Task Expect(string query, params string[] voices)
        {
            foreach (var role in new[] { Comms, Fieldwork.Worker })
            {
                Assert.Equal(
                    voices.Order(StringComparer.Ordinal), (await work.ListAsync(role, query)).Select(v => v.GetProperty("voice").GetString()!).Order(StringComparer.Ordinal));
            }
        }

        await Expect("?usableFor=national&purpose=story", all);
        await Expect("?usableFor=local&purpose=story", local, all);
        await Expect("?usableFor=national", training, all);
        await Expect("?purpose=training", training, local, all);
        await Expect("?usableFor=regional");
        Assert.DoesNotContain(await work.ListAsync(Comms), v => v.GetProperty("voice").GetString() == picture);
    }

    [Fact]
    public async Task Lists_by_status_and_theme_fifty_at_a_time()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 55), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            await work.VoiceAsync(consent, approvedBy: i < 2 ? Fieldwork.Worker : null, change: b => b["themes"] = new JsonArray(i % 11 == 0 ? "School" : "home")));

        var first = await app.JsonAsync("GET", $"{work.ProjectPath}/voices", Fieldwork.Worker);
        var second = await app.JsonAsync("GET", $"{work.ProjectPath}/voices?continue={first.GetProperty("continue").GetString()}", Fieldwork.Worker);

        var ids = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(v => v.GetProperty("voice").GetString()).ToList();
        Assert.Equal((50, 5, 55), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength(), ids.Distinct().Count()));
        Assert.False(second.TryGetProperty("continue", out _));
        Assert.Equal(2, (await work.ListAsync(query: "?status=approved")).Count);
        Assert.Equal(5, (await work.ListAsync(query: "?theme=school")).Count);
    }

    [Fact]
    public async Task A_later_consent_covers_a_quote_when_somebody_says_so_and_not_before()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync(b => b["audiences"] = new JsonArray("local"))).Consent);
        var (later, code) = await work.ConsentAsync(b => b["audiences"] = new JsonArray("national"));
        Assert.Empty(await work.ListAsync(Comms, "?usableFor=national"));

        var renewed = await app.JsonAsync("POST", work.Path("voices", voice, "consent"), Fieldwork.Worker, new { consent = later });

        Assert.Equal((later, "approved"), (renewed.GetProperty("consent").GetString(), renewed.GetProperty("status").GetString()));
        Assert.Single(await work.ListAsync(Comms, "?usableFor=national"));
        Assert.Empty(await work.ListAsync(Comms, "?usableFor=local"));
        Assert.Equal("bad-fields", (await app.JsonAsync("POST", work.Path("voices", voice, "consent"), Fieldwork.Worker, new { }, 400)).GetProperty("code").GetString());
        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);
        Assert.Equal("voice-erased", (await app.JsonAsync("POST", work.Path("voices", voice, "consent"), Fieldwork.Worker, new { consent = later }, 409)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_edit_is_shown_and_the_words_as_captured_stay()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, approvedBy: null);

        await work.ReviewAsync(voice, "edit", "Invented words, shorter.");
        await work.ReviewAsync(voice, "approve");

        var seen = await work.FindAsync(voice);
        Assert.Equal("Invented words, shorter.", seen.GetProperty("words").GetString());
        Assert.Equal("Invented words: nobody asks me.", seen.GetProperty("originalWords").GetString());
        Assert.Equal("Invented words, shorter.", (await work.FindAsync(voice, Comms)).GetProperty("words").GetString());
        await app.JsonAsync("PUT", work.Path("voices", voice), Fieldwork.Worker, work.AVoice(consent), 200);
    }

    [Fact]
    public async Task A_voice_that_is_referred_exists_for_nobody_but_the_safeguarding_lead_until_released()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);

        await work.ReviewAsync(voice, "refer");

        foreach (var role in new[] { Fieldwork.Worker, Comms, "admin", "engagement-worker,comms,admin,report-author" })
        {
            Assert.Empty(await work.ListAsync(role));
            Assert.Empty(await work.ListAsync(role, "?status=held"));
        }

        await work.ReviewAsync(voice, "approve", status: 404);
        await work.ReviewAsync(voice, "refer", status: 404);
        var held = Assert.Single(await work.ListAsync(Lead));
        Assert.Equal(("held", false), (held.GetProperty("status").GetString(), held.GetProperty("usable").GetBoolean()));
        Assert.Single(await work.ListAsync("safeguarding-lead,comms", "?status=held"));

        Assert.Equal(403, (int)(await app.SendAsync("POST", work.Path("voices", voice, "release"), "admin")).StatusCode);
        var released = await app.JsonAsync("POST", work.Path("voices", voice, "release"), Lead);
        Assert.Equal("pending", released.GetProperty("status").GetString());
        await app.JsonAsync("POST", work.Path("voices", voice, "release"), Lead, new { note = "again" });

        Assert.Equal("pending", (await work.FindAsync(voice)).GetProperty("status").GetString());
        Assert.Empty(await work.ListAsync(Comms));
        Assert.Empty(await work.ListAsync(Lead));
    }

    [Fact]
    public async Task Somebody_else_reviews_where_the_project_asks_for_it_and_anybody_may_refer()
    {
        var project = Fieldwork.AProject();
        project["reviewBySecondPerson"] = true;
        var work = await Fieldwork.StartAsync(app, project: project);
        var (consent, _) = await work.ConsentAsync();
        var voice = Guid.NewGuid().ToString();
        await app.JsonAsync(
            "PUT", work.Path("voices", voice), Fieldwork.Worker, work.AVoice(consent), 201, r => r.Headers.Add("X-Local-Name", "Capturer"));

        foreach (var decision in new[] { "approve", "reject" })
            Assert.Equal("second-person-needed", (await work.ReviewAsync(voice, decision, status: 403, name: "Capturer")).GetProperty("code").GetString());
        await work.ReviewAsync(voice, "edit", "Other invented words", 403, "Capturer");
        await work.ReviewAsync(voice, "approve", name: "Reviewer");
        await work.ReviewAsync(voice, "refer", name: "Capturer");

        Assert.Equal("held", (await work.FindAsync(voice, Lead)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_same_person_reviews_where_the_project_does_not_ask()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent, approvedBy: null);

        Assert.Equal("approved", (await work.ReviewAsync(voice, "approve")).GetProperty("status").GetString());
        Assert.Equal("approved", (await work.ReviewAsync(voice, "approve")).GetProperty("status").GetString());
        Assert.Equal("not-found", (await work.ReviewAsync(Guid.NewGuid().ToString(), "approve", status: 404)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_edit_says_why_who_and_when_to_workers_and_to_nobody_else()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent, approvedBy: null);

        await app.JsonAsync(
            "POST", work.Path("voices", voice, "review"), Fieldwork.Worker, new { decision = "edit", words = "Invented words, shorter.", note = "An invented reason" },
            change: r => r.Headers.Add("X-Local-Name", "Robin Invented"));

        var seen = await work.FindAsync(voice);
        Assert.Equal(
            ("An invented reason", "Robin Invented", "Invented words: nobody asks me."),
            (seen.GetProperty("editReason").GetString(), seen.GetProperty("editedBy").GetString(), seen.GetProperty("originalWords").GetString()));
        Assert.True(seen.GetProperty("editedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        var shown = (await work.FindAsync(voice, Comms)).ToString();
        Assert.DoesNotContain("nobody asks me", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("An invented reason", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticks_are_kept_with_the_approval_and_whoever_ticks_ticks_all_for_the_whole_country()
    {
        var keys = Core.Voices.Identity.MotivatedIntruder.Questions.Select(question => question.Key).ToArray();
        var work = await Fieldwork.StartAsync(app);
        var national = await work.VoiceAsync((await work.ConsentAsync()).Consent, approvedBy: null);
        var local = await work.VoiceAsync((await work.ConsentAsync(b => b["audiences"] = new JsonArray("local"))).Consent, approvedBy: null);
        Task<JsonElement> ReviewAsync(string voice, object body, int status) => app.JsonAsync("POST", work.Path("voices", voice, "review"), Fieldwork.Worker, body, status);

        var refused = await ReviewAsync(national, new { decision = "approve", @checked = keys[1..] }, 422);
        Assert.True(refused.GetProperty("errors").TryGetProperty("checked", out _));
        await ReviewAsync(national, new { decision = "approve", @checked = new[] { "no-such-question" } }, 400);
        await ReviewAsync(national, new { decision = "reject", @checked = keys }, 400);
        await ReviewAsync(local, new { decision = "approve", @checked = Array.Empty<string>() }, 200);
        await ReviewAsync(national, new { decision = "approve", @checked = keys.Reverse().ToArray() }, 200);

        var seen = await work.FindAsync(national);
        Assert.Equal(keys, seen.GetProperty("checked").EnumerateArray().Select(key => key.GetString()));
        Assert.True(seen.TryGetProperty("reviewedBy", out _) && seen.TryGetProperty("reviewedAt", out _));

        // Scripts that put no questions approve for the whole country too: api.md's approve needs no more than the decision.
        var byScript = await work.VoiceAsync((await work.ConsentAsync()).Consent, "Other invented words.");
        Assert.Contains(await work.ListAsync(Comms, "?usableFor=national&purpose=story"), v => v.GetProperty("voice").GetString() == byScript);
    }

    [Fact]
    public async Task Nobody_overturns_a_decision_that_they_have_not_seen()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent, approvedBy: null);
        Task<JsonElement> ReviewAsync(string who, object body, int status) => app.JsonAsync(
            "POST", work.Path("voices", voice, "review"), Fieldwork.Worker, body, status, request => request.Headers.Add("X-Local-Name", who));

        await ReviewAsync("Robin Invented", new { decision = "reject", seen = "pending" }, 200);
        var stale = await ReviewAsync("Cara Invented", new { decision = "approve", seen = "pending" }, 412);
        Assert.Equal("stale", stale.GetProperty("code").GetString());
        Assert.Equal("rejected", (await work.FindAsync(voice)).GetProperty("status").GetString());

        // The same again, after a lost answer, is no conflict; nor is what somebody has seen.
        await ReviewAsync("Robin Invented", new { decision = "reject", seen = "pending" }, 200);
        await ReviewAsync("Cara Invented", new { decision = "approve", seen = "rejected" }, 200);
        await ReviewAsync("Cara Invented", new { decision = "approve", seen = "no-such-state" }, 400);
    }
}
