using System.Diagnostics;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

public sealed class WithdrawTests(AppFixture app)
{
    [Fact]
    public async Task A_worker_withdraws_and_the_words_are_gone_when_the_answer_comes()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);

        var done = await app.JsonAsync("POST", work.Path("consents", consent, "withdraw"), Fieldwork.Worker, new { reason = "asked by phone" }, 202);

        Assert.Equal("withdrawn", done.GetProperty("state").GetString());
        var seen = await work.FindAsync(voice);
        Assert.Equal("erased", seen.GetProperty("status").GetString());
        Assert.False(seen.TryGetProperty("words", out _));
        Assert.Empty(await work.ListAsync("comms"));
        var read = await app.JsonAsync("GET", work.Path("consents", consent), Fieldwork.Worker);
        Assert.Equal("withdrawn", read.GetProperty("state").GetString());
        Assert.Equal(["consent-recorded", "consent-withdrawn"], read.GetProperty("ledger").EnumerateArray().Select(e => e.GetProperty("fact").GetString()));
        Assert.True((await app.JsonAsync("GET", $"api/ledger/{work.Project}/verify", Fieldwork.Worker)).GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Once_withdrawn_nothing_brings_it_back()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);
        using (var first = await app.SendAsync("POST", work.Path("consents", consent, "withdraw"), Fieldwork.Worker))
            Assert.Equal(202, (int)first.StatusCode);
        using (var again = await app.SendAsync("POST", work.Path("consents", consent, "withdraw"), Fieldwork.Worker))
            Assert.Equal(202, (int)again.StatusCode);

        var replay = await app.JsonAsync("PUT", work.Path("voices", voice), Fieldwork.Worker, work.AVoice(consent), 409);
        var fresh = await app.JsonAsync("PUT", work.Path("voices", Guid.NewGuid().ToString()), Fieldwork.Worker, work.AVoice(consent), 409);
        var repeat = await app.JsonAsync("PUT", work.Path("consents", consent), Fieldwork.Worker, work.AConsent(), 200);
        var review = await work.ReviewAsync(voice, "approve", status: 409);

        Assert.Equal(("consent-not-given", "consent-not-given"), (replay.GetProperty("code").GetString(), fresh.GetProperty("code").GetString()));
        Assert.Equal("withdrawn", repeat.GetProperty("state").GetString());
        Assert.Equal("voice-erased", review.GetProperty("code").GetString());
        Assert.Equal("erased", (await work.FindAsync(voice)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_young_person_withdraws_with_the_code_alone()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);
        var typed = Uri.EscapeDataString(code.ToLowerInvariant().Replace('-', ' '));

        var done = await app.JsonAsync("POST", $"api/my-voice/{typed}/withdraw", status: 202);
        await app.JsonAsync("POST", $"api/my-voice/{typed}/withdraw", status: 202);

        Assert.Equal("{\"state\":\"withdrawn\"}", done.GetRawText());
        Assert.Equal("erased", (await work.FindAsync(voice)).GetProperty("status").GetString());
        var ledger = (await app.JsonAsync("GET", $"api/ledger/{work.Project}", Fieldwork.Worker)).GetProperty("items");
        Assert.Equal("young-person", ledger[1].GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_wrong_code_is_not_found_and_takes_no_less_time_than_a_right_one()
    {
        var work = await Fieldwork.StartAsync(app);
        var codes = new List<string> { "AAAA-BBBB-CCCC-DDDD", "nonsense", (await work.ConsentAsync()).Code };

        foreach (var code in codes)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await app.SendAsync("POST", $"api/my-voice/{code}/withdraw");
            Assert.Equal(code == codes[^1] ? 202 : 404, (int)answer.StatusCode);
            Assert.InRange(watch.Elapsed, Core.Voices.GuessPace.Floor - TimeSpan.FromMilliseconds(20), TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Another_site_can_not_withdraw_for_anybody()
    {
        var work = await Fieldwork.StartAsync(app);
        var (_, code) = await work.ConsentAsync();

        using var answer = await app.SendAsync(
            "POST", $"api/my-voice/{code}/withdraw", change: r => r.Headers.Add("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_and_no_words_are()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, "Invented words about marmalade.");
        await work.ReviewAsync(voice, "edit", "Invented words about jam.");
        await work.ReviewAsync(voice, "refer");
        await app.JsonAsync("POST", work.Path("voices", voice, "release"), "safeguarding-lead", new { note = "about marmalade" });
        await work.ReviewAsync(voice, "reject");
        await app.JsonAsync("POST", work.Path("consents", consent, "withdraw"), Fieldwork.Worker, new { reason = "asked by phone" }, 202);

        var entries = new List<JsonElement>();
        var from = "";
        do
        {
            var page = await app.JsonAsync("GET", $"api/audit?continue={Uri.EscapeDataString(from)}", "admin");
            entries.AddRange(page.GetProperty("items").EnumerateArray());
            from = page.TryGetProperty("continue", out var more) ? more.GetString()! : "";
        }
        while (from.Length > 0);

        var mine = entries.Where(e => e.TryGetProperty("project", out var p) && p.GetString() == work.Project).ToList();
        Assert.Equal(
            [
                "project-created", "session-prepared", "participant-added", "consent-recorded", "voice-captured", "voice-approved",
                "voice-edited", "voice-referred", "voice-released", "voice-rejected", "consent-withdrawn",
            ],
            mine.Select(e => e.GetProperty("action").GetString()));
        Assert.Equal("asked by phone", mine[^1].GetProperty("why").GetString());
        Assert.Equal("Somebody", mine[5].GetProperty("who").GetString());
        Assert.Equal($"voice/{voice}", mine[5].GetProperty("subject").GetString());
        var all = string.Concat(entries.Select(e => e.GetRawText()));
        Assert.DoesNotContain("marmalade", all, StringComparison.Ordinal);
        Assert.DoesNotContain(code, all, StringComparison.Ordinal);
        Assert.Equal(403, (int)(await app.SendAsync("GET", "api/audit", Fieldwork.Worker)).StatusCode);
        Assert.Equal(400, (int)(await app.SendAsync("GET", "api/audit?month=November", "admin")).StatusCode);
    }
}
