using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>Which quotes comms may choose for a story, and what is said of those they may not.</summary>
public sealed class ChooseQuotesTests(AppFixture app)
{
    [Fact]
    public async Task Gives_the_words_of_those_that_the_readers_may_see_and_of_no_other()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var (near, _) = await work.ConsentAsync(body => body["audiences"] = new System.Text.Json.Nodes.JsonArray("local"));
        var national = await work.VoiceAsync(consent);
        var local = await work.VoiceAsync(near);
        var address = $"{work.ProjectPath}/quotes?voices={national},{local},{Guid.NewGuid()}&usableFor=";

        var forNation = (await app.JsonAsync("GET", address + "national", "comms")).GetProperty("items");
        var forLocal = (await app.JsonAsync("GET", address + "local", "comms")).GetProperty("items");

        var only = Assert.Single(forNation.EnumerateArray());
        Assert.Equal(national, only.GetProperty("voice").GetString());
        Assert.Equal(["voice", "words", "language", "credit"], only.EnumerateObject().Select(property => property.Name));
        Assert.Equal(2, forLocal.GetArrayLength());
    }

    [Fact]
    public async Task Counts_those_that_may_not_be_chosen_and_says_why()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var (near, _) = await work.ConsentAsync(body => body["audiences"] = new System.Text.Json.Nodes.JsonArray("local"));
        await work.VoiceAsync(consent);
        await work.VoiceAsync(near);
        var waiting = Guid.NewGuid().ToString();
        await app.JsonAsync("PUT", work.Path("voices", waiting), Fieldwork.Worker, work.AVoice(consent), 201);
        var held = Guid.NewGuid().ToString();
        await app.JsonAsync("PUT", work.Path("voices", held), Fieldwork.Worker, work.AVoice(consent), 201);
        await app.JsonAsync("POST", work.Path("voices", held, "review"), Fieldwork.Worker, new { decision = "refer", note = "An invented worry" });

        var summary = await app.JsonAsync("GET", $"{work.ProjectPath}/quotes/summary?usableFor=national", "comms");

        Assert.Equal(
            """
            {"usable":1,"themes":[{"theme":"belonging","quotes":1}],"others":[{"code":"not-reviewed","voices":1,"why":"nobody has reviewed them yet, or the review turned them down."},{"code":"other-readers","voices":1,"why":"their speakers did not agree to these readers."}]}
            """.Trim(),
            summary.GetRawText());
    }

    /// <summary>Withdrawn or erased: the words are nowhere here at once, and nobody is told whose they were.</summary>
    [Fact]
    public async Task What_was_taken_back_is_given_to_nobody()
    {
        var work = await Fieldwork.StartAsync(app);
        var (consent, _) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent);
        await app.JsonAsync("POST", work.Path("consents", consent, "withdraw"), Fieldwork.Worker, new { }, 202);

        var found = await app.JsonAsync("GET", $"{work.ProjectPath}/quotes?usableFor=local&voices={voice}", "comms");
        var summary = await app.JsonAsync("GET", $"{work.ProjectPath}/quotes/summary?usableFor=local", "comms");

        Assert.Empty(found.GetProperty("items").EnumerateArray());
        Assert.Equal(0, summary.GetProperty("usable").GetInt32());
        Assert.DoesNotContain("Invented words", found.GetRawText() + summary.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quotes?voices=0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", "usableFor")]
    [InlineData("quotes?usableFor=everybody&voices=0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", "usableFor")]
    [InlineData("quotes?usableFor=local", "voices")]
    [InlineData("quotes?usableFor=local&voices=mine", "voices")]
    [InlineData("quotes/summary", "usableFor")]
    public async Task Names_what_is_missing_or_wrong(string address, string field)
    {
        var work = await Fieldwork.StartAsync(app);

        var problem = await app.JsonAsync("GET", $"{work.ProjectPath}/{address}", "comms", status: 400);

        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Fifty_are_looked_up_at_a_time()
    {
        var work = await Fieldwork.StartAsync(app);
        var many = string.Join(',', Enumerable.Range(0, 51).Select(_ => Guid.NewGuid()));

        await app.JsonAsync("GET", $"{work.ProjectPath}/quotes?usableFor=local&voices={many}", "comms", status: 400);
        await app.JsonAsync("GET", $"{work.ProjectPath}/quotes?usableFor=local&voices={many[..^37]}", "comms");
        await app.JsonAsync("GET", $"api/projects/{Guid.NewGuid()}/quotes/summary?usableFor=local", "comms", status: 404);
    }
}
