using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.EndToEnd;

/// <summary>"The data is there next time": what somebody did with the sample stands when the service starts again, and never keeps it from starting.</summary>
public sealed class SampleAfterRestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_voice_that_was_referred_stays_so_and_a_story_that_was_taken_down_stays_down()
    {
        await using var service = new OwnService();
        await service.StartAsync();
        var address = service.Address;
        var voice = (await AskAsync(address, "GET", $"api/projects/{Sample.Project}/voices?limit=1")).GetProperty("items")[0].GetProperty("voice").GetString();
        await AskAsync(address, "POST", $"api/projects/{Sample.Project}/voices/{voice}/review", new { decision = "refer" });
        var story = await OnlyStoryAsync(address);
        await AskAsync(address, "POST", $"api/stories/{story.GetProperty("id")}/unpublish");
        await service.StopAsync();

        await service.StartAsync();
        address = service.Address;

        Assert.Equal("unpublished", (await OnlyStoryAsync(address)).GetProperty("status").GetString());
        Assert.DoesNotContain(voice!, (await AskAsync(address, "GET", $"api/projects/{Sample.Project}/voices")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> OnlyStoryAsync(Uri address) => Assert.Single((await AskAsync(address, "GET", "api/stories")).GetProperty("items").EnumerateArray());

    private static async Task<JsonElement> AskAsync(Uri address, string method, string path, object? body = null)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(new(method), path) { Headers = { { "X-Local-Role", "engagement-worker,comms" } } };
        if (method != "GET")
            request.Content = JsonContent.Create(body ?? new { });
        using var answer = await client.SendAsync(request, Token);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode}, {said}");
        return said;
    }
}
