using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>What a device kept while it had no signal, sent as one batch: each item answers as if it had been sent alone.</summary>
public sealed class SyncTests(AppFixture app)
{
    [Fact]
    public async Task Records_everything_in_order_and_gives_back_what_each_call_answered()
    {
        var work = await Fieldwork.StartAsync(app);
        var visit = new Visit(work);

        var results = await SyncAsync(visit.Items);

        Assert.Equal(visit.Items.Select(i => (string)i!["path"]!), results.Select(r => r.GetProperty("path").GetString()));
        Assert.All(results, r => Assert.Equal(201, r.GetProperty("status").GetInt32()));
        Assert.All(results, r => Assert.False(r.TryGetProperty("problem", out _)));
        Assert.Matches("^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$", results[2].GetProperty("body").GetProperty("withdrawalCode").GetString());
        Assert.Equal(JsonValueKind.Array, results[3].GetProperty("body").GetProperty("warnings").ValueKind);
        Assert.Equal("Invented words: nobody asks me.", (await work.FindAsync(visit.Voice)).GetProperty("words").GetString());
    }

    [Fact]
    public async Task Three_replays_change_nothing()
    {
        var work = await Fieldwork.StartAsync(app);
        var visit = new Visit(work);
        await SyncAsync(visit.Items);
        var ledger = await LedgerAsync(work);

        for (var replay = 0; replay < 3; replay++)
        {
            var results = await SyncAsync(visit.Items);
            Assert.All(results, r => Assert.Equal(200, r.GetProperty("status").GetInt32()));
            Assert.False(results[2].GetProperty("body").TryGetProperty("withdrawalCode", out _));
        }

        Assert.Single(await work.ListAsync());
        Assert.Equal(ledger, await LedgerAsync(work));
    }

    /// <summary>What is wrong, the item's JSON (in which <c>P</c> stands for the project's path), and the answer alone gives.</summary>
    public static TheoryData<string, string, int, string> Refused => new()
    {
        { "no object", "7", 400, "malformed-json" },
        { "nothing in it", "{}", 400, "bad-fields" },
        { "an unknown field", """{"method":"PUT","path":"P/participants/ID","body":{"ageBand":"13-15"},"role":"admin"}""", 400, "bad-fields" },
        { "a field twice", """{"method":"PUT","path":"P/participants/ID","path":"P/voices/ID","body":{}}""", 400, "bad-fields" },
        { "a path that is no text", """{"method":"PUT","path":["P"],"body":{}}""", 400, "bad-fields" },
        { "half a character", """{"method":"PUT","path":"\ud800","body":{}}""", 400, "bad-fields" },
        { "another method", """{"method":"DELETE","path":"P","body":{}}""", 405, "method-not-allowed" },
        { "a story", """{"method":"PUT","path":"/api/stories/ID","body":{}}""", 404, "not-found" },
        { "media", """{"method":"PUT","path":"/api/media/ID","body":{}}""", 404, "not-found" },
        { "the sample", """{"method":"PUT","path":"/api/sample","body":{}}""", 404, "not-found" },
        { "itself", """{"method":"PUT","path":"/api/sync","body":{"items":[]}}""", 404, "not-found" },
        { "an act on a voice", """{"method":"PUT","path":"P/voices/ID/review","body":{"decision":"approve"}}""", 404, "not-found" },
        { "a kind that is none", """{"method":"PUT","path":"P/names/ID","body":{}}""", 404, "not-found" },
        { "another host", """{"method":"PUT","path":"https://elsewhere.example/api/projects/ID","body":{}}""", 404, "not-found" },
        { "up and away", """{"method":"PUT","path":"/api/projects/../stories/ID/x","body":{}}""", 404, "not-found" },
        { "no id", """{"method":"PUT","path":"P/participants/Robin","body":{"ageBand":"13-15"}}""", 400, "bad-fields" },
        { "no body", """{"method":"PUT","path":"P/participants/ID"}""", 400, "malformed-json" },
        { "null for a body", """{"method":"PUT","path":"P/participants/ID","body":null}""", 400, "malformed-json" },
        { "an unknown field in the body", """{"method":"PUT","path":"P/participants/ID","body":{"ageBand":"13-15","name":"Robin"}}""", 400, "bad-fields" },
        { "a field twice in the body", """{"method":"PUT","path":"P/participants/ID","body":{"ageBand":"13-15","ageBand":"16-17"}}""", 400, "bad-fields" },
        { "a body too deep", $$$"""{"method":"PUT","path":"P/participants/ID","body":{"ageBand":{{{new string('[', 200)}}}{{{new string(']', 200)}}}}}""", 400, "malformed-json" },
        { "a body too large", $$$"""{"method":"PUT","path":"P/participants/ID","body":{"ageBand":"{{{new string('x', 65_536)}}}"}}""", 413, "body-too-large" },
        { "a project that is not there", """{"method":"PUT","path":"/api/projects/ID/participants/ID","body":{"ageBand":"13-15"}}""", 404, "not-found" },
        { "the project otherwise", """{"method":"PUT","path":"P","body":{"title":"Another","purpose":"Another"}}""", 409, "already-different" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task One_item_that_is_refused_stops_no_other(string what, string item, int status, string code)
    {
        Assert.NotEmpty(what);
        var work = await Fieldwork.StartAsync(app);
        var visit = new Visit(work);
        var wrong = item.Replace("\"P/", $"\"/{work.ProjectPath}/", StringComparison.Ordinal).Replace("\"P\"", $"\"/{work.ProjectPath}\"", StringComparison.Ordinal).Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal);
        var good = visit.Items.Select(i => i!.ToJsonString()).ToList();

        var results = await SyncAsync($$"""{"items":[{{good[0]}},{{wrong}},{{string.Join(',', good.Skip(1))}}]}""");

        var refused = results[1];
        Assert.Equal(status, refused.GetProperty("status").GetInt32());
        Assert.Equal(code, refused.GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(status, refused.GetProperty("problem").GetProperty("status").GetInt32());
        Assert.DoesNotContain("Robin", refused.GetProperty("problem").ToString(), StringComparison.Ordinal);
        Assert.All(results.Where((_, i) => i != 1), r => Assert.Equal(201, r.GetProperty("status").GetInt32()));
        await AlsoAloneAsync(wrong, status, code);
    }

    [Fact]
    public async Task What_hangs_on_a_refused_item_gets_an_answer_of_its_own()
    {
        var work = await Fieldwork.StartAsync(app);
        var visit = new Visit(work);
        visit.Items[2]!["body"]!.AsObject().Remove("youngPerson");

        var results = await SyncAsync(visit.Items);

        Assert.Equal([201, 201, 400, 422], results.Select(r => r.GetProperty("status").GetInt32()));
        Assert.True(results[3].GetProperty("problem").GetProperty("errors").TryGetProperty("consent", out _));
    }

    [Theory]
    [InlineData("""{"items":7}""", 400)]
    [InlineData("{}", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"items":[],"role":"admin"}""", 400)]
    [InlineData("""{"items":[""", 400)]
    [InlineData("", 400)]
    [InlineData("""{"items":[]}""", 200)]
    public async Task A_batch_that_can_not_be_read_is_refused_whole(string body, int status) =>
        await app.JsonAsync("POST", "api/sync", Fieldwork.Worker, body, status);

    [Fact]
    public async Task Takes_500_items_and_not_one_more()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();

        // 2,000 of the largest characters, each written as long as JSON lets it be.
        var words = string.Concat(Enumerable.Repeat("\\ud83d\\ude42", 1_000));
        var items = Enumerable.Range(0, 501).Select(_ =>
            Item(work, "voices", Guid.NewGuid().ToString(), work.AVoice(consent, "W")).ToJsonString().Replace("\"W\"", $"\"{words}\"", StringComparison.Ordinal)).ToList();

        var problem = await app.JsonAsync("POST", "api/sync", Fieldwork.Worker, $$"""{"items":[{{string.Join(',', items)}}]}""", 400);
        Assert.True(problem.GetProperty("errors").TryGetProperty("items", out _));
        Assert.Empty(await work.ListAsync());

        var results = await SyncAsync($$"""{"items":[{{string.Join(',', items.Take(500))}}]}""");
        Assert.Equal(500, results.Count(r => r.GetProperty("status").GetInt32() == 201));
    }

    [Fact]
    public async Task More_than_eight_megabytes_are_too_large() =>
        await app.JsonAsync("POST", "api/sync", Fieldwork.Worker, $$"""{"items":[],"by":"{{new string('x', 8 * 1024 * 1024)}}"}""", 413);

    [Theory]
    [InlineData(null, 401)]
    [InlineData("comms", 403)]
    [InlineData("report-author,safeguarding-lead", 403)]
    public async Task Nobody_gains_a_role_by_it(string? roles, int status)
    {
        var visit = new Visit(await Fieldwork.StartAsync(app));

        await app.JsonAsync("POST", "api/sync", roles, new JsonObject { ["items"] = visit.Items.DeepClone() }, status);
    }

    [Fact]
    public async Task What_one_person_wrote_down_is_never_recorded_under_the_name_of_another()
    {
        var work = await Fieldwork.StartAsync(app);
        var visit = new Visit(work);

        var problem = await app.JsonAsync(
            "POST", "api/sync", Fieldwork.Worker, new JsonObject { ["items"] = visit.Items.DeepClone(), ["by"] = "somebody-else" }, 409);

        Assert.Equal("captured-by-somebody-else", problem.GetProperty("code").GetString());
        Assert.Empty(await work.ListAsync());
    }

    [Fact]
    public async Task A_code_that_the_device_made_is_the_consents_and_stays_nobody_elses()
    {
        var work = await Fieldwork.StartAsync(app);
        var code = ACode();
        var (first, shown) = await work.ConsentAsync(body => body["withdrawalCode"] = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        Assert.Equal(code, shown);

        var body = work.AConsent();
        body["withdrawalCode"] = code;
        await app.JsonAsync("PUT", work.Path("consents", first), Fieldwork.Worker, body.DeepClone(), 200);
        var taken = await app.JsonAsync("PUT", work.Path("consents", Guid.NewGuid().ToString()), Fieldwork.Worker, body.DeepClone(), 409);
        Assert.Equal("code-taken", taken.GetProperty("code").GetString());
        body["withdrawalCode"] = ACode();
        await app.JsonAsync("PUT", work.Path("consents", first), Fieldwork.Worker, body.DeepClone(), 409);

        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);
        Assert.Equal("withdrawn", (await app.JsonAsync("GET", work.Path("consents", first), Fieldwork.Worker)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("7K3M-9QXT-0WEF")]
    [InlineData("0000-0000-0000-0000")]
    [InlineData("ABAB-ABAB-ABAB-ABAB")]
    [InlineData("Robin's own code!")]
    [InlineData("")]
    public async Task A_code_that_nobody_drew_at_random_is_refused(string code)
    {
        var work = await Fieldwork.StartAsync(app);
        var body = work.AConsent();
        body["withdrawalCode"] = code;

        var problem = await app.JsonAsync("PUT", work.Path("consents", Guid.NewGuid().ToString()), Fieldwork.Worker, body, 400);

        Assert.True(problem.GetProperty("errors").TryGetProperty("withdrawalCode", out _));
    }

    [Fact]
    public async Task What_was_withdrawn_meanwhile_does_not_come_back_with_a_late_batch()
    {
        var work = await Fieldwork.StartAsync(app);
        var visit = new Visit(work);
        await SyncAsync(visit.Items);
        await app.JsonAsync("POST", work.Path("consents", visit.Consent, "withdraw"), Fieldwork.Worker, status: 202);
        visit.Items.Add(Item(work, "voices", Guid.NewGuid().ToString(), visit.AVoice("Invented words that came late.")));

        var results = await SyncAsync(visit.Items);

        Assert.Equal([200, 200, 200, 409, 409], results.Select(r => r.GetProperty("status").GetInt32()));
        Assert.All(results.Skip(3), r => Assert.Equal("consent-not-given", r.GetProperty("problem").GetProperty("code").GetString()));
        Assert.DoesNotContain("Invented words", JsonSerializer.Serialize(await work.ListAsync()), StringComparison.Ordinal);
    }

    private static JsonObject Item(Fieldwork work, string kind, string id, JsonObject body) =>
        new() { ["method"] = "PUT", ["path"] = $"/{work.Path(kind, id)}", ["body"] = body };

    private static string ACode() => string.Join('-', Guid.NewGuid().ToString("N").ToUpperInvariant()[..16].Chunk(4).Select(c => new string(c)));

    private Task<List<JsonElement>> SyncAsync(JsonArray items) => SyncAsync(new JsonObject { ["items"] = items.DeepClone() }.ToJsonString());

    private async Task<List<JsonElement>> SyncAsync(string body) =>
        (await app.JsonAsync("POST", "api/sync", Fieldwork.Worker, body)).GetProperty("results").EnumerateArray().ToList();

    private async Task<string> LedgerAsync(Fieldwork work) =>
        (await app.JsonAsync("GET", $"api/ledger/{work.Project}", Fieldwork.Worker)).ToString();

    /// <summary>What can be sent alone at all gets the very same answer alone.</summary>
    private async Task AlsoAloneAsync(string item, int status, string code)
    {
        if (code is "method-not-allowed" || status is 404 && !item.Contains("participants", StringComparison.Ordinal))
            return;
        using var document = JsonDocument.Parse(item, new JsonDocumentOptions { MaxDepth = 512 });
        if (document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.EnumerateObject().Count() > 3
            || !document.RootElement.TryGetProperty("path", out var path) || path.ValueKind != JsonValueKind.String || path.GetRawText().Contains("\\u", StringComparison.Ordinal))
            return;
        var body = document.RootElement.TryGetProperty("body", out var given) ? given.GetRawText() : "";
        if (document.RootElement.EnumerateObject().Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() != document.RootElement.EnumerateObject().Count())
            return;

        var alone = await app.JsonAsync("PUT", path.GetString()!.TrimStart('/'), Fieldwork.Worker, body, status);
        Assert.Equal(code, alone.GetProperty("code").GetString());
    }

    /// <summary>A session, somebody in it, what they agree to, and what they say: all of it made on the device.</summary>
    private sealed class Visit
    {
        private readonly Fieldwork _work;
        private readonly string _session = Guid.NewGuid().ToString();
        private readonly string _participant = Guid.NewGuid().ToString();

        public Visit(Fieldwork work)
        {
            _work = work;
            var consent = work.AConsent();
            consent["participant"] = _participant;
            Items =
            [
                Item(work, "sessions", _session, Fieldwork.ASession()),
                Item(work, "participants", _participant, new JsonObject { ["ageBand"] = "16-17" }),
                Item(work, "consents", Consent, consent),
                Item(work, "voices", Voice, AVoice("Invented words: nobody asks me.")),
            ];
        }

        public JsonArray Items { get; }

        public string Consent { get; } = Guid.NewGuid().ToString();

        public string Voice { get; } = Guid.NewGuid().ToString();

        public JsonObject AVoice(string words)
        {
            var voice = _work.AVoice(Consent, words);
            voice["session"] = _session;
            voice["participant"] = _participant;
            return voice;
        }
    }
}
