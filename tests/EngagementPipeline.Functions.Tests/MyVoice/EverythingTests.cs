using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.MyVoice;

public sealed class EverythingTests(AppFixture app)
{
    [Fact]
    public async Task A_code_opens_everything_of_the_person_whichever_of_their_cards_it_is_on()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);

        var held = await person.ByCodeAsync();
        var text = held.GetRawText();

        Assert.Equal(3, held.GetProperty("consents").GetArrayLength());
        Assert.Equal(5, held.GetProperty("words").GetArrayLength());
        Assert.Contains(Person.Said, text, StringComparison.Ordinal);
        Assert.Contains(Person.Edited, text, StringComparison.Ordinal);
        Assert.Equal(("Invented North", "Invented group", "Invented sex", "13-15"), (OfPerson("district"), OfPerson("ethnicGroup"), OfPerson("sex"), OfPerson("ageBand")));
        var page = Assert.Single(held.GetProperty("pages").EnumerateArray());
        Assert.True(page.GetProperty("now").GetBoolean());
        Assert.Equal(1, page.GetProperty("putThere").GetArrayLength());
        Assert.Equal("Invented heads of school", page.GetProperty("givenTo")[0].GetProperty("to").GetString());
        Assert.Equal(2, held.GetProperty("outcomes").GetArrayLength());
        Assert.Single(held.GetProperty("media").EnumerateArray());
        Assert.Equal(Comparable(held), Comparable(await person.ByCodeAsync(person.LaterCode)));
        Assert.Equal(Comparable(held), Comparable(await person.FileAsync()));

        string? OfPerson(string name) => held.GetProperty("person").GetProperty(name).GetString();
    }

    [Fact]
    public async Task Nothing_of_anybody_else_is_in_it_and_of_staff_their_role_alone()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);

        foreach (var text in new[] { (await person.ByCodeAsync()).GetRawText(), (await person.FileAsync(lookedAt: true)).GetRawText() })
        {
            Assert.DoesNotContain(Person.OfAnother, text, StringComparison.Ordinal);
            Assert.DoesNotContain(person.Another, text, StringComparison.Ordinal);
            Assert.DoesNotContain(person.AnothersConsent, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Person.Reviewer, text, StringComparison.Ordinal);
            Assert.Contains("\"by\":\"engagement-worker\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_audit_says_that_a_file_was_given_by_whom_and_how_much_of_it()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);
        await person.ByCodeAsync();
        await app.JsonAsync("POST", person.Path("everything"), Person.Admin, new { why = "asked by telephone" });
        await person.FileAsync(lookedAt: true);

        var subject = $"participant/{person.Work.Participant}";
        var said = await new TableClient(app.ConnectionString, "Audit").QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Subject eq {subject}"), cancellationToken: TestContext.Current.CancellationToken)
            .Select(row => (row.GetString("Action"), row.GetString("ActorId") == "code-holder", row.GetString("Why"))).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [("participant-added", false, null), ("everything-handed-over", true, null), ("everything-handed-over", false, "asked by telephone"), ("everything-looked-at-and-handed-over", false, null)], said);
    }

    /// <summary>Somebody else may hold the card, or read over a shoulder.</summary>
    [Fact]
    public async Task What_nobody_approved_and_what_a_worker_noted_waits_for_the_safeguarding_lead()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);

        var atOnce = (await person.ByCodeAsync()).GetRawText();
        var lookedAt = (await person.FileAsync(lookedAt: true)).GetRawText();

        foreach (var kept in new[] { Person.Waiting, Person.TurnedDown, Person.Note, "Invented reason for an edit." })
        {
            Assert.DoesNotContain(kept, atOnce, StringComparison.Ordinal);
            Assert.Contains(kept, lookedAt, StringComparison.Ordinal);
        }

        Assert.Equal("lead-looks-first", (await app.JsonAsync("POST", person.Path("everything"), Person.Admin, new { lookedAt = true }, 403)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_file_tells_nobody_that_something_was_referred_while_it_is_held_and_after()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);
        var before = Comparable(await person.ByCodeAsync());
        var beforeLookedAt = Comparable(await person.FileAsync(lookedAt: true));

        await app.JsonAsync("POST", person.Work.Path("voices", person.Unread, "review"), Fieldwork.Worker, new { decision = "refer", note = "Invented worry about somebody." });

        Assert.Equal(before, Comparable(await person.ByCodeAsync()));
        Assert.Equal(before, Comparable(await person.FileAsync()));
        Assert.Equal(beforeLookedAt, Comparable(await person.FileAsync(lookedAt: true)));

        await app.JsonAsync("POST", person.Work.Path("voices", person.Unread, "close"), Person.Lead, new { reason = "followed up elsewhere" });
        var closed = VoiceOf(await person.ByCodeAsync(), person.Unread);

        var rejecting = await Person.OfWhomEverythingIsHeldAsync(app);
        await rejecting.Work.ReviewAsync(rejecting.Unread, "reject");
        Assert.Equal(Anonymous(VoiceOf(await rejecting.ByCodeAsync(), rejecting.Unread), rejecting), Anonymous(closed, person));
    }

    [Fact]
    public async Task A_wrong_code_opens_nothing_is_slowed_and_stands_in_no_address()
    {
        var problem = await app.JsonAsync("POST", "api/my-voice/everything", body: new { code = "AAAA-BBBB-CCCC-DDDD" }, status: 404);
        await app.JsonAsync("POST", "api/my-voice/everything", body: new { code = "no code at all" }, status: 404);
        await app.JsonAsync("POST", "api/my-voice/everything", body: new { }, status: 400);
        await app.JsonAsync("POST", "api/my-voice/everything", body: new { code = new string('A', 5_000) }, status: 400);
        using var tooLarge = await app.SendAsync("POST", "api/my-voice/everything", body: new { code = new string('A', 200_000) });
        using var inAddress = await app.SendAsync("GET", "api/my-voice/everything?code=AAAA-BBBB-CCCC-DDDD");

        Assert.Equal("not-found", problem.GetProperty("code").GetString());
        Assert.Equal((413, 404), ((int)tooLarge.StatusCode, (int)inAddress.StatusCode));
    }

    [Fact]
    public async Task Staff_who_are_neither_administrator_nor_lead_get_no_file_and_erase_nobody()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);
        foreach (var role in new[] { "engagement-worker", "comms", "report-author" })
        {
            await app.JsonAsync("POST", person.Path("everything"), role, new { }, 403);
            await app.JsonAsync("POST", person.Path("erase"), role, new { }, 403);
        }

        await app.JsonAsync("POST", person.Work.Path("participants", Guid.NewGuid().ToString(), "everything"), Person.Admin, new { }, 404);
        await app.JsonAsync("POST", person.Work.Path("participants", Guid.NewGuid().ToString(), "erase"), Person.Admin, new { }, 404);
    }

    [Fact]
    public async Task Erased_everything_of_theirs_leaves_pages_and_store_within_5_seconds_and_the_other_in_the_picture_keeps_their_words()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);

        var erased = await app.JsonAsync("POST", person.Path("erase"), Person.Admin, new { why = "by letter" });
        await app.JsonAsync("POST", person.Path("erase"), Person.Lead, new { });

        Assert.Equal(3, erased.GetProperty("consents").GetArrayLength());
        await AppFixture.UntilAsync(
            async () =>
            {
                using var page = await app.SendAsync("GET", $"s/{person.Slug}/");
                var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                return html.Contains(Person.OfAnother, StringComparison.Ordinal) && !html.Contains("changed my name", StringComparison.Ordinal) && !html.Contains("laugh", StringComparison.Ordinal);
            },
            "the page is without them",
            seconds: 5);

        var left = (await person.FileAsync(lookedAt: true)).GetRawText();
        foreach (var gone in new[] { Person.Said, Person.Edited, Person.Waiting, Person.TurnedDown, Person.Note, "Invented North", "Invented group", "Invented sex", "taken back.", "Invented reason" })
            Assert.DoesNotContain(gone, left, StringComparison.Ordinal);
        Assert.Contains("\"fact\":\"consent-withdrawn\"", left, StringComparison.Ordinal);
        Assert.True((await app.JsonAsync("GET", $"api/ledger/{person.Work.Project}/verify", Person.Admin)).GetProperty("valid").GetBoolean());
        await app.JsonAsync("PUT", person.Work.Path("consents", Guid.NewGuid().ToString()), Fieldwork.Worker, person.Work.AConsent(), 409);
    }

    private static JsonElement VoiceOf(JsonElement held, string voice) => held.GetProperty("words").EnumerateArray().Single(one => one.GetProperty("id").GetString() == voice);

    /// <summary>Without the moment at which it was asked for.</summary>
    private static string Comparable(JsonElement held)
    {
        var node = JsonNode.Parse(held.GetRawText())!.AsObject();
        node.Remove("at");
        return node.ToJsonString();
    }

    private static string Anonymous(JsonElement voice, Person person)
    {
        var node = JsonNode.Parse(voice.GetRawText())!.AsObject();
        node.Remove("receivedAt");
        return person.Ids.Append(person.Work.Session).Aggregate(node.ToJsonString(), (text, id) => text.Replace(id, "", StringComparison.Ordinal));
    }
}
