using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class RetentionTests(AzuriteFixture azurite)
{
    private static readonly DateOnly LastDay = Given.Today.AddDays(2);

    [Fact]
    public async Task Words_and_details_go_the_day_after_their_last_and_not_before()
    {
        var (stage, scene) = await AProjectThatEndsAsync();
        stage.Clock.Now = London.StartOf(LastDay.AddDays(1)).AddSeconds(-1);
        await EraseAsync(stage, scene);
        Assert.Equal((2, true), await KeptAsync(stage, scene));

        stage.Clock.Now = London.StartOf(LastDay.AddDays(1));
        await EraseAsync(stage, scene);
        await EraseAsync(stage, scene);

        await AssertGoneAsync(stage, scene);
        Assert.Single(stage.Announced, a => a.Project == scene.Project && a.Voices.Contains(scene.Voices[0]));
        Assert.Equal(2, (await AuditedAsync(stage, scene, "words-erased")).Count);
        var details = Assert.Single(await AuditedAsync(stage, scene, "details-erased"));
        Assert.Equal(($"kept until {LastDay:yyyy-MM-dd}", "system"), (details.Why, details.By.Id));
    }

    [Fact]
    public async Task After_a_stop_before_any_of_its_steps_the_next_hour_completes_it_and_the_ledger_was_never_behind()
    {
        var stopped = 0;
        for (var n = 1; ; n++)
        {
            var (stage, scene) = await AProjectThatEndsAsync();
            stage.Clock.Now = London.StartOf(LastDay.AddDays(1));
            await EraseAsync(stage.StoppingBeforeCall(n, out var calls), scene);
            foreach (var id in scene.Voices)
            {
                var voice = (await stage.Voices.FindAsync(scene.Project, id, default))!.Value;
                var said = (await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default)).Any(e => e.Details.Contains(id.ToString(), StringComparison.Ordinal));
                Assert.True(said || voice.Status != VoiceStatus.Erased, "It took effect before the ledger said so.");
            }

            stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
            await EraseAsync(stage, scene);
            await stage.FinishAnnouncements.HandleAsync(default);

            await AssertGoneAsync(stage, scene);
            Assert.All(scene.Voices, id => Assert.Contains(stage.Announced, a => a.Voices.Contains(id)));
            if (calls.Made < n)
                break;
            stopped++;
        }

        Assert.True(stopped > 15);
    }

    [Fact]
    public async Task A_day_that_is_put_off_in_time_keeps_the_words_and_says_who_did_it_and_why()
    {
        var (stage, scene) = await AProjectThatEndsAsync();
        var rule = (await stage.CurrentRetention.FindAsync(scene.Project, default))!;
        Assert.Equal((LastDay, CurrentRetention.AsCreated), (rule.Value.Until, rule.Mark));

        var later = rule.Value with { Until = LastDay.AddYears(1) };
        var changed = await stage.ChangeRetention.HandleAsync(new(scene.Project, later, "the report is late", rule.Mark), Stage.Worker, default);
        var again = await stage.ChangeRetention.HandleAsync(new(scene.Project, later, "the report is late", rule.Mark), Stage.Worker, default);
        var stale = await stage.ChangeRetention.HandleAsync(new(scene.Project, later with { WordsForMonths = 6 }, "why", rule.Mark), Stage.Worker, default);
        stage.Clock.Now = London.StartOf(LastDay.AddDays(1));
        await EraseAsync(stage, scene);

        Assert.Equal((later, later), (changed.Value.Value, again.Value.Value));
        Assert.Equal("stale", stale.Refusal?.Code);
        Assert.Equal((2, true), await KeptAsync(stage, scene));
        Assert.Contains(await AuditedAsync(stage, scene, "retention-changed"), e => e.Why == "the report is late" && e.By.Id == Stage.Worker.Id);
        Assert.True((await stage.ChangeRetention.HandleAsync(new(scene.Project, later with { WordsForMonths = 6 }, "why", changed.Value.Mark), Stage.Worker, default)).Succeeded);
        Assert.Equal(6, (await stage.CurrentRetention.FindAsync(scene.Project, default))!.Value.WordsForMonths);
    }

    [Fact]
    public async Task A_day_that_is_over_is_refused()
    {
        var (stage, scene) = await AProjectThatEndsAsync();

        var refused = await stage.ChangeRetention.HandleAsync(
            new(scene.Project, new(Given.Today.AddDays(-1)), "why", CurrentRetention.AsCreated), Stage.Worker, default);

        Assert.Equal("does-not-fit", refused.Refusal?.Code);
    }

    [Fact]
    public async Task What_is_with_the_safeguarding_lead_stays_until_the_lead_is_done()
    {
        var (stage, scene) = await AProjectThatEndsAsync();
        await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[0], Decision.Refer, null, null), Stage.Worker, default);
        stage.Clock.Now = London.StartOf(LastDay.AddDays(1));

        await EraseAsync(stage, scene);

        Assert.Equal((1, false), await KeptAsync(stage, scene));
        Assert.Equal((0, 1), await stage.PlanRetention.HandleAsync(new(scene.Project, null), default) is { Value: var plan } ? (plan.WordsDue, plan.WithLead) : default);
    }

    [Fact]
    public async Task The_plan_tells_what_would_go_and_when_before_it_does()
    {
        var (stage, scene) = await AProjectThatEndsAsync(voices: 54);

        var before = (await stage.PlanRetention.HandleAsync(new(scene.Project, null), default)).Value;
        var rest = (await stage.PlanRetention.HandleAsync(new(scene.Project, before.Leaving.Continue), default)).Value;
        stage.Clock.Now = London.StartOf(LastDay.AddDays(1));
        var due = (await stage.PlanRetention.HandleAsync(new(scene.Project, null), default)).Value;
        await EraseAsync(stage, scene);
        var after = (await stage.PlanRetention.HandleAsync(new(scene.Project, null), default)).Value;

        Assert.Equal((0, 0), (before.WordsDue, before.DetailsDue));
        Assert.Equal(new LeavingInMonth(new(2026, 11, 1), 54, 1), Assert.Single(before.Months));
        Assert.Equal((50, 5), (before.Leaving.Items.Count, rest.Leaving.Items.Count));
        Assert.Equal(55, before.Leaving.Items.Concat(rest.Leaving.Items).Select(one => one.Id).Distinct().Count());
        Assert.All(before.Leaving.Items, one => Assert.Equal(LastDay, one.LastDay));
        Assert.Equal((54, 1), (due.WordsDue, due.DetailsDue));
        Assert.Equal((0, 0, 0), (after.WordsDue, after.DetailsDue, after.Leaving.Items.Count));
    }

    [Fact]
    public async Task A_participant_added_again_brings_no_details_back_and_is_no_conflict()
    {
        var (stage, scene) = await AProjectThatEndsAsync();
        stage.Clock.Now = London.StartOf(LastDay.AddDays(1));
        await EraseAsync(stage, scene);

        var again = await stage.AddParticipant.HandleAsync(TheParticipant(scene), Stage.Worker, default);

        Assert.False(again.Value.IsNew);
        Assert.Equal((0, false), await KeptAsync(stage, scene));
        Assert.Equal("already-different", (await stage.AddParticipant.HandleAsync(TheParticipant(scene) with { AgeBand = AgeBand.Under13 }, Stage.Worker, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_device_whose_clock_is_ahead_keeps_words_no_longer()
    {
        var (stage, scene) = await AProjectThatEndsAsync(voices: 0);
        var capture = scene.ACapture() with { CapturedAt = stage.Clock.Now.AddYears(40) };
        await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);

        var kept = Assert.Single(await stage.WordsKept.ReadAsync(scene.Project, default));

        Assert.Equal(Given.Today, kept.Since);
    }

    private async Task<(Stage Stage, Scene Scene)> AProjectThatEndsAsync(int voices = 2)
    {
        var stage = await Stage.SetAsync(azurite);
        stage.Announced.Clear();
        var scene = await stage.ASceneAsync(voices, project: Given.AProject() with { Retention = new(LastDay) });
        await stage.AddParticipant.HandleAsync(TheParticipant(scene), Stage.Worker, default);
        return (stage, scene);
    }

    private static Participant TheParticipant(Scene scene) => new()
    {
        Id = new(scene.Session.Value),
        Project = scene.Project,
        AgeBand = AgeBand.From16To17,
        District = "An invented district",
        Sex = "girl",
    };

    private static async Task EraseAsync(Stage stage, Scene scene)
    {
        try
        {
            await stage.EraseWhatIsPastOf(scene.Project).HandleAsync(default);
        }
        catch (Exception stop) when (stop is StoppedException or AggregateException { InnerExceptions: [StoppedException, ..] })
        {
            // As meant.
        }
    }

    private static async Task<(int Words, bool Details)> KeptAsync(Stage stage, Scene scene) => (
        (await stage.Voices.ReadAsync(scene.Project, null, new(), default).ToListAsync()).Count(voice => voice.OriginalWords.Length > 0),
        (await stage.Participants.FindAsync(scene.Project, TheParticipant(scene).Id, default))!.District is not null);

    private static async Task AssertGoneAsync(Stage stage, Scene scene)
    {
        Assert.Equal((0, false), await KeptAsync(stage, scene));
        Assert.All(
            await stage.Voices.ReadAsync(scene.Project, null, new(), default).ToListAsync(),
            voice => Assert.Equal((VoiceStatus.Erased, "", null, null, 0), (voice.Status, voice.Words, voice.Credit, voice.Note, voice.Themes.Count)));
        var ledger = (await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default)).Where(e => e.Fact == "words-erased").ToList();
        Assert.Equal(scene.Voices.Count, ledger.Count);
        Assert.All(ledger, entry => Assert.Equal("system", entry.By));
        Assert.True((await stage.VerifyLedger.HandleAsync(scene.Project, default)).Value.Valid);
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditedAsync(Stage stage, Scene scene, string action)
    {
        var filter = global::Azure.Data.Tables.TableClient.CreateQueryFilter($"Project eq {scene.Project.ToString()} and Action eq {action}");
        return await stage.Storage.Table(AuditRow.Table).QueryAsync<AuditRow>(filter).Select(row => row.ToEntry()).ToListAsync();
    }
}
