using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.MyVoice;

/// <summary>One young person of whom everything is held that can be, over HTTP. All of it is invented; another person of the same project stands beside them in the same picture.</summary>
public sealed class Person
{
    public const string Lead = "safeguarding-lead";
    public const string Admin = "admin";
    public const string Said = "Invented words: they shortened my name without asking.";
    public const string Edited = "Invented words: they changed my name without asking.";
    public const string Waiting = "Invented words that nobody has read yet.";
    public const string TurnedDown = "Invented words that were turned down.";
    public const string Note = "Invented note: understands what a page is.";
    public const string Reviewer = "Perpetua Inventedsson";
    public const string OfAnother = "Invented words of somebody else.";

    private readonly AppFixture _app;

    private Person(AppFixture app, Fieldwork work) => (_app, Work) = (app, work);

    public Fieldwork Work { get; }

    public string Consent { get; private set; } = "";

    public string Code { get; private set; } = "";

    /// <summary>Of a later card, for words that were asked about again.</summary>
    public string LaterCode { get; private set; } = "";

    public string Approved { get; private set; } = "";

    public string Unread { get; private set; } = "";

    public string Another { get; } = Guid.NewGuid().ToString();

    public string AnothersConsent { get; private set; } = "";

    public string Media { get; } = Guid.NewGuid().ToString();

    public string Story { get; } = Guid.NewGuid().ToString();

    public string Slug => $"told-{Story}";

    /// <summary>Of everything that is theirs.</summary>
    public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

    public string Path(string act) => Work.Path("participants", Work.Participant, act);

    public static async Task<Person> OfWhomEverythingIsHeldAsync(AppFixture app)
    {
        var project = Fieldwork.AProject();
        project["competenceNoteStandsIn"] = true;
        var details = new JsonObject { ["ageBand"] = "13-15", ["district"] = "Invented North", ["ethnicGroup"] = "Invented group", ["sex"] = "Invented sex" };
        var person = new Person(app, await Fieldwork.StartAsync(app, project: project, participant: details));
        await person.SpeakAsync();
        await person.BeShownAsync();
        return person;
    }

    public Task<JsonElement> FileAsync(bool lookedAt = false) =>
        _app.JsonAsync("POST", Path("everything"), lookedAt ? Lead : Admin, new { lookedAt });

    public Task<JsonElement> ByCodeAsync(string? code = null) => _app.JsonAsync("POST", "api/my-voice/everything", body: new { code = code ?? Code });

    private async Task SpeakAsync()
    {
        (Consent, Code) = await Work.ConsentAsync(Agreeing);
        Approved = await Work.VoiceAsync(Consent, Said, approvedBy: null, change: body => body["themes"] = new JsonArray("names"));
        await _app.JsonAsync(
            "POST", Work.Path("voices", Approved, "review"), Fieldwork.Worker, new { decision = "edit", words = Edited, note = "Invented reason for an edit." }, 200,
            request => request.Headers.Add("X-Local-Name", Reviewer));
        Unread = await Work.VoiceAsync(Consent, Waiting, approvedBy: null);
        var turnedDown = await Work.VoiceAsync(Consent, TurnedDown, approvedBy: null);
        await Work.ReviewAsync(turnedDown, "reject", name: Reviewer);

        var renewed = await Work.VoiceAsync(Consent, "Invented words that were asked about again.");
        var (later, laterCode) = await Work.ConsentAsync(Agreeing);
        LaterCode = laterCode;
        await _app.JsonAsync("POST", Work.Path("voices", renewed, "consent"), Fieldwork.Worker, new { consent = later });

        var (taken, takenCode) = await Work.ConsentAsync(Agreeing);
        var gone = await Work.VoiceAsync(taken, "Invented words that were taken back.");
        await _app.JsonAsync("POST", $"api/my-voice/{takenCode}/withdraw", status: 202);
        Ids.UnionWith([Work.Participant, Consent, later, taken, Approved, Unread, turnedDown, renewed, gone, Media]);
    }

    private async Task BeShownAsync()
    {
        await _app.JsonAsync("PUT", Work.Path("participants", Another), Fieldwork.Worker, new { ageBand = "18-25" }, 201);
        (AnothersConsent, _) = await Work.ConsentAsync(body => (body["participant"], body["uses"]) = (Another, new JsonArray("quote", "image")));
        var theirs = await Work.VoiceAsync(AnothersConsent, OfAnother, change: body => body["participant"] = Another);

        using var picture = new ByteArrayContent(MediaTests.Jpeg);
        picture.Headers.ContentType = MediaTypeHeaderValue.Parse("image/jpeg");
        await _app.JsonAsync("PUT", $"api/media/{Media}?project={Work.Project}&consent={Consent}&consent={AnothersConsent}", Newsroom.Comms, picture, 201);
        await _app.JsonAsync("PUT", $"api/stories/{Story}", Newsroom.Comms, new
        {
            project = Work.Project,
            slug = Slug,
            title = "An invented story of names",
            summary = "With a picture",
            language = "en",
            audience = "national",
            cards = new object[]
            {
                new { id = "mine", type = "quote", voice = Approved },
                new { id = "theirs", type = "quote", voice = theirs },
                new { id = "pic", type = "image", media = Media, alt = "Two invented people laugh" },
            },
        }, 201);
        await _app.JsonAsync("POST", $"api/stories/{Story}/publish", Newsroom.Comms, new { });
        await _app.JsonAsync(
            "PUT", $"api/stories/{Story}/shares/invented-heads", Newsroom.Comms, new { level = "local", to = "Invented heads of school", via = "email", sharedOn = "2026-11-22" }, 201);
        await _app.JsonAsync("PUT", Work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, AnOutcome("voices", new JsonArray(Approved, theirs)), 201);
        await _app.JsonAsync("PUT", Work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, AnOutcome("theme", "names"), 201);
        await _app.JsonAsync("POST", Work.Path("consents", Consent, "narrow"), Fieldwork.Worker, new { purposes = new[] { "story" } }, 202);
    }

    private static void Agreeing(JsonObject consent)
    {
        consent["uses"] = new JsonArray("quote", "image");
        consent["parentOrCarer"] = new JsonObject { ["agreed"] = true, ["how"] = "spoken", ["on"] = "2026-11-19" };
        consent["competenceNote"] = Note;
        consent["expiresOn"] = "2098-07-31";
    }

    private static JsonObject AnOutcome(string whom, JsonNode which) => new()
    {
        [whom] = which,
        ["youSaid"] = "Nobody asks how a name is said.",
        ["weDid"] = "Invented: every register has a note of how to say it.",
        ["decidedOn"] = "2026-11-21",
        ["by"] = "An invented board",
    };
}
