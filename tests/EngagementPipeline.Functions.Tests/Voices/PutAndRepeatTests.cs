using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>Every PUT: 201, then 200 for the same body again, then 409 for another body; and 404 in a project that is not there.</summary>
public sealed class PutAndRepeatTests(AppFixture app)
{
    public static TheoryData<string> Kinds => ["projects", "sessions", "participants", "consents", "voices"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_body_again_changes_nothing_and_another_is_refused(string kind)
    {
        var work = await Fieldwork.StartAsync(app);
        var (path, body, change) = await OfAsync(work, kind);

        await app.JsonAsync("PUT", path, Fieldwork.Worker, body.DeepClone(), 201);
        await app.JsonAsync("PUT", path, Fieldwork.Worker, body.DeepClone(), 200);
        change(body);
        var problem = await app.JsonAsync("PUT", path, Fieldwork.Worker, body.DeepClone(), 409);
        Assert.Equal("already-different", problem.GetProperty("code").GetString());
        Assert.Equal(409, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sent_several_times_at_once_it_is_there_once(string kind)
    {
        var work = await Fieldwork.StartAsync(app);
        var (path, body, _) = await OfAsync(work, kind);
        var text = body.ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.SendAsync("PUT", path, Fieldwork.Worker, text)));

        Assert.All(answers, answer => Assert.True((int)answer.StatusCode is 200 or 201, $"{(int)answer.StatusCode}"));
        Assert.Single(answers, answer => (int)answer.StatusCode == 201);
    }

    [Theory]
    [InlineData("sessions")]
    [InlineData("participants")]
    [InlineData("consents")]
    [InlineData("voices")]
    public async Task In_a_project_that_is_not_there_nothing_is_kept(string kind)
    {
        var work = await Fieldwork.StartAsync(app);
        var (path, body, _) = await OfAsync(work, kind);

        var problem = await app.JsonAsync("PUT", path.Replace(work.Project, Guid.NewGuid().ToString(), StringComparison.Ordinal), Fieldwork.Worker, body, 404);

        Assert.Equal("not-found", problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("consents", "participant")]
    [InlineData("voices", "session")]
    [InlineData("voices", "participant")]
    [InlineData("voices", "consent")]
    public async Task What_names_something_that_is_not_there_does_not_fit_and_says_which_field(string kind, string field)
    {
        var work = await Fieldwork.StartAsync(app);
        var (path, body, _) = await OfAsync(work, kind);
        body[field] = Guid.NewGuid().ToString();

        var problem = await app.JsonAsync("PUT", path, Fieldwork.Worker, body, 422);

        Assert.Equal("does-not-fit", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_voice_under_the_consent_of_another_participant_does_not_fit()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var other = Guid.NewGuid().ToString();
        await app.JsonAsync("PUT", work.Path("participants", other), Fieldwork.Worker, new { ageBand = "16-17" }, 201);
        var body = work.AVoice(consent);
        body["participant"] = other;

        var problem = await app.JsonAsync("PUT", work.Path("voices", Guid.NewGuid().ToString()), Fieldwork.Worker, body, 422);

        Assert.True(problem.GetProperty("errors").TryGetProperty("consent", out _));
    }

    [Fact]
    public async Task Projects_and_sessions_can_be_listed()
    {
        var work = await Fieldwork.StartAsync(app);

        var projects = (await app.JsonAsync("GET", "api/projects", "comms")).GetProperty("items").EnumerateArray();
        var mine = projects.Single(p => p.GetProperty("project").GetString() == work.Project);
        Assert.Equal("An invented project", mine.GetProperty("title").GetString());
        Assert.False(mine.GetProperty("sample").GetBoolean());
        Assert.Equal("To be tested", (await app.JsonAsync("GET", work.ProjectPath, "report-author")).GetProperty("purpose").GetString());
        Assert.Equal(404, (int)(await app.SendAsync("GET", $"api/projects/{Guid.NewGuid()}", "comms")).StatusCode);

        var session = Assert.Single((await app.JsonAsync("GET", $"{work.ProjectPath}/sessions", Fieldwork.Worker)).GetProperty("items").EnumerateArray());
        Assert.Equal(work.Session, session.GetProperty("session").GetString());
        Assert.Equal("2026-11-20", session.GetProperty("heldOn").GetString());
    }

    [Fact]
    public async Task No_answer_gives_back_what_is_only_read_as_sums()
    {
        var work = await Fieldwork.StartAsync(app);

        var answer = await app.JsonAsync(
            "PUT", work.Path("participants", Guid.NewGuid().ToString()), Fieldwork.Worker,
            new { ageBand = "13-15", district = "An invented district", ethnicGroup = "As described", sex = "girl" }, 201);

        Assert.Equal(["ageBand", "participant"], answer.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<(string Path, JsonObject Body, Action<JsonObject> Change)> OfAsync(Fieldwork work, string kind) => kind switch
    {
        "projects" => ($"api/projects/{Guid.NewGuid()}", Fieldwork.AProject(), b => b["purpose"] = "Another"),
        "sessions" => (work.Path(kind, Guid.NewGuid().ToString()), Fieldwork.ASession(), b => b["groupSize"] = 13),
        "participants" => (work.Path(kind, Guid.NewGuid().ToString()), new JsonObject { ["ageBand"] = "13-15", ["sex"] = "boy" }, b => b["sex"] = "girl"),
        "consents" => (work.Path(kind, Guid.NewGuid().ToString()), work.AConsent(), b => b["audiences"] = new JsonArray("local", "regional", "national")),
        _ => (work.Path(kind, Guid.NewGuid().ToString()), work.AVoice((await work.ConsentAsync()).Consent), b => b["words"] = "Other invented words."),
    };
}
