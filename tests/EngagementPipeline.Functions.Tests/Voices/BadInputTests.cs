using System.Text;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>What is wrong with a body is said field by field, and never by repeating it.</summary>
public sealed class BadInputTests(AppFixture app)
{
    private static readonly string Id = Guid.NewGuid().ToString();

    /// <summary>Kind, the field to set, the JSON to set it to (null takes it away), and the field that is named.</summary>
    public static TheoryData<string, string, string?, string> WrongFields => new()
    {
        { "projects", "title", null, "title" },
        { "projects", "title", "\"\"", "title" },
        { "projects", "title", "7", "title" },
        { "projects", "title", $"\"{new string('x', 201)}\"", "title" },
        { "projects", "purpose", "null", "purpose" },
        { "projects", "owner", "\"me\"", "owner" },
        { "projects", "parentOrCarerBelow", "12", "parentOrCarerBelow" },
        { "sessions", "heldOn", "\"20/11/2026\"", "heldOn" },
        { "sessions", "heldOn", "\"2026-02-30\"", "heldOn" },
        { "sessions", "setting", "\"pub\"", "setting" },
        { "sessions", "phase", "\"Post16\"", "phase" },
        { "sessions", "groupSize", "0", "groupSize" },
        { "sessions", "groupSize", "1.5", "groupSize" },
        { "sessions", "groupSize", "\"12\"", "groupSize" },
        { "participants", "ageBand", "\"14\"", "ageBand" },
        { "participants", "name", "\"Robin\"", "name" },
        { "participants", "district", $"\"{new string('x', 61)}\"", "district" },
        { "consents", "participant", "\"Robin\"", "participant" },
        { "consents", "statement", null, "statement" },
        { "consents", "statement", "{\"version\":\"\",\"language\":\"english!\"}", "statement.language" },
        { "consents", "uses", "[]", "uses" },
        { "consents", "uses", "[\"quote\",\"quote\"]", "uses" },
        { "consents", "purposes", "[\"story\",\"advert\"]", "purposes[1]" },
        { "consents", "audiences", "\"national\"", "audiences" },
        { "consents", "audiences", "[null]", "audiences[0]" },
        { "consents", "youngPerson", null, "youngPerson" },
        { "consents", "youngPerson", "{\"how\":\"paper\",\"on\":\"2026-11-20\"}", "youngPerson.agreed" },
        { "consents", "parentOrCarer", "{\"agreed\":true,\"how\":\"text\",\"on\":\"2026-11-20\"}", "parentOrCarer.how" },
        { "consents", "expiresOn", "\"never\"", "expiresOn" },
        { "voices", "words", null, "words" },
        { "voices", "words", "\"   \"", "words" },
        { "voices", "words", $"\"{new string('x', 2001)}\"", "words" },
        { "voices", "words", "\"half \\ud800 a pair\"", "words" },
        { "voices", "prompt", "\"happy\"", "prompt" },
        { "voices", "capturedAt", "\"2026-11-20\"", "capturedAt" },
        { "voices", "language", "\"the Queen's\"", "language" },
        { "voices", "themes", "[\"\"]", "themes[0]" },
        { "voices", "themes", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]", "themes" },
        { "voices", "credit", $"\"{new string('x', 81)}\"", "credit" },
        { "voices", "status", "\"approved\"", "status" },
        { "review", "decision", "\"publish\"", "decision" },
        { "review", "words", "\"Words with no edit\"", "words" },
        { "review", "decision", "\"edit\"", "words" },
        { "withdraw", "reason", "5", "reason" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_field_that_is_wrong_is_named(string kind, string field, string? json, string named)
    {
        var body = Good(kind);
        body.Remove(field);
        if (json is not null)
            body[field] = "(here)";

        // As text, because some of it is nothing that a JSON writer would write.
        var text = body.ToJsonString().Replace("\"(here)\"", json, StringComparison.Ordinal);
        var problem = await app.JsonAsync(Verb(kind), PathOf(kind), Fieldwork.Worker, text, 400);

        Assert.Equal("bad-fields", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(named, out _), problem.ToString());
        Assert.DoesNotContain("Robin", problem.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Kinds => ["projects", "sessions", "participants", "consents", "voices", "review", "withdraw"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_no_JSON_is_malformed(string kind)
    {
        foreach (var body in new[] { "{", "[]", "nonsense", "{} {}", "{\"a\": 1,}", "// a comment\n{}", string.Concat(Enumerable.Repeat("{\"a\":", 40)) })
        {
            var problem = await app.JsonAsync(Verb(kind), PathOf(kind), Fieldwork.Worker, body, 400);
            Assert.Contains(problem.GetProperty("code").GetString(), new[] { "malformed-json", "bad-fields" });
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_field_that_is_there_twice_is_refused(string kind)
    {
        var body = Good(kind).ToJsonString();
        var first = Good(kind).First();
        var doubled = $"{{\"{first.Key}\":{first.Value!.ToJsonString()},{body[1..]}";

        await app.JsonAsync(Verb(kind), PathOf(kind), Fieldwork.Worker, doubled, 400);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_over_the_limit_is_refused(string kind)
    {
        var body = Good(kind);
        body["padding"] = new string('x', 70_000);

        var problem = await app.JsonAsync(Verb(kind), PathOf(kind), Fieldwork.Worker, body.ToJsonString(), 413);

        Assert.Equal("body-too-large", problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("PUT", "api/projects/mine")]
    [InlineData("GET", "api/projects/mine")]
    [InlineData("GET", "api/projects/mine/voices")]
    [InlineData("GET", "api/projects/mine/sessions")]
    [InlineData("GET", "api/projects/00000000-0000-0000-0000-000000000000/voices")]
    [InlineData("GET", "api/projects/mine/consents/yours")]
    [InlineData("GET", "api/projects/mine/consents/yours/receipt")]
    [InlineData("GET", "api/ledger/mine")]
    [InlineData("GET", "api/ledger/mine/verify")]
    [InlineData("GET", "api/projects/0190d3a47c1e7cc398c4dc0c0c07398f/voices")]
    public async Task An_id_that_is_none_is_named(string verb, string path)
    {
        var problem = await app.JsonAsync(verb, path, Fieldwork.Worker, verb == "PUT" ? Fieldwork.AProject() : null, 400);

        Assert.True(problem.GetProperty("errors").TryGetProperty("project", out _));
    }

    [Theory]
    [InlineData("status=published", "status")]
    [InlineData("usableFor=everybody", "usableFor")]
    [InlineData("purpose=advert", "purpose")]
    [InlineData("continue=next", "continue")]
    public async Task A_question_that_can_not_be_asked_is_named(string query, string field)
    {
        var problem = await app.JsonAsync("GET", $"api/projects/{Id}/voices?{query}", Fieldwork.Worker, status: 400);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Words_may_be_of_any_script_and_2000_long()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var words = new StringBuilder("Invented: ünïcode 😀 ‘quotes’ <b>&amp; مرحبا\nsecond line. ").Append('x', 1_900).ToString();

        var voice = await work.VoiceAsync(consent, words);

        Assert.Equal(words, (await work.FindAsync(voice)).GetProperty("words").GetString());
    }

    private static string Verb(string kind) => kind is "review" or "withdraw" ? "POST" : "PUT";

    private static string PathOf(string kind) => kind switch
    {
        "projects" => $"api/projects/{Id}",
        "review" => $"api/projects/{Id}/voices/{Id}/review",
        "withdraw" => $"api/projects/{Id}/consents/{Id}/withdraw",
        _ => $"api/projects/{Id}/{kind}/{Id}",
    };

    private static JsonObject Good(string kind) => kind switch
    {
        "projects" => Fieldwork.AProject(),
        "sessions" => Fieldwork.ASession(),
        "participants" => new JsonObject { ["ageBand"] = "13-15" },
        "consents" => new JsonObject
        {
            ["participant"] = Id,
            ["statement"] = new JsonObject { ["version"] = "1", ["language"] = "en" },
            ["uses"] = new JsonArray("quote"),
            ["purposes"] = new JsonArray("story"),
            ["audiences"] = new JsonArray("local"),
            ["youngPerson"] = Fieldwork.AnAnswer(true),
        },
        "voices" => new JsonObject
        {
            ["session"] = Id,
            ["participant"] = Id,
            ["consent"] = Id,
            ["prompt"] = "feeling",
            ["words"] = "Invented words by Robin",
            ["capturedAt"] = "2026-11-20T15:30:00Z",
        },
        "review" => new JsonObject { ["decision"] = "approve" },
        _ => new JsonObject { ["reason"] = "asked by phone" },
    };
}
