using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>The whole app, from what readers see to what staff are shown: after a withdrawal the words are nowhere, and what was counted stays.</summary>
public sealed class WithdrawnEverywhereTests(AppFixture app)
{
    /// <summary>Stands in the words and in what was answered to them, and nowhere else.</summary>
    private const string Told = "quincebramble";

    [Fact]
    public async Task The_words_leave_every_page_and_list_within_five_seconds_and_views_stay_as_they_were_counted()
    {
        var room = await Newsroom.OpenAsync(app);
        var work = room.Work;
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, $"Invented words: {Told} at the door.");
        var waiting = await work.VoiceAsync(consent, $"Invented words: {Told} again.", approvedBy: null);
        await PublishAsync(room, voice);
        await app.JsonAsync("PUT", work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, AnOutcome(voice), 201);
        for (var i = 0; i < 3; i++)
            await ViewAsync(room);
        var counted = await ViewsAsync(room);
        Assert.Equal(3, counted.GetProperty("total").GetInt64());
        foreach (var (shows, ask) in Places(room, consent, code))
            Assert.True((await ask()).Contains(Told, StringComparison.Ordinal), $"Before the withdrawal {shows} does not show the words, so that nothing could be learnt from it.");

        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);

        await Task.WhenAll(Places(room, consent, code).Select(place => AppFixture.UntilAsync(
            async () => !(await place.AskAsync()).Contains(Told, StringComparison.Ordinal), $"the words are gone from {place.Name}", seconds: 5)));
        Assert.Equal(counted.GetRawText(), (await ViewsAsync(room)).GetRawText());
        Assert.Contains(Newsroom.Stays, (await room.OpenAsync()).Html, StringComparison.Ordinal);

        // What is left of each voice is that there was one.
        foreach (var erased in new[] { await work.FindAsync(voice), await work.FindAsync(waiting) })
        {
            Assert.Equal("erased", erased.GetProperty("status").GetString());
            Assert.False(erased.TryGetProperty("words", out _));
            Assert.False(erased.TryGetProperty("credit", out _));
        }

        Assert.DoesNotContain(await work.ListAsync(Newsroom.Comms), seen => seen.GetProperty("voice").GetString() == voice);

        // A reader who comes now is counted like those before.
        await ViewAsync(room);
        Assert.Equal(4, (await ViewsAsync(room)).GetProperty("total").GetInt64());
    }

    /// <summary>Whatever shows words, as those see it who may open it.</summary>
    private IReadOnlyList<(string Name, Func<Task<string>> AskAsync)> Places(Newsroom room, string consent, string code)
    {
        var project = room.Work.Project;
        return
        [
            ("the published page", () => GetAsync($"s/{room.Slug}/", roles: null)),
            ("the preview", () => GetAsync($"{room.Path}/preview", Newsroom.Comms)),
            ("a worker's list", () => GetAsync($"api/projects/{project}/voices", Fieldwork.Worker)),
            ("comms' list", () => GetAsync($"api/projects/{project}/voices", Newsroom.Comms)),
            ("what may be used", () => GetAsync($"api/projects/{project}/voices?usableFor=national&purpose=story", Newsroom.Comms)),
            ("the outcomes", () => GetAsync($"api/projects/{project}/outcomes", Fieldwork.Worker)),
            ("the outcomes' page", () => GetAsync($"projects/{project}/outcomes", Fieldwork.Worker)),
            ("the review page", () => GetAsync($"review?project={project}", Fieldwork.Worker)),
            ("the review page of what is approved", () => GetAsync($"review?project={project}&status=approved", Fieldwork.Worker)),
            ("the young person's page", () => MyVoiceAsync(code)),
        ];
    }

    private async Task<string> GetAsync(string path, string? roles)
    {
        using var answer = await app.SendAsync("GET", path, roles);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> MyVoiceAsync(string code)
    {
        using var answer = await app.SendAsync("POST", "my-voice", body: new FormUrlEncodedContent([new("code", code)]));
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task PublishAsync(Newsroom room, string voice)
    {
        var story = room.AStory();
        ((JsonArray)story["cards"]!).Add(new JsonObject { ["id"] = "mine", ["type"] = "quote", ["voice"] = voice });
        await room.PutAsync(story, 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms, new { });
    }

    private static JsonObject AnOutcome(string voice)
    {
        var outcome = OutcomeTests.AnOutcome(voice);
        outcome["youSaid"] = $"There was {Told} at the door.";
        return outcome;
    }

    private Task<JsonElement> ViewAsync(Newsroom room) => app.JsonAsync(
        "POST", "api/views", body: new JsonObject { ["id"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..20], ["story"] = room.Story, ["version"] = 1, ["seq"] = 0 }, status: 204);

    private async Task<JsonElement> ViewsAsync(Newsroom room)
    {
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        return await app.JsonAsync("GET", $"{room.Path}/views?from=2000-01-01&to=2099-12-31", Newsroom.Comms);
    }
}
