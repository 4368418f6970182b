using System.Text.Json;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>Times over HTTP, and the timer that keeps them.</summary>
[Collection(nameof(TimersByHand))]
public sealed class ScheduleTests(HandWound wound)
{
    private AppFixture App => wound.App;

    [Fact]
    public async Task A_time_is_set_read_changed_and_called_off()
    {
        var room = await Newsroom.OpenAsync(App);
        await room.PutAsync(room.AStory(), 201);
        await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms, status: 404);
        var body = new { publishAt = In(TimeSpan.FromDays(1)), unpublishAt = In(TimeSpan.FromDays(2)), onWithdrawal = "unpublish" };

        var set = await App.JsonAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, body);
        var again = await App.JsonAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, body);
        var read = await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms);

        Assert.Equal(
            (body.publishAt, body.unpublishAt, "unpublish"),
            (read.GetProperty("publishAt").GetString(), read.GetProperty("unpublishAt").GetString(), read.GetProperty("onWithdrawal").GetString()));
        Assert.Equal([set.GetRawText(), set.GetRawText()], [again.GetRawText(), read.GetRawText()]);
        await App.JsonAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, new { body.publishAt });
        Assert.False((await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms)).TryGetProperty("unpublishAt", out _));
        foreach (var _ in Enumerable.Range(0, 2))
            await App.JsonAsync("DELETE", $"{room.Path}/schedule", Newsroom.Comms, status: 204);
        await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms, status: 404);
    }

    [Theory]
    [InlineData("{}", "publishAt")]
    [InlineData("{\"publishAt\":\"2020-01-01T09:00:00Z\"}", "publishAt")]
    [InlineData("{\"publishAt\":\"tomorrow\"}", "publishAt")]
    [InlineData("{\"publishAt\":\"2027-01-01T09:00:00\"}", "publishAt")]
    [InlineData("{\"publishAt\":7}", "publishAt")]
    [InlineData("{\"publishAt\":\"NEXT-DAY\",\"unpublishAt\":\"TOMORROW\"}", "unpublishAt")]
    [InlineData("{\"unpublishAt\":\"NEXT-DAY\"}", "unpublishAt")]
    [InlineData("{\"publishAt\":\"NEXT-DAY\",\"onWithdrawal\":\"nothing\"}", "onWithdrawal")]
    [InlineData("{\"publishAt\":\"NEXT-DAY\",\"version\":3}", "version")]
    public async Task Names_the_field_that_is_wrong(string body, string field)
    {
        var room = await Newsroom.OpenAsync(App);
        await room.PutAsync(room.AStory(), 201);

        body = body.Replace("TOMORROW", In(TimeSpan.FromDays(1)), StringComparison.Ordinal).Replace("NEXT-DAY", In(TimeSpan.FromDays(2)), StringComparison.Ordinal);
        var problem = await App.JsonAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, body, 400);

        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task A_story_comes_and_goes_when_it_was_to()
    {
        var room = await Newsroom.OpenAsync(App);
        await room.PutAsync(room.AStory(), 201);
        await SoonAsync(room, "publishAt");
        await RunUntilAsync(async () => (await room.OpenAsync()).Status == 200, "the story is there");
        await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms, status: 404);

        await SoonAsync(room, "unpublishAt");
        await RunUntilAsync(async () => (await room.OpenAsync()).Status == 410, "the story is gone");
        await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms, status: 404);
    }

    [Fact]
    public async Task Words_withdrawn_before_their_time_stop_it_and_it_says_why()
    {
        var room = await Newsroom.OpenAsync(App);
        await room.PutAsync(room.AStory(), 201);
        await App.JsonAsync("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"), Fieldwork.Worker, new { }, 202);
        await SoonAsync(room, "publishAt");

        JsonElement blocked = default;
        await RunUntilAsync(async () => (await App.JsonAsync("GET", $"{room.Path}/schedule", Newsroom.Comms)).TryGetProperty("blocked", out blocked), "it says why");

        var problem = Assert.Single(blocked.GetProperty("problems").EnumerateArray());
        Assert.Equal(("quote-not-usable", "shop"), (problem.GetProperty("code").GetString(), problem.GetProperty("card").GetString()));
        Assert.Equal(404, (await room.OpenAsync()).Status);
    }

    /// <summary>As soon as may be: a time that has passed while it was being sent is refused, and a later one asked for.</summary>
    private async Task SoonAsync(Newsroom room, string field)
    {
        for (var seconds = 1; ; seconds *= 2)
        {
            using var answer = await App.SendAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, new Dictionary<string, string> { [field] = In(TimeSpan.FromSeconds(seconds)) });
            if (answer.IsSuccessStatusCode)
                return;
            Assert.Equal(400, (int)answer.StatusCode);
            Assert.InRange(seconds, 1, 60);
        }
    }

    private static string In(TimeSpan time) =>
        (TimeProvider.System.GetUtcNow() + time).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private Task RunUntilAsync(Func<Task<bool>> so, string what) => AppFixture.UntilAsync(
        async () =>
        {
            await App.JsonAsync("POST", "admin/functions/RunSchedules?wait=true", body: new { });
            return await so();
        },
        what,
        seconds: 60);
}
