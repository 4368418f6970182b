using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.MyVoice;

public sealed class MyVoiceTests(AppFixture app)
{
    private const string WrongCode = "AAAA-BBBB-CCCC-DDDD";

    [Fact]
    public async Task Asks_for_the_code_and_is_kept_found_and_framed_by_nobody()
    {
        using var answer = await app.SendAsync("GET", "my-voice");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("<form class=\"card ask\" method=\"post\" action=\"/my-voice\"", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_cannot_be_opened_is_said_by_a_page_of_theirs_to_a_browser_and_as_a_problem_to_a_program()
    {
        using var page = await app.SendAsync("POST", "my-voice", body: TooMuch(), change: request => request.Headers.Accept.ParseAdd("text/html"));
        using var problem = await app.SendAsync("POST", "my-voice", body: TooMuch());

        Assert.Equal((413, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        var said = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("It is not your fault.", said, StringComparison.Ordinal);
        Assert.Contains("<form class=\"card ask\" method=\"post\" action=\"/my-voice\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("administrator", said, StringComparison.Ordinal);
        Assert.Equal((413, "application/problem+json"), ((int)problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));

        static FormUrlEncodedContent TooMuch() => Form([new("code", new string('A', 10_000))]);
    }

    [Fact]
    public async Task Shows_where_the_words_are_how_often_they_were_opened_and_what_was_done()
    {
        var newsroom = await Newsroom.OpenAsync(app);
        var (consent, code) = await newsroom.Work.ConsentAsync();
        var voice = await newsroom.Work.VoiceAsync(consent, "Invented words: say my name right, please.");
        await PublishAsync(newsroom, voice);
        for (var i = 0; i < 3; i++)
            await ViewAsync(newsroom);
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        await app.JsonAsync("PUT", newsroom.Work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, OutcomeTests.AnOutcome(voice), 201);

        var (status, page) = await OpenAsync(code.ToLowerInvariant().Replace('-', ' '));

        Assert.Equal(200, status);
        Assert.Contains("Invented words: say my name right, please.", page, StringComparison.Ordinal);
        Assert.Contains("Your words are on 1 page. People have opened it 3 times.", page, StringComparison.Ordinal);
        Assert.Contains("An invented story", page, StringComparison.Ordinal);
        Assert.Contains($"/s/{newsroom.Slug}/", page, StringComparison.Ordinal);
        Assert.Contains("People can read this now.", page, StringComparison.Ordinal);
        Assert.Contains("Nobody asks you about marmalade.", page, StringComparison.Ordinal);
        Assert.Contains("We ask first now, at every meeting.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Newsroom.Stays, page, StringComparison.Ordinal);
        Assert.DoesNotContain(newsroom.Work.Participant, page, StringComparison.Ordinal);
        Assert.DoesNotContain(voice, page, StringComparison.Ordinal);
        Assert.DoesNotContain(consent, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_is_answered_kindly_and_shown_again_to_be_put_right()
    {
        var (status, page) = await OpenAsync(WrongCode);
        var (empty, _) = await PostAsync([]);
        using var hostile = await app.SendAsync("POST", "my-voice", body: Form(new KeyValuePair<string, string>("code", "\"><script>alert(1)</script>")));

        Assert.Equal((404, 404, 404), (status, empty, (int)hostile.StatusCode));
        Assert.Contains("We do not know that code", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{WrongCode}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await hostile.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_words_down_after_asking_once_and_says_so_when_the_code_is_typed_again()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);

        var (_, question) = await PostAsync([new("code", code), new("act", "take-down")]);
        Assert.Contains("Take your words down?", question, StringComparison.Ordinal);
        Assert.Equal("approved", (await work.FindAsync(voice)).GetProperty("status").GetString());

        var (status, done) = await PostAsync([new("code", code), new("act", "take-down-now")]);
        Assert.Equal(200, status);
        Assert.Contains("Your words are down", done, StringComparison.Ordinal);
        Assert.Equal("erased", (await work.FindAsync(voice)).GetProperty("status").GetString());

        var (_, after) = await OpenAsync(code);
        Assert.Contains("Your words were taken down on", after, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody asks me", after, StringComparison.Ordinal);
        Assert.DoesNotContain("take-down", after, StringComparison.Ordinal);
        Assert.Equal((404, 404), ((await PostAsync([new("code", WrongCode), new("act", "take-down")])).Status, (await PostAsync([new("code", WrongCode), new("act", "take-down-now")])).Status));
    }

    [Fact]
    public async Task Shows_the_words_in_fewer_places_from_the_page_and_they_leave_the_others_within_5_seconds()
    {
        var newsroom = await Newsroom.OpenAsync(app);
        var (consent, code) = await newsroom.Work.ConsentAsync();
        var voice = await newsroom.Work.VoiceAsync(consent, "Invented words: only near here, please.");
        await PublishAsync(newsroom, voice);

        var (_, form) = await PostAsync([new("code", code), new("act", "fewer-places")]);
        Assert.Contains("value=\"national\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"regional\"", form, StringComparison.Ordinal);
        var (_, nothing) = await PostAsync([new("code", code), new("act", "fewer-places-now"), new("audiences", "local")]);
        Assert.Contains("Please leave a tick in each list.", nothing, StringComparison.Ordinal);

        var (status, done) = await PostAsync([new("code", code), new("act", "fewer-places-now"), new("audiences", "local"), new("purposes", "story")]);

        Assert.Equal(200, status);
        Assert.Contains("Your words are only where you want them.", done, StringComparison.Ordinal);
        await AppFixture.UntilAsync(
            async () =>
            {
                using var answer = await app.SendAsync("GET", $"s/{newsroom.Slug}/");
                return !(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("only near here", StringComparison.Ordinal);
            },
            "the words have left the national page",
            seconds: 5);
        var (_, after) = await OpenAsync(code);
        Assert.Contains("This is ready.", after, StringComparison.Ordinal);
        Assert.Contains("Invented words: only near here, please.", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Narrows_over_the_API_and_the_consent_as_first_sent_may_still_be_repeated()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);

        var byCode = await app.JsonAsync("POST", $"api/my-voice/{code}/narrow", body: new { audiences = new[] { "local" } }, status: 202);
        var again = await app.JsonAsync("POST", $"api/my-voice/{code}/narrow", body: new { audiences = new[] { "local" } }, status: 202);
        var byWorker = await app.JsonAsync("POST", work.Path("consents", consent, "narrow"), Fieldwork.Worker, new { purposes = new[] { "training" } }, 202);

        Assert.Equal("""{"state":"given","audiences":["local"],"purposes":["story","training"]}""", byCode.GetRawText());
        Assert.Equal(byCode.GetRawText(), again.GetRawText());
        Assert.Equal("training", Assert.Single(byWorker.GetProperty("purposes").EnumerateArray()).GetString());
        Assert.Equal("given", (await app.JsonAsync("PUT", work.Path("consents", consent), Fieldwork.Worker, work.AConsent(), 200)).GetProperty("state").GetString());
        var narrower = work.AConsent();
        narrower["audiences"] = new JsonArray("local");
        await app.JsonAsync("PUT", work.Path("consents", consent), Fieldwork.Worker, narrower, 409);

        var read = await app.JsonAsync("GET", work.Path("consents", consent), Fieldwork.Worker);
        Assert.Equal("""{"audiences":["local","national"],"purposes":["story","training"]}""", read.GetProperty("agreedAtFirst").GetRawText());
        Assert.Equal(["consent-recorded", "consent-narrowed", "consent-narrowed"], read.GetProperty("ledger").EnumerateArray().Select(entry => entry.GetProperty("fact").GetString()));
        Assert.Equal(["engagement-worker", "young-person", "engagement-worker"], read.GetProperty("ledger").EnumerateArray().Select(entry => entry.GetProperty("by").GetString()));
        Assert.True((await app.JsonAsync("GET", $"api/ledger/{work.Project}/verify", Fieldwork.Worker)).GetProperty("valid").GetBoolean());
        Assert.Empty(await work.ListAsync("comms", "?usableFor=national"));
        Assert.Equal(voice, Assert.Single(await work.ListAsync("comms", "?usableFor=local&purpose=training")).GetProperty("voice").GetString());

        Assert.Equal("bad-fields", (await app.JsonAsync("POST", $"api/my-voice/{code}/narrow", body: new { }, status: 400)).GetProperty("code").GetString());
        Assert.Equal("does-not-fit", (await app.JsonAsync("POST", $"api/my-voice/{code}/narrow", body: new { audiences = new[] { "regional" } }, status: 422)).GetProperty("code").GetString());
        Assert.Equal("nothing-left", (await app.JsonAsync("POST", $"api/my-voice/{code}/narrow", body: new { audiences = new[] { "national" } }, status: 422)).GetProperty("code").GetString());
        await app.JsonAsync("POST", $"api/my-voice/{WrongCode}/narrow", body: new { audiences = new[] { "local" } }, status: 404);
    }

    /// <summary>Somebody else may read the page too: that a voice is held must not show.</summary>
    [Fact]
    public async Task A_voice_on_hold_looks_exactly_like_one_that_waits_and_tells_nothing_of_what_was_said_or_done()
    {
        var pages = new List<string>();
        foreach (var decision in new[] { null, "refer" })
        {
            var work = await Fieldwork.StartAsync(app);
            var (consent, code) = await work.ConsentAsync();
            var voice = await work.VoiceAsync(consent, "Invented words that worry somebody.", approvedBy: null);
            if (decision is not null)
            {
                await app.JsonAsync("PUT", work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, OutcomeTests.AnOutcome(voice), 201);
                await work.ReviewAsync(voice, decision);
            }

            var (_, page) = await OpenAsync(code);
            Assert.DoesNotContain("worry", page, StringComparison.Ordinal);
            Assert.DoesNotContain("marmalade", page, StringComparison.Ordinal);
            pages.Add(page.Replace(code, "", StringComparison.Ordinal));
        }

        Assert.Equal(pages[0], pages[1]);
        Assert.Contains("We are still reading this.", pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_can_not_send_the_form()
    {
        using var answer = await app.SendAsync("POST", "my-voice", body: Form(new KeyValuePair<string, string>("code", WrongCode)), change: r => r.Headers.Add("Origin", "https://elsewhere.example"));

        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var answer = await app.SendAsync("POST", "my-voice", body: Form(new KeyValuePair<string, string>("code", new string('A', 10_000))));

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_card_has_the_code_as_text_and_as_a_square_and_is_made_for_its_own_consent_only()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, code) = await work.ConsentAsync();
        var (other, _) = await work.ConsentAsync();

        using var answer = await app.SendAsync("POST", "capture/card", Fieldwork.Worker, Form(new("consent", consent), new("code", code)));
        var card = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains(code, card, StringComparison.Ordinal);
        Assert.Contains("<svg", card, StringComparison.Ordinal);
        Assert.Contains($"{app.Address.Authority}/my-voice", card, StringComparison.Ordinal);
        Assert.Contains("<dd>People in the whole country</dd>", card, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await app.SendAsync("POST", "capture/card", Fieldwork.Worker, Form(new("consent", other), new("code", code)))).StatusCode);
        Assert.Equal(404, (int)(await app.SendAsync("POST", "capture/card", Fieldwork.Worker, Form(new("consent", consent), new("code", WrongCode)))).StatusCode);
        Assert.Equal(404, (int)(await app.SendAsync("POST", "capture/card", Fieldwork.Worker)).StatusCode);
    }

    private static FormUrlEncodedContent Form(params KeyValuePair<string, string>[] fields) => new(fields);

    private Task<(int Status, string Page)> OpenAsync(string code) => PostAsync([new("code", code)]);

    private async Task<(int Status, string Page)> PostAsync(KeyValuePair<string, string>[] fields)
    {
        using var answer = await app.SendAsync("POST", "my-voice", body: Form(fields));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return ((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private async Task PublishAsync(Newsroom newsroom, string voice)
    {
        var story = newsroom.AStory();
        ((JsonArray)story["cards"]!).Add(new JsonObject { ["id"] = "mine", ["type"] = "quote", ["voice"] = voice });
        await app.JsonAsync("PUT", newsroom.Path, Newsroom.Comms, story, 201);
        await app.JsonAsync("POST", $"{newsroom.Path}/publish", Newsroom.Comms, new { });
    }

    private Task<JsonElement> ViewAsync(Newsroom newsroom) => app.JsonAsync(
        "POST", "api/views", body: new JsonObject { ["id"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..20], ["story"] = newsroom.Story, ["version"] = 1, ["seq"] = 0 }, status: 204);
}
