using System.Globalization;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

public sealed class OutcomeTests(AppFixture app)
{
    [Fact]
    public async Task A_worker_records_lists_and_removes_what_came_of_a_voice()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent);
        var path = work.Path("outcomes", Guid.NewGuid().ToString());

        var recorded = await app.JsonAsync("PUT", path, Fieldwork.Worker, AnOutcome(voice), 201);
        await app.JsonAsync("PUT", path, Fieldwork.Worker, AnOutcome(voice), 200);
        var changed = AnOutcome(voice);
        changed["weDid"] = "Something else.";
        Assert.Equal("already-different", (await app.JsonAsync("PUT", path, Fieldwork.Worker, changed, 409)).GetProperty("code").GetString());

        Assert.Equal(0, recorded.GetProperty("warnings").GetArrayLength());
        var listed = Assert.Single((await app.JsonAsync("GET", $"{work.ProjectPath}/outcomes", Fieldwork.Worker)).GetProperty("items").EnumerateArray());
        Assert.Equal(voice, listed.GetProperty("voices")[0].GetString());
        Assert.Equal("2022-03-04", listed.GetProperty("decidedOn").GetString());
        Assert.False(listed.TryGetProperty("theme", out _));

        using (var removed = await app.SendAsync("DELETE", path, Fieldwork.Worker))
            Assert.Equal(204, (int)removed.StatusCode);
        using (var again = await app.SendAsync("DELETE", path, Fieldwork.Worker))
            Assert.Equal(204, (int)again.StatusCode);
        Assert.Equal(0, (await app.JsonAsync("GET", $"{work.ProjectPath}/outcomes", Fieldwork.Worker)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Answers_voices_or_a_theme_and_never_both_or_neither()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent);

        var both = AnOutcome(voice);
        both["theme"] = "belonging";
        var neither = AnOutcome(voice);
        neither.Remove("voices");
        var theme = (JsonObject)neither.DeepClone();
        theme["theme"] = "belonging";
        foreach (var wrong in new[] { both, neither })
        {
            var problem = await app.JsonAsync("PUT", work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, wrong, 400);
            Assert.True(problem.GetProperty("errors").TryGetProperty("voices", out _));
        }

        await app.JsonAsync("PUT", work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, theme, 201);
    }

    [Fact]
    public async Task Warns_in_which_field_somebody_may_be_told_by()
    {
        var work = await Fieldwork.StartAsync(app);
        var voice = await work.VoiceAsync((await work.ConsentAsync()).Consent);
        var outcome = AnOutcome(voice);
        outcome["youSaid"] = "Ring me on 07700 900123.";

        var recorded = await app.JsonAsync("PUT", work.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, outcome, 201);

        var warning = Assert.Single(recorded.GetProperty("warnings").EnumerateArray());
        Assert.Equal(("youSaid", "phone"), (warning.GetProperty("field").GetString(), warning.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_report_counts_the_voices_that_were_answered()
    {
        var project = Fieldwork.AProject();
        project["title"] = $"Counted {Guid.NewGuid()}";
        var work = await Fieldwork.StartAsync(app, project: project);
        var (consent, _) = await work.ConsentAsync();
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var voices = new List<string>();
        for (var i = 0; i < 12; i++)
            voices.Add(await work.VoiceAsync(consent, change: body => body["capturedAt"] = now));

        // Projects with few voices stand together with the smallest of the others: this one, and not the one that is looked at.
        var other = await Fieldwork.StartAsync(app);
        var (agreed, _) = await other.ConsentAsync();
        var others = new List<string>();
        for (var i = 0; i < 10; i++)
            others.Add(await other.VoiceAsync(agreed, change: body => body["capturedAt"] = now));
        await AnswerAsync(other, others[..5]);
        await AnswerAsync(work, voices[..6]);

        Assert.Equal((12, 6), (await CountedAsync("voices.captured"), await CountedAsync("voices.answered.count")));
        var share = await app.JsonAsync("GET", $"api/reports/{Year}", "report-author");
        Assert.Contains(share.GetProperty("figures").EnumerateArray(), figure => figure.GetProperty("key").GetString() == "voices.answered" && figure.GetProperty("value").GetDecimal() is > 0 and <= 100);

        async Task AnswerAsync(Fieldwork at, IReadOnlyList<string> answered)
        {
            var outcome = AnOutcome(answered[0]);
            outcome["voices"] = new JsonArray([.. answered.Select(voice => (JsonNode)voice)]);
            await app.JsonAsync("PUT", at.Path("outcomes", Guid.NewGuid().ToString()), Fieldwork.Worker, outcome, 201);
        }

        async Task<int> CountedAsync(string key)
        {
            var trace = await app.JsonAsync("GET", $"api/reports/{Year}/figures/{key}/trace", "report-author");
            return trace.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("title").GetString() == (string)project["title"]!).GetProperty("value").GetInt32();
        }
    }

    private static string Year => ReportingYear.Of(TimeProvider.System.Today()).ToString();

    public static JsonObject AnOutcome(string voice) => new()
    {
        ["voices"] = new JsonArray(voice),
        ["youSaid"] = "Nobody asks you about marmalade.",
        ["weDid"] = "We ask first now, at every meeting.",
        ["decidedOn"] = "2022-03-04",
        ["by"] = "An invented board",
    };
}
