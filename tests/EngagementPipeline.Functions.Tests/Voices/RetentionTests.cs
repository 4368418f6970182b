using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

[Collection(nameof(TimersByHand))]
public sealed class RetentionTests(HandWound wound)
{
    private AppFixture App => wound.App;

    [Fact]
    public async Task A_project_is_created_with_its_rule_and_a_repeat_says_the_same()
    {
        var project = Fieldwork.AProject();
        (project["retainUntil"], project["wordsForMonths"]) = ("2098-03-31", 12);
        var work = await Fieldwork.StartAsync(App, project: project.DeepClone().AsObject());
        await App.JsonAsync("PUT", work.ProjectPath, Fieldwork.Worker, project, 200);

        var rule = await App.JsonAsync("GET", $"{work.ProjectPath}/retention", Fieldwork.Worker);

        Assert.Equal(
            ("2098-03-31", 12, 24),
            (rule.GetProperty("retainUntil").GetString(), rule.GetProperty("wordsForMonths").GetInt32(), rule.GetProperty("detailsForMonths").GetInt32()));
        await App.JsonAsync("PUT", work.ProjectPath, Fieldwork.Worker, Fieldwork.AProject(), 409);
    }

    [Fact]
    public async Task It_tells_what_goes_when_and_nothing_of_what_was_said()
    {
        var work = await Fieldwork.StartAsync(App);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent, "Invented words that stay out of it.");

        var plan = await App.JsonAsync("GET", $"{work.ProjectPath}/retention", Fieldwork.Worker);

        var item = Assert.Single(plan.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("words", voice, "2029-11-20"), (item.GetProperty("kind").GetString(), item.GetProperty("id").GetString(), item.GetProperty("lastDay").GetString()));
        Assert.Equal("2029-11", Assert.Single(plan.GetProperty("months").EnumerateArray()).GetProperty("month").GetString());
        Assert.Equal(0, plan.GetProperty("due").GetProperty("words").GetInt32());
        Assert.DoesNotContain("Invented words", plan.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("bad-fields", (await App.JsonAsync("GET", $"{work.ProjectPath}/retention?continue=there", Fieldwork.Worker, status: 400)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Its_page_shows_the_counts_of_the_api_and_none_of_the_words_and_only_an_administrator_the_form()
    {
        var work = await Fieldwork.StartAsync(App);
        var consent = (await work.ConsentAsync()).Consent;
        await work.VoiceAsync(consent, "Invented words that stay out of it.");
        await work.VoiceAsync(consent, "Invented words, the second time.");
        var month = Assert.Single((await App.JsonAsync("GET", $"{work.ProjectPath}/retention", Fieldwork.Worker)).GetProperty("months").EnumerateArray());
        var address = $"projects/{work.Project}/retention";

        var shown = await PageAsync(address, Fieldwork.Worker);
        var toAdministrator = await PageAsync(address, "admin");
        using var toComms = await App.SendAsync("GET", address, "comms", change: r => r.Headers.Add("Accept", "text/html"));

        Assert.Equal((2, "2029-11"), (month.GetProperty("words").GetInt32(), month.GetProperty("month").GetString()));
        Assert.Matches("""<th scope="row">November 2029</th>\s*<td class="number" data-label="Quotes">2</td>""", shown);
        Assert.All([shown, toAdministrator], page => Assert.DoesNotContain("Invented words", page, StringComparison.Ordinal));
        Assert.DoesNotContain("Change the rule", shown, StringComparison.Ordinal);
        Assert.Contains("Change the rule", toAdministrator, StringComparison.Ordinal);
        Assert.Equal(403, (int)toComms.StatusCode);
    }

    [Fact]
    public async Task An_administrator_changes_it_under_its_mark_and_says_why()
    {
        var work = await Fieldwork.StartAsync(App);
        var path = $"{work.ProjectPath}/retention";
        var mark = (await App.JsonAsync("GET", path, "admin")).GetProperty("mark").GetString();
        var rule = new { retainUntil = "2098-03-31", why = "The funder asks for it." };

        await App.JsonAsync("PUT", path, Fieldwork.Worker, rule, 403);
        await App.JsonAsync("PUT", path, "admin", rule, 412);
        await App.JsonAsync("PUT", path, "admin", new { retainUntil = "2098-03-31" }, 400);
        await App.JsonAsync("PUT", path, "admin", new { wordsForMonths = 121, why = "more" }, 400, r => r.Headers.TryAddWithoutValidation("If-Match", mark));
        await App.JsonAsync("PUT", path, "admin", new { retainUntil = "2001-01-01", why = "over" }, 422, r => r.Headers.TryAddWithoutValidation("If-Match", mark));
        var changed = await App.JsonAsync("PUT", path, "admin", rule, 200, r => r.Headers.TryAddWithoutValidation("If-Match", mark));

        Assert.Equal("2098-03-31", changed.GetProperty("retainUntil").GetString());
        Assert.NotEqual(mark, changed.GetProperty("mark").GetString());
        Assert.Equal(changed.GetProperty("mark").GetString(), (await App.JsonAsync("GET", path, "admin")).GetProperty("mark").GetString());
    }

    [Fact]
    public async Task When_the_day_is_over_the_timer_takes_the_words_from_every_list()
    {
        var project = Fieldwork.AProject();
        project["retainUntil"] = "2020-01-01";
        var work = await Fieldwork.StartAsync(App, project: project);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent);
        Assert.Equal(1, (await App.JsonAsync("GET", $"{work.ProjectPath}/retention", Fieldwork.Worker)).GetProperty("due").GetProperty("words").GetInt32());

        using (var run = await App.SendAsync("POST", "admin/functions/EraseWhatIsPast?wait=true"))
            Assert.Equal(200, (int)run.StatusCode);

        Assert.Equal("erased", (await work.FindAsync(voice)).GetProperty("status").GetString());
        Assert.Empty(await work.ListAsync("comms"));
        Assert.Equal("voice-erased", (await work.ReviewAsync(voice, "approve", status: 409)).GetProperty("code").GetString());
    }

    private async Task<string> PageAsync(string address, string roles)
    {
        using var response = await App.SendAsync("GET", address, roles, change: r => r.Headers.Add("Accept", "text/html"));
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
