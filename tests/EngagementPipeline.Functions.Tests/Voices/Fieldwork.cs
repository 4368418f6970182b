using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>
/// A project of one's own, over HTTP, as a worker makes it: <see cref="StartAsync"/> puts a project, a session and a participant
/// there, and the other methods give bodies and addresses for what comes next.
/// </summary>
public sealed class Fieldwork
{
    public const string Worker = "engagement-worker";

    private readonly AppFixture _app;

    private Fieldwork(AppFixture app) => _app = app;

    public string Project { get; } = Guid.NewGuid().ToString();

    public string Session { get; } = Guid.NewGuid().ToString();

    public string Participant { get; } = Guid.NewGuid().ToString();

    public string ProjectPath => $"api/projects/{Project}";

    public static async Task<Fieldwork> StartAsync(AppFixture app, string ageBand = "16-17", JsonObject? project = null, JsonObject? participant = null, JsonObject? session = null)
    {
        var work = new Fieldwork(app);
        await app.JsonAsync("PUT", work.ProjectPath, Worker, project ?? AProject(), 201);
        await app.JsonAsync("PUT", work.Path("sessions", work.Session), Worker, session ?? ASession(), 201);
        await app.JsonAsync("PUT", work.Path("participants", work.Participant), Worker, participant ?? new JsonObject { ["ageBand"] = ageBand }, 201);
        return work;
    }

    public string Path(string kind, string id, string act = "") => $"{ProjectPath}/{kind}/{id}{(act.Length > 0 ? "/" : "")}{act}";

    public static JsonObject AProject() => new() { ["title"] = "An invented project", ["purpose"] = "To be tested" };

    public static JsonObject ASession() => new()
    {
        ["heldOn"] = "2026-11-20",
        ["place"] = "An invented youth club",
        ["setting"] = "youth-club",
        ["phase"] = "mixed",
        ["groupSize"] = 12,
    };

    public JsonObject AConsent() => new()
    {
        ["participant"] = Participant,
        ["statement"] = new JsonObject { ["version"] = "2026-1", ["language"] = "en" },
        ["uses"] = new JsonArray("quote"),
        ["purposes"] = new JsonArray("story", "training"),
        ["audiences"] = new JsonArray("local", "national"),
        ["youngPerson"] = AnAnswer(agreed: true),
    };

    public static JsonObject AnAnswer(bool agreed) => new() { ["agreed"] = agreed, ["how"] = "paper", ["on"] = "2026-11-20" };

    public JsonObject AVoice(string consent, string words = "Invented words: nobody asks me.") => new()
    {
        ["session"] = Session,
        ["participant"] = Participant,
        ["consent"] = consent,
        ["prompt"] = "feeling",
        ["words"] = words,
        ["capturedAt"] = "2026-11-20T15:30:00Z",
        ["themes"] = new JsonArray("belonging"),
        ["credit"] = "Year 11",
    };

    /// <summary>Records a consent and gives its id, and the code that is shown once.</summary>
    public async Task<(string Consent, string Code)> ConsentAsync(Action<JsonObject>? change = null)
    {
        var body = AConsent();
        change?.Invoke(body);
        var id = Guid.NewGuid().ToString();
        var recorded = await _app.JsonAsync("PUT", Path("consents", id), Worker, body, 201);
        return (id, recorded.GetProperty("withdrawalCode").GetString()!);
    }

    public async Task<string> VoiceAsync(string consent, string words = "Invented words: nobody asks me.", string? approvedBy = Worker, Action<JsonObject>? change = null)
    {
        var id = Guid.NewGuid().ToString();
        var body = AVoice(consent, words);
        change?.Invoke(body);
        await _app.JsonAsync("PUT", Path("voices", id), Worker, body, 201);
        if (approvedBy is not null)
            await ReviewAsync(id, "approve");
        return id;
    }

    public Task<JsonElement> ReviewAsync(string voice, string decision, string? words = null, int status = 200, string? name = null) =>
        _app.JsonAsync(
            "POST", Path("voices", voice, "review"), Worker, new { decision, words }, status,
            request => request.Headers.Add("X-Local-Name", name ?? "Somebody"));

    public async Task<List<JsonElement>> ListAsync(string roles = Worker, string query = "")
    {
        var page = await _app.JsonAsync("GET", $"{ProjectPath}/voices{query}", roles);
        return page.GetProperty("items").EnumerateArray().ToList();
    }

    public async Task<JsonElement> FindAsync(string voice, string roles = Worker) =>
        (await ListAsync(roles)).FirstOrDefault(v => v.GetProperty("voice").GetString() == voice);
}
