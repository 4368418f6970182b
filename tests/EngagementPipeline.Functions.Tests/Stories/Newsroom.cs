using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>Stories of one's own, over HTTP, as comms make them, in a project with two approved voices.</summary>
public sealed class Newsroom
{
    public const string Comms = "comms";
    public const string Stays = "Invented words: just ask me my name.";
    public const string Goes = "Invented words: they followed me round the shop.";

    private readonly AppFixture _app;

    private Newsroom(AppFixture app, Fieldwork work, string staying, (string Consent, string Voice) going)
    {
        _app = app;
        Work = work;
        StayingVoice = staying;
        (GoingConsent, GoingVoice) = going;
    }

    public Fieldwork Work { get; }

    public string StayingVoice { get; }

    public string GoingConsent { get; }

    public string GoingVoice { get; }

    public string Story { get; } = Guid.NewGuid().ToString();

    public string Slug => $"story-{Story}";

    public string Path => $"api/stories/{Story}";

    public static async Task<Newsroom> OpenAsync(AppFixture app)
    {
        var work = await Fieldwork.StartAsync(app);
        var (staying, _) = await work.ConsentAsync();
        var (going, _) = await work.ConsentAsync();
        return new(app, work, await work.VoiceAsync(staying, Stays), (going, await work.VoiceAsync(going, Goes)));
    }

    public JsonObject AStory(string title = "An invented story") => new()
    {
        ["project"] = Work.Project,
        ["slug"] = Slug,
        ["title"] = title,
        ["summary"] = "What an invented group said",
        ["language"] = "en",
        ["audience"] = "national",
        ["cards"] = new JsonArray(
            new JsonObject { ["id"] = "ask", ["type"] = "prompt", ["text"] = "Before you read on: what do you expect?", ["minutes"] = 2 },
            new JsonObject { ["id"] = "name", ["type"] = "quote", ["voice"] = StayingVoice },
            new JsonObject { ["id"] = "shop", ["type"] = "quote", ["voice"] = GoingVoice }),
    };

    public Task<JsonElement> PutAsync(JsonObject body, int status, string? mark = null) =>
        _app.JsonAsync("PUT", Path, Comms, body, status, request => IfMatch(request, mark));

    public async Task<JsonElement> PublishedAsync(object? how = null)
    {
        await PutAsync(AStory(), 201);
        return await _app.JsonAsync("POST", $"{Path}/publish", Comms, how);
    }

    public async Task<(int Status, string Html)> OpenAsync()
    {
        using var response = await _app.SendAsync("GET", $"s/{Slug}/");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static void IfMatch(HttpRequestMessage request, string? mark)
    {
        if (mark is not null)
            request.Headers.TryAddWithoutValidation("If-Match", mark);
    }
}
