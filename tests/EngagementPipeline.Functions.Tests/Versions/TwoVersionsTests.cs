using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Reports.Deliveries;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Stories;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Versions;

/// <summary>During a deployment an older app, which is this, and a newer one run on the same store.</summary>
[Collection(nameof(TimersByHand))]
public sealed class TwoVersionsTests(HandWound wound)
{
    private const string Lead = "safeguarding-lead";

    private static readonly string[] Timers =
    [
        "RollUpResponses", "ResumeDeliveries", "KeepClosedDays", "ClearUndoneImports", "RollUpViews", "ClearViewLog", "EraseWhatIsPast", "ExpireConsents",
        "FinishAnnouncements", "FinishReferrals", "RunAnnouncements", "ResumePublishing", "RunSchedules",
    ];

    /// <summary>Tables of which the acts below write a row again that was there before.</summary>
    private static readonly string[] WrittenAgain =
    [
        "AskedCards", "ConsentEvents", "Consents", "LiveStories", "Outcomes", "ResponseTotals", "ResponsesByDay", "Retention", "Stories", "StorySchedules",
        "ViewsByDay", "ViewsOfOpenDays", "Voices",
    ];

    private static readonly string Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly string DayAfter = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private readonly NewerApp _newer = new(wound.App);

    private AppFixture App => wound.App;

    [Fact]
    public async Task What_only_a_newer_app_knows_of_a_row_is_there_after_everything_that_this_one_does()
    {
        var room = await Newsroom.OpenAsync(App);
        var work = room.Work;
        var (taken, code) = await work.ConsentAsync();
        var withdrawn = await work.VoiceAsync(taken, "Invented words: what will be taken back.");
        var (narrowed, _) = await work.ConsentAsync();
        var edited = await work.VoiceAsync(narrowed, "Invented words: as they were said first.");
        var worrying = await work.VoiceAsync(narrowed, "Invented words: what worried somebody.");
        await work.ReviewAsync(worrying, "refer");
        foreach (var of in new[] { withdrawn, edited })
            await App.JsonAsync("PUT", work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, OutcomeTests.AnOutcome(of), 201);
        var story = Asking(room);
        await room.PutAsync(story, 201);
        await App.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        await App.JsonAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, new { unpublishAt = Tomorrow });
        await RetainAsync(work, "2098-03-31");
        var answered = NewId();
        await AnswerAsync(room, "feedback", """{"how":4,"why":"Invented words of a reader."}""", answered);
        await AnswerAsync(room, "poll", """{"option":"yes"}""", NewId());
        await ViewAsync(room);
        await RunAsync("RollUpViews", "RollUpResponses");

        var written = await _newer.WriteAsync(work.Project, room.Story);

        await work.ReviewAsync(edited, "edit", "Invented words: as they may be shown.");
        await App.JsonAsync("POST", work.Path("voices", worrying, "close"), Lead, new { reason = "Passed to the duty team.", erase = false });
        await App.JsonAsync("POST", work.Path("consents", narrowed, "narrow"), Fieldwork.Worker, new { audiences = new[] { "local" } }, 202);
        await App.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);
        story["title"] = "An invented story, told better";
        await room.PutAsync(story, 200, "*");
        await App.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        await App.JsonAsync("PUT", $"{room.Path}/schedule", Newsroom.Comms, new { unpublishAt = DayAfter });
        await RetainAsync(work, "2097-03-31");
        await App.JsonAsync("POST", $"{room.Path}/responses/{answered}/review", Newsroom.Comms, new { decision = "approve" }, 204);
        await AnswerAsync(room, "poll", """{"option":"no"}""", NewId());
        await ViewAsync(room);
        await RunAsync(Timers);
        await AppFixture.UntilAsync(async () => Status(await work.FindAsync(withdrawn)) == "erased", "the words are gone", seconds: 60);
        await AppFixture.UntilAsync(
            async () =>
            {
                await RunAsync("RollUpViews", "RollUpResponses");
                return !WrittenAgain.Except(await ChangedAsync(written), StringComparer.Ordinal).Any();
            },
            $"rows of each of these are written again: {string.Join(", ", WrittenAgain)}",
            seconds: 90);

        var after = await _newer.RowsAsync(work.Project, room.Story).ToDictionaryAsync(row => row.Place, row => row.Row);
        Assert.All(written.Keys.Where(after.ContainsKey), place => Assert.True(
            after[place].ContainsKey(NewerApp.Column) != IsErased(after[place]), $"{place} {(IsErased(after[place]) ? "kept" : "lost")} what only a newer app knows."));

        // What goes to another place takes it along.
        Assert.Contains(after.Values, row => row.RowKey.StartsWith("text_approved_", StringComparison.Ordinal) && row.ContainsKey(NewerApp.Column));
        Assert.Contains(after, row => row.Key.Table == "Referrals" && row.Key.Partition == "closed" && row.Value.ContainsKey(NewerApp.Column));
        Assert.Contains(after, row => row.Key == new Place("Voices", work.Project, withdrawn) && IsErased(row.Value));
    }

    [Fact]
    public async Task A_consent_of_a_newer_version_lets_nobody_show_the_words_and_can_still_be_taken_back()
    {
        var room = await Newsroom.OpenAsync(App);
        var (consent, code) = await room.Work.ConsentAsync();
        var voice = await room.Work.VoiceAsync(consent, "Invented words: quincenewer.");
        await PublishWithAsync(room, voice);
        Assert.Contains("quincenewer", (await room.OpenAsync()).Html, StringComparison.Ordinal);

        var place = new Place("Consents", room.Work.Project, consent);
        await _newer.TakeOverAsync(place);
        await PageIsMadeAnewAsync(room);

        Assert.DoesNotContain("quincenewer", (await room.OpenAsync()).Html, StringComparison.Ordinal);
        Assert.Contains(Newsroom.Stays, (await room.OpenAsync()).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(await room.Work.ListAsync(Newsroom.Comms, "?usableFor=national"), one => one.GetProperty("voice").GetString() == voice);
        await App.JsonAsync("POST", room.Work.Path("consents", consent, "narrow"), Fieldwork.Worker, new { audiences = new[] { "local" } }, 409);

        await App.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);
        var row = await _newer.ReadAsync(place);
        Assert.Equal((9, "9"), (row.GetInt32("V"), row.GetString(NewerApp.Column)));
        Assert.NotNull(row.GetDateTimeOffset("WithdrawnAt"));
        Assert.Equal("local national", row.GetString("Audiences"));
    }

    [Fact]
    public async Task A_voice_of_a_newer_version_is_shown_to_nobody_and_not_changed()
    {
        var room = await Newsroom.OpenAsync(App);
        var voice = await room.Work.VoiceAsync((await room.Work.ConsentAsync()).Consent, "Invented words: damsonnewer.");
        await PublishWithAsync(room, voice);

        var place = new Place("Voices", room.Work.Project, voice);
        await _newer.TakeOverAsync(place);
        var before = await _newer.ReadAsync(place);
        await PageIsMadeAnewAsync(room);

        Assert.DoesNotContain("damsonnewer", (await room.OpenAsync()).Html, StringComparison.Ordinal);
        foreach (var roles in new[] { Newsroom.Comms, Fieldwork.Worker })
            Assert.DoesNotContain("damsonnewer", (await App.JsonAsync("GET", $"{room.Work.ProjectPath}/voices", roles)).GetRawText(), StringComparison.Ordinal);
        using var review = await App.SendAsync("POST", room.Work.Path("voices", voice, "review"), Fieldwork.Worker, new { decision = "approve" });
        Assert.False(review.IsSuccessStatusCode);
        Assert.Equal(before.ETag, (await _newer.ReadAsync(place)).ETag);
    }

    [Fact]
    public void A_message_of_a_newer_version_is_read_by_none_of_the_queues()
    {
        var id = Guid.NewGuid();
        var readers = new (Action<string> Read, string Known, string Newer)[]
        {
            (message => TakeDownMessage.Parse(message), $$"""{"v":1,"project":"{{id}}","voices":["{{id}}"],"at":"2026-11-20T15:30:00Z"}""", $$"""{"v":2,"project":"{{id}}","voices":[],"at":"2026-11-20T15:30:00Z"}"""),
            (message => PageRequest.Parse(message), $"{id}", $"v2 {id}"),
            (message => AnnouncementRequests.Parse(message), $"{id}/{id}", $"v2 {id}/{id}"),
            (message => DeliveryMessages.Read(message), $"2021-22 word {new string('a', 64)}", $"v2 2021-22 word {new string('a', 64)}"),
            (
                message => Announcer.Read(message),
                $$"""{"v":1,"kind":"voice-referred","to":"safeguarding-lead","subject":"{{id}}","project":"{{id}}","at":"2026-11-20T15:30:00Z","by":"","link":""}""",
                $$"""{"v":2,"kind":"voice-referred"}"""),
        };

        Assert.All(readers, reader =>
        {
            reader.Read(reader.Known);
            reader.Read(reader.Known.Replace("\"v\":1,", "", StringComparison.Ordinal)); // as messages were before they said it
            Assert.Equal(2, Assert.Throws<NewerVersionException>(() => reader.Read(reader.Newer)).Version);
        });
    }

    private static JsonObject Asking(Newsroom room)
    {
        var story = room.AStory();
        foreach (var card in JsonNode.Parse("""
            [
              {"id":"poll","type":"poll","question":"Is it fair?","options":[{"id":"yes","text":"Yes"},{"id":"no","text":"No"}]},
              {"id":"feedback","type":"feedback","questions":[{"id":"how","kind":"scale","text":"Useful?"},{"id":"why","kind":"text","text":"Why?"}]}
            ]
            """)!.AsArray())
            story["cards"]!.AsArray().Add(card!.DeepClone());
        return story;
    }

    private static string NewId() => Guid.NewGuid().ToString("N")[..20];

    private static string? Status(JsonElement voice) => voice.ValueKind == JsonValueKind.Object ? voice.GetProperty("status").GetString() : null;

    /// <summary>What was erased keeps nothing that anybody might not know to be words.</summary>
    private static bool IsErased(TableEntity row) => row.ContainsKey("ErasedAt") || row.ContainsKey("WordsErasedAt") || row.ContainsKey("DetailsErasedAt");

    private async Task<IReadOnlyCollection<string>> ChangedAsync(IReadOnlyDictionary<Place, string> written)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (place, row) in _newer.RowsAsync([.. written.Keys.Select(place => place.Partition).Distinct()]))
        {
            if (written.TryGetValue(place, out var mark) && row.ETag.ToString() != mark)
                changed.Add(place.Table);
        }

        return changed;
    }

    private async Task PublishWithAsync(Newsroom room, string voice)
    {
        var story = room.AStory();
        story["cards"]!.AsArray().Add(new JsonObject { ["id"] = "more", ["type"] = "quote", ["voice"] = voice });
        await room.PutAsync(story, 201);
        await App.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
    }

    private Task<JsonElement> PageIsMadeAnewAsync(Newsroom room) => App.JsonAsync("POST", "admin/functions/RefreshPage?wait=true", body: new { input = room.Story });

    private async Task RunAsync(params string[] functions)
    {
        foreach (var function in functions)
        {
            using var run = await App.SendAsync("POST", $"admin/functions/{function}?wait=true", body: new { });
            Assert.True(run.IsSuccessStatusCode, $"{function} answered {(int)run.StatusCode}.");
        }
    }

    private async Task RetainAsync(Fieldwork work, string until)
    {
        var mark = (await App.JsonAsync("GET", $"{work.ProjectPath}/retention", "admin")).GetProperty("mark").GetString();
        await App.JsonAsync("PUT", $"{work.ProjectPath}/retention", "admin", new { retainUntil = until, why = "An invented reason." }, 200, r => Newsroom.IfMatch(r, mark));
    }

    private async Task AnswerAsync(Newsroom room, string card, string answer, string id)
    {
        using var body = new StringContent($$$"""{"id":"{{{id}}}","card":"{{{card}}}","answer":{{{answer}}}}""", Encoding.UTF8, "text/plain");
        using var response = await App.SendAsync("POST", $"{room.Path}/responses", body: body);
        Assert.Equal(204, (int)response.StatusCode);
    }

    private Task<JsonElement> ViewAsync(Newsroom room) => App.JsonAsync(
        "POST", "api/views", body: new { id = NewId(), story = room.Story, version = 1, seq = 0, cards = new[] { 0 }, done = true }, status: 204);
}
