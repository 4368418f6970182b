using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

public sealed class ConsentTests(AppFixture app)
{
    [Fact]
    public async Task Its_code_is_shown_once_and_its_receipt_can_be_fetched()
    {
        var work = await Fieldwork.StartAsync(app);
        var path = work.Path("consents", Guid.NewGuid().ToString());

        var first = await app.JsonAsync("PUT", path, Fieldwork.Worker, work.AConsent(), 201);
        var second = await app.JsonAsync("PUT", path, Fieldwork.Worker, work.AConsent(), 200);

        Assert.Matches("^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$", first.GetProperty("withdrawalCode").GetString());
        Assert.False(second.TryGetProperty("withdrawalCode", out _));
        Assert.Equal("given", first.GetProperty("state").GetString());
        var receipt = await app.JsonAsync("GET", first.GetProperty("receiptUrl").GetString()!, Fieldwork.Worker);
        Assert.Equal(work.Participant, receipt.GetProperty("pii_principal_id").GetString());
        Assert.Matches("^[0-9a-f]{64}$", receipt.GetProperty("pii_processing").GetProperty("privacy_notice").GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData("under-13")]
    [InlineData("13-15")]
    public async Task Below_16_a_parent_or_carer_answers_too(string ageBand)
    {
        var work = await Fieldwork.StartAsync(app, ageBand);
        var path = work.Path("consents", Guid.NewGuid().ToString());
        var body = work.AConsent();

        var problem = await app.JsonAsync("PUT", path, Fieldwork.Worker, body.DeepClone(), 422);
        Assert.True(problem.GetProperty("errors").TryGetProperty("parentOrCarer", out _));

        body["competenceNote"] = "Understands what a web page is.";
        await app.JsonAsync("PUT", path, Fieldwork.Worker, body.DeepClone(), 422);

        body["parentOrCarer"] = Fieldwork.AnAnswer(true);
        Assert.Equal("given", (await app.JsonAsync("PUT", path, Fieldwork.Worker, body, 201)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_competence_note_stands_in_where_the_project_says_so()
    {
        var project = Fieldwork.AProject();
        project["competenceNoteStandsIn"] = true;
        var work = await Fieldwork.StartAsync(app, "13-15", project);

        var (consent, _) = await work.ConsentAsync(body => body["competenceNote"] = "Understands what a web page is.");

        Assert.Equal("given", (await app.JsonAsync("GET", work.Path("consents", consent), Fieldwork.Worker)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("youngPerson")]
    [InlineData("parentOrCarer")]
    public async Task A_no_is_recorded_and_no_words_can_be(string who)
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync(body => body[who] = Fieldwork.AnAnswer(false));

        Assert.Equal("refused", (await app.JsonAsync("GET", work.Path("consents", consent), Fieldwork.Worker)).GetProperty("state").GetString());
        var problem = await app.JsonAsync("PUT", work.Path("voices", Guid.NewGuid().ToString()), Fieldwork.Worker, work.AVoice(consent), 409);
        Assert.Equal("consent-not-given", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task After_its_last_day_it_has_expired_and_no_words_can_be_recorded()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync(body => body["expiresOn"] = "2020-01-01");

        Assert.Equal("expired", (await app.JsonAsync("GET", work.Path("consents", consent), Fieldwork.Worker)).GetProperty("state").GetString());
        await app.JsonAsync("PUT", work.Path("voices", Guid.NewGuid().ToString()), Fieldwork.Worker, work.AVoice(consent), 409);
    }

    [Fact]
    public async Task Any_statement_can_have_been_shown_and_ours_are_known_by_their_hash()
    {
        var work = await Fieldwork.StartAsync(app);
        var (other, _) = await work.ConsentAsync(body => body["statement"] = new JsonObject { ["version"] = "1", ["language"] = "cy" });
        var (ours, _) = await work.ConsentAsync();

        Assert.False((await app.JsonAsync("GET", work.Path("consents", other), Fieldwork.Worker)).TryGetProperty("statementSha256", out _));
        Assert.True((await app.JsonAsync("GET", work.Path("consents", ours), Fieldwork.Worker)).TryGetProperty("statementSha256", out _));
    }

    [Fact]
    public async Task The_ledger_is_paged_and_holds()
    {
        var work = await Fieldwork.StartAsync(app);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 53), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) => await work.ConsentAsync());

        var first = await app.JsonAsync("GET", $"api/ledger/{work.Project}", "admin");
        var second = await app.JsonAsync("GET", $"api/ledger/{work.Project}?continue={first.GetProperty("continue").GetString()}", Fieldwork.Worker);

        Assert.Equal((50, 3), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.False(second.TryGetProperty("continue", out _));
        var numbers = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(e => e.GetProperty("number").GetInt64());
        Assert.Equal(Enumerable.Range(1, 53).Select(n => (long)n), numbers);
        var verified = await app.JsonAsync("GET", $"api/ledger/{work.Project}/verify", "admin");
        Assert.Equal((true, 53), (verified.GetProperty("valid").GetBoolean(), verified.GetProperty("entries").GetInt32()));
        Assert.False(verified.TryGetProperty("brokenAt", out _));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var work = await Fieldwork.StartAsync(app);
        var nobodys = Guid.NewGuid().ToString();

        Assert.All(
            await Task.WhenAll(
                app.SendAsync("GET", work.Path("consents", nobodys), Fieldwork.Worker),
                app.SendAsync("GET", work.Path("consents", nobodys, "receipt"), Fieldwork.Worker),
                app.SendAsync("POST", work.Path("consents", nobodys, "withdraw"), Fieldwork.Worker),
                app.SendAsync("GET", $"api/ledger/{nobodys}", Fieldwork.Worker),
                app.SendAsync("GET", $"api/ledger/{nobodys}/verify", Fieldwork.Worker),
                app.SendAsync("GET", $"api/projects/{nobodys}/voices", Fieldwork.Worker)),
            answer => Assert.Equal(404, (int)answer.StatusCode));
    }
}
