using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Responses;

/// <summary>Answers over HTTP, as a page sends them and staff read them.</summary>
public sealed class ResponseFunctionsTests(AppFixture app)
{
    private const string Feedback = "feedback";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_readers_answer_is_told_card_by_card_once_enough_have()
    {
        var room = await AskingAsync();
        for (var n = 0; n < 4; n++)
            await AnsweredAsync(room, "poll", """{"option":"yes"}""");
        for (var n = 0; n < 5; n++)
            await AnsweredAsync(room, "pledge", "{}");
        var few = await UntilAsync(room, body => Card(body, "pledge").TryGetProperty("answers", out _));
        Assert.Equal("""{"card":"poll","type":"poll","asks":"Is it fair?","asked":true}""", Card(few, "poll").GetRawText());
        await AnsweredAsync(room, "poll", """{"option":"yes"}""");

        var told = await UntilAsync(room, body => Card(body, "poll").TryGetProperty("answers", out var answers) && answers.GetInt32() == 5);
        Assert.Equal(5, told.GetProperty("threshold").GetInt32());
        Assert.Equal(
            """[{"option":"yes","text":"Yes","answers":5},{"option":"no","text":"No","answers":0}]""", Card(told, "poll").GetProperty("options").GetRawText());
    }

    [Fact]
    public async Task The_same_id_again_counts_once_and_a_shift_is_of_one_reading()
    {
        var room = await AskingAsync();
        for (var n = 0; n < 6; n++)
        {
            var id = NewId();
            await AnsweredAsync(room, "before", """{"value":3}""");
            for (var again = 0; again < 3; again++)
                await AnsweredAsync(room, "after", """{"value":5,"before":3}""", id);
        }

        var told = await UntilAsync(room, body => Card(body, "after").TryGetProperty("answers", out var answers) && answers.GetInt32() == 6);
        Assert.Equal(
            """{"pairs":6,"meanBefore":3,"meanAfter":5,"mean":2,"spread":0,"up":6,"same":0,"down":0}""", Card(told, "after").GetProperty("shift").GetRawText());
    }

    [Fact]
    public async Task Words_are_seen_by_their_reviewer_only_until_they_are_approved()
    {
        var room = await AskingAsync();
        var id = NewId();
        await AnsweredAsync(room, Feedback, """{"how":4,"why":"=Invented words of a reader."}""", id);

        Assert.DoesNotContain("Invented words of a reader", (await ReadAsync(room)).GetRawText(), StringComparison.Ordinal);
        var waiting = await app.JsonAsync("GET", $"{room.Path}/responses/text", Newsroom.Comms, null);
        Assert.Equal("=Invented words of a reader.", Assert.Single(waiting.GetProperty("items").EnumerateArray()).GetProperty("words").GetString());
        foreach (var role in new[] { "report-author", "engagement-worker", "safeguarding-lead" })
            await app.JsonAsync("GET", $"{room.Path}/responses/text", role, null, 403);

        await ReviewedAsync(room, id, "approve");
        Assert.Contains("Invented words of a reader", (await ReadAsync(room, "report-author")).GetRawText(), StringComparison.Ordinal);
        using var csv = await app.SendAsync("GET", $"{room.Path}/responses.csv", "report-author");
        Assert.Contains("'=Invented words of a reader.", await csv.Content.ReadAsStringAsync(Token), StringComparison.Ordinal); // no formula
        await ReviewedAsync(room, id, "reject");

        Assert.DoesNotContain("Invented words of a reader", (await ReadAsync(room)).GetRawText(), StringComparison.Ordinal);
        await app.JsonAsync("POST", $"{room.Path}/responses/{id}/review", Newsroom.Comms, new { decision = "approve" }, 404);
    }

    [Fact]
    public async Task A_page_that_is_still_open_may_answer_what_an_older_version_asked()
    {
        var room = await AskingAsync();
        var story = AStory(room);
        story["cards"]!.AsArray().RemoveAt(0); // the poll
        await room.PutAsync(story, 200, "*");
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms, null);

        await AnsweredAsync(room, "poll", """{"option":"yes"}""");

        var told = await UntilAsync(room, body => body.GetProperty("cards").EnumerateArray().Any(card => card.GetProperty("card").GetString() == "poll"));
        Assert.False(Card(told, "poll").GetProperty("asked").GetBoolean());
        Assert.True(Card(told, "after").GetProperty("asked").GetBoolean());
    }

    [Theory]
    [InlineData("nonsense", 400, "body")]
    [InlineData("""{"id":"short","card":"poll","answer":{"option":"yes"}}""", 400, "id")]
    [InlineData("""{"card":"poll","answer":{"option":"yes"}}""", 400, "id")]
    [InlineData("""{"id":"0123456789abcdef","answer":{"option":"yes"}}""", 400, "card")]
    [InlineData("""{"id":"0123456789abcdef","card":"poll"}""", 400, "answer")]
    [InlineData("""{"id":"0123456789abcdef","card":"poll","answer":"yes"}""", 400, "answer")]
    [InlineData("""{"id":"0123456789abcdef","card":"poll","answer":{}}""", 400, "answer.option")]
    [InlineData("""{"id":"0123456789abcdef","card":"poll","answer":{"option":"maybe"}}""", 422, "answer.option")]
    [InlineData("""{"id":"0123456789abcdef","card":"no-such","answer":{"option":"yes"}}""", 422, "card")]
    [InlineData("""{"id":"0123456789abcdef","card":"title","answer":{}}""", 422, "card")]
    [InlineData("""{"id":"0123456789abcdef","card":"poll","answer":{"option":"yes"},"name":"x"}""", 400, "name")]
    [InlineData("""{"id":"0123456789abcdef","card":"before","answer":{"value":99}}""", 400, "answer.value")]
    public async Task What_is_wrong_is_named(string body, int status, string field)
    {
        var room = await AskingAsync();

        using var response = await SendAsync(room.Path, body);

        Assert.Equal(status, (int)response.StatusCode);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.True(field == "body" || problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    [Fact]
    public async Task A_story_that_was_never_published_takes_no_answers_and_a_body_has_a_size()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(AStory(room), 201);

        using var unknown = await SendAsync(room.Path, $$$"""{"id":"{{{NewId()}}}","card":"poll","answer":{"option":"yes"}}""");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var large = await SendAsync(room.Path, new string(' ', 17 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_answer_and_read_what_others_said()
    {
        var room = await AskingAsync();
        using var sent = await SendAsync(room.Path, $$$"""{"id":"{{{NewId()}}}","card":"poll","answer":{"option":"yes"}}""", request =>
        {
            request.Headers.Add("Origin", "https://stories.example.org");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            request.Headers.Add("Sec-GPC", "1");
        });
        Assert.Equal((HttpStatusCode.NoContent, "*"), (sent.StatusCode, sent.Headers.GetValues("Access-Control-Allow-Origin").Single()));

        using var told = await app.SendAsync("GET", $"{room.Path}/responses/public");
        Assert.Equal(("*", true), (told.Headers.GetValues("Access-Control-Allow-Origin").Single(), told.Headers.CacheControl!.Public));
        Assert.Equal("""{"cards":{}}""", await told.Content.ReadAsStringAsync(Token)); // one is too few
    }

    [Fact]
    public async Task Only_those_who_may_read_the_sums()
    {
        var room = await AskingAsync();
        foreach (var (role, status) in new[] { ("comms", 200), ("report-author", 200), ("engagement-worker", 403), ("safeguarding-lead", 403) })
            await app.JsonAsync("GET", $"{room.Path}/responses", role, null, status);
    }

    private async Task<Newsroom> AskingAsync()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(AStory(room), 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms, null);
        return room;
    }

    private static JsonObject AStory(Newsroom room)
    {
        var story = room.AStory();
        story["cards"] = JsonNode.Parse("""
            [
              {"id":"poll","type":"poll","question":"Is it fair?","options":[{"id":"yes","text":"Yes"},{"id":"no","text":"No"}]},
              {"id":"title","type":"heading","text":"A heading"},
              {"id":"before","type":"slider","question":"How sure?","min-label":"not","max-label":"very","when":"before"},
              {"id":"after","type":"slider","question":"And now?","min-label":"not","max-label":"very","when":"after"},
              {"id":"pledge","type":"pledge","text":"I will ask."},
              {"id":"feedback","type":"feedback","questions":[{"id":"how","kind":"scale","text":"Useful?"},{"id":"why","kind":"text","text":"Why?"}]}
            ]
            """);
        return story;
    }

    private static JsonElement Card(JsonElement body, string card) => body.GetProperty("cards").EnumerateArray().Single(each => each.GetProperty("card").GetString() == card);

    private static string NewId() => Guid.NewGuid().ToString("N")[..20];

    private Task<JsonElement> ReadAsync(Newsroom room, string role = Newsroom.Comms) => app.JsonAsync("GET", $"{room.Path}/responses", role, null);

    /// <summary>Adds up until what is told is what it should be; other tests' timers may run at the same time.</summary>
    private async Task<JsonElement> UntilAsync(Newsroom room, Func<JsonElement, bool> told)
    {
        JsonElement body = default;
        await AppFixture.UntilAsync(
            async () =>
            {
                using var run = await app.SendAsync("POST", "admin/functions/RollUpResponses?wait=true", body: new { });
                body = await ReadAsync(room);
                return told(body);
            },
            "readers' answers are added up",
            seconds: 90);
        return body;
    }

    private async Task AnsweredAsync(Newsroom room, string card, string answer, string? id = null)
    {
        using var response = await SendAsync(room.Path, $$$"""{"id":"{{{id ?? NewId()}}}","card":"{{{card}}}","answer":{{{answer}}}}""");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task ReviewedAsync(Newsroom room, string id, string decision) =>
        await app.JsonAsync("POST", $"{room.Path}/responses/{id}/review", Newsroom.Comms, new { decision }, 204);

    private Task<HttpResponseMessage> SendAsync(string path, string body, Action<HttpRequestMessage>? with = null) =>
        app.SendAsync("POST", $"{path}/responses", body: new StringContent(body, Encoding.UTF8, "text/plain"), change: with);
}
