using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class OutcomesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Is_recorded_once_and_another_under_the_same_id_is_refused()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 2);
        var outcome = scene.AnOutcome();

        var first = await RecordAsync(stage, outcome);
        var again = await RecordAsync(stage, outcome);
        var other = await RecordAsync(stage, outcome with { WeDid = "Nothing." });

        Assert.Equal((true, false), (first.Value.IsNew, again.Value.IsNew));
        Assert.Equal("already-different", other.Refusal?.Code);
        var kept = Assert.Single(await stage.Outcomes.ReadAsync(scene.Project, null, default).ToListAsync());
        Assert.Equal((outcome.YouSaid, outcome.WeDid, outcome.DecidedOn, outcome.By), (kept.YouSaid, kept.WeDid, kept.DecidedOn, kept.By));
        Assert.Equal(scene.Voices, kept.Voices);
        Assert.NotEmpty(await stage.AuditedAsync(scene, "outcome-recorded"));
    }

    [Fact]
    public async Task Warns_of_what_may_tell_who_spoke()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync();

        var recorded = await RecordAsync(stage, scene.AnOutcome() with { YouSaid = "You said: ring me on 07700 900123.", WeDid = "We wrote to sam@example.org." });

        Assert.Equal("phone", Assert.Single(recorded.Value.Value.YouSaidWarnings).Code);
        Assert.Equal("email", Assert.Single(recorded.Value.Value.WeDidWarnings).Code);
    }

    [Fact]
    public async Task Answers_no_voice_that_is_held_was_taken_back_or_is_another_projects_and_no_day_to_come()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        var held = await stage.ASceneAsync(voices: 1);
        await stage.ReviewVoice.HandleAsync(new(held.Project, held.Voices[0], Decision.Refer, null, null), Stage.Worker, default);
        var gone = await stage.ASceneAsync(voices: 1);
        await WithdrawAsync(stage, gone);

        Assert.Equal("does-not-fit", (await RecordAsync(stage, held.AnOutcome())).Refusal?.Code);
        Assert.Equal("does-not-fit", (await RecordAsync(stage, gone.AnOutcome())).Refusal?.Code);
        Assert.Equal("does-not-fit", (await RecordAsync(stage, scene.AnOutcome() with { Voices = held.Voices })).Refusal?.Code);
        Assert.Equal("does-not-fit", (await RecordAsync(stage, scene.AnOutcome() with { DecidedOn = new(2026, 11, 24) })).Refusal?.Code);
    }

    [Fact]
    public async Task Loses_what_was_said_when_its_last_voice_is_taken_back_and_keeps_what_was_done()
    {
        var stage = await Stage.SetAsync(azurite);
        var one = await stage.ASceneAsync(voices: 1);
        var two = await AnotherOfAsync(stage, one);
        var alone = one.AnOutcome();
        var shared = one.AnOutcome() with { Voices = [.. one.Voices, .. two.Voices] };
        var themed = one.AnOutcome() with { Voices = [], Theme = "belonging" };
        foreach (var outcome in new[] { alone, shared, themed })
            Assert.True((await RecordAsync(stage, outcome)).Succeeded);

        await WithdrawAsync(stage, one);
        Assert.Equal((null, shared.YouSaid, themed.YouSaid), (await SaidAsync(stage, alone), await SaidAsync(stage, shared), await SaidAsync(stage, themed)));

        await WithdrawAsync(stage, two);
        Assert.Equal((null, null, themed.YouSaid), (await SaidAsync(stage, alone), await SaidAsync(stage, shared), await SaidAsync(stage, themed)));
        var kept = (await stage.Outcomes.FindAsync(one.Project, alone.Outcome, default))!.Value;
        Assert.Equal(alone.WeDid, kept.WeDid);
        Assert.NotNull(kept.WordsErasedAt);
        Assert.Equal("voice-erased", (await RecordAsync(stage, alone)).Refusal?.Code);
        Assert.Null(await SaidAsync(stage, alone));
    }

    [Fact]
    public async Task Loses_what_was_said_when_the_safeguarding_lead_closes_its_voice_and_erases_the_words()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        var outcome = scene.AnOutcome();
        await RecordAsync(stage, outcome);
        await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[0], Decision.Refer, null, null), Stage.Worker, default);

        var closed = await stage.CloseVoice.HandleAsync(new(scene.Project, scene.Voices[0], "Dealt with.", Erase: true), Stage.Worker, default);

        Assert.True(closed.Succeeded);
        Assert.Null(await SaidAsync(stage, outcome));
    }

    [Fact]
    public async Task Loses_what_was_said_when_the_closing_stopped_anywhere_after_the_words_were_erased()
    {
        var stage = await Stage.SetAsync(azurite);
        await CloseAsync(stage.StoppingBeforeCall(int.MaxValue, out var calls), await ReferredAsync());
        for (var n = 1; n <= calls.Made; n++)
        {
            var (scene, outcome) = await ReferredAsync();
            await Assert.ThrowsAsync<StoppedException>(() => CloseAsync(stage.StoppingBeforeCall(n, out _), (scene, outcome)));
            stage.Clock.Now = stage.Clock.Now.AddSeconds(15);

            await stage.FinishAnnouncements.HandleAsync(default);

            var erased = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value.ErasedAt is not null;
            Assert.Equal(erased ? null : outcome.YouSaid, await SaidAsync(stage, outcome));
            Assert.DoesNotContain(await stage.Announcements.ReadAsync(default), reminder => reminder.Project == scene.Project);
        }

        async Task<(Scene Scene, RecordOutcome Outcome)> ReferredAsync()
        {
            var scene = await stage.ASceneAsync(voices: 1);
            var outcome = scene.AnOutcome();
            await RecordAsync(stage, outcome);
            await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[0], Decision.Refer, null, null), Stage.Worker, default);
            return (scene, outcome);
        }

        static Task CloseAsync(Stage stage, (Scene Scene, RecordOutcome Outcome) referred) =>
            stage.CloseVoice.HandleAsync(new(referred.Scene.Project, referred.Scene.Voices[0], "Dealt with.", Erase: true), Stage.Worker, default);
    }

    [Fact]
    public async Task No_words_remain_whenever_while_it_is_recorded_the_withdrawal_comes()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 9; n++)
        {
            var scene = await stage.ASceneAsync(voices: 1);
            var outcome = scene.AnOutcome();

            await RecordAsync(stage.WithBeforeCall(n, () => WithdrawAsync(stage, scene)), outcome);
            await WithdrawAsync(stage, scene);

            Assert.Null(await SaidAsync(stage, outcome));
        }
    }

    [Fact]
    public async Task No_words_remain_whenever_during_a_withdrawal_it_is_recorded()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 16; n++)
        {
            var scene = await stage.ASceneAsync(voices: 1);
            var outcome = scene.AnOutcome();

            await WithdrawAsync(stage.WithBeforeCall(n, () => RecordAsync(stage, outcome)), scene);

            Assert.Null(await SaidAsync(stage, outcome));
        }
    }

    [Fact]
    public async Task A_recording_that_stops_anywhere_can_be_repeated_and_leaves_nothing_behind_a_withdrawal()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 7; n++)
        {
            var scene = await stage.ASceneAsync(voices: 1);
            var outcome = scene.AnOutcome();
            await Assert.ThrowsAsync<StoppedException>(() => RecordAsync(stage.StoppingBeforeCall(n, out _), outcome));

            Assert.True((await RecordAsync(stage, outcome)).Succeeded);
            Assert.Equal(outcome.YouSaid, await SaidAsync(stage, outcome));
            await WithdrawAsync(stage, scene);
            Assert.Null(await SaidAsync(stage, outcome));
        }
    }

    [Fact]
    public async Task Is_listed_by_id_and_removed_for_good()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        var outcomes = Enumerable.Range(0, 52).Select(_ => scene.AnOutcome()).ToList();
        foreach (var outcome in outcomes)
            await RecordAsync(stage, outcome);
        var list = new ListOutcomesHandler(stage.Projects, stage.Outcomes);
        var remove = new RemoveOutcomeHandler(stage.Projects, stage.Outcomes, stage.Audit, stage.Clock);

        var first = (await list.HandleAsync(scene.Project, null, default)).Value;
        var place = Id.Parse<OutcomeId>(first.Continue, "continue").Value;
        var second = (await list.HandleAsync(scene.Project, place, default)).Value;
        Assert.Equal((50, 2), (first.Items.Count, second.Items.Count));
        Assert.Equal(52, first.Items.Concat(second.Items).Select(outcome => outcome.Id).Distinct().Count());

        await remove.HandleAsync(scene.Project, outcomes[0].Outcome, Stage.Worker, default);
        await remove.HandleAsync(scene.Project, outcomes[0].Outcome, Stage.Worker, default);
        Assert.Null(await stage.Outcomes.FindAsync(scene.Project, outcomes[0].Outcome, default));
        Assert.Single(await stage.AuditedAsync(scene, "outcome-removed"));
    }

    [Fact]
    public async Task Voices_are_counted_by_the_day_they_were_captured_and_answered_by_themselves_or_by_theme()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 3);
        var rejected = await AnotherOfAsync(stage, scene);
        await stage.ReviewVoice.HandleAsync(new(scene.Project, rejected.Voices[0], Decision.Reject, null, null), Stage.Worker, default);
        await RecordAsync(stage, scene.AnOutcome() with { Voices = [scene.Voices[0]] });

        Assert.Equal((3, 1), await CountAsync(stage, scene, new(2026, 11, 20), new(2026, 11, 20)));
        Assert.Equal((0, 0), await CountAsync(stage, scene, new(2026, 11, 21), new(2027, 3, 31)));

        await RecordAsync(stage, scene.AnOutcome() with { Voices = [], Theme = "Belonging" });
        Assert.Equal((3, 3), await CountAsync(stage, scene, new(2026, 4, 1), new(2027, 3, 31)));
    }

    private static async Task<(long Voices, long Answered)> CountAsync(Stage stage, Scene scene, DateOnly from, DateOnly to)
    {
        var all = await new CountAnswers(stage.Projects, new VoiceStore(stage.Storage), stage.Outcomes).CountAsync(from, to, default);
        return all.Where(count => count.Project == scene.Project).Select(count => (count.Voices, count.Answered)).SingleOrDefault();
    }

    /// <summary>Another person in the same project, with a consent and a voice of their own.</summary>
    private static async Task<Scene> AnotherOfAsync(Stage stage, Scene scene)
    {
        var consent = new ConsentId(Guid.NewGuid());
        var agreed = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        await stage.Consents.AddAsync(agreed with { Id = consent }, default);
        var other = scene with { Consent = consent, Voices = [] };
        var capture = other.ACapture();
        Assert.True((await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default)).Succeeded);
        other.Voices.Add(capture.Voice);
        return other;
    }

    private static Task<Result<Kept<OutcomeRecorded>>> RecordAsync(Stage stage, RecordOutcome outcome) =>
        stage.RecordOutcome.HandleAsync(outcome, Stage.Worker, default);

    private static Task<Result<ConsentWithdrawn>> WithdrawAsync(Stage stage, Scene scene) =>
        stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default);

    private static async Task<string?> SaidAsync(Stage stage, RecordOutcome outcome) =>
        (await stage.Outcomes.FindAsync(outcome.Project, outcome.Outcome, default))?.Value.YouSaid;
}
