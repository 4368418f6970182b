using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>One at a time: what is pending is pending for all, and these take up whatever is.</summary>
[CollectionDefinition(nameof(PendingWorkTests), DisableParallelization = false)]
public sealed class PendingWorkTests;

[Collection(nameof(PendingWorkTests))]
public sealed class WithdrawConsentTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Erases_the_words_of_every_voice_says_so_in_ledger_and_audit_and_tells_who_shows_them()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 3);
        Assert.Equal(3, (await UsableAsync(stage, scene)).Count);
        stage.Clock.Now = stage.Clock.Now.AddMinutes(5);

        await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, "asked by phone"), Stage.Worker, default);

        await AssertWithdrawnAsync(stage, scene);
        Assert.Empty(await UsableAsync(stage, scene));
    }

    [Fact]
    public async Task Completes_after_a_stop_before_any_of_its_steps()
    {
        var stage = await Stage.SetAsync(azurite);
        var uninterrupted = await WithdrawAsync(stage.StoppingBeforeCall(int.MaxValue, out var calls), await stage.ASceneAsync(voices: 2));
        Assert.True(uninterrupted);
        Assert.InRange(calls.Made, 10, 30);

        for (var n = 1; n <= calls.Made; n++)
        {
            stage.Announced.Clear();
            var scene = await stage.ASceneAsync(voices: 2);
            var finished = await WithdrawAsync(stage.StoppingBeforeCall(n, out _), scene);
            Assert.False(finished);
            await AssertLedgerIsAheadAsync(stage, scene);

            await stage.FinishWithdrawals.HandleAsync(default);

            var noted = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!.WithdrawnAt is not null;
            Assert.True(noted || n <= 2, $"Stopped before call {n}, it was never taken up again.");
            if (!noted)
                Assert.True(await WithdrawAsync(stage, scene));
            await AssertWithdrawnAsync(stage, scene);
        }
    }

    [Fact]
    public async Task Asked_twice_or_by_several_at_once_it_happens_once()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 2);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WithdrawAsync(stage, scene)));
        stage.Clock.Now = stage.Clock.Now.AddHours(1);
        await WithdrawAsync(stage, scene);

        await AssertWithdrawnAsync(stage, scene);
    }

    [Fact]
    public async Task A_late_repeat_of_a_voice_does_not_bring_the_words_back()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 0);
        var capture = scene.ACapture();
        await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);
        await WithdrawAsync(stage, scene);

        var repeat = await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);
        var another = await stage.CaptureVoice.HandleAsync(scene.ACapture(), Stage.Worker, default);

        Assert.Equal("consent-not-given", repeat.Refusal?.Code);
        Assert.Equal("consent-not-given", another.Refusal?.Code);
        await AssertNoWordsAsync(stage, scene);
    }

    [Fact]
    public async Task No_words_remain_whenever_during_a_capture_the_withdrawal_comes()
    {
        var stage = await Stage.SetAsync(azurite);
        var kept = 0;
        for (var n = 1; n <= 12; n++)
        {
            var scene = await stage.ASceneAsync(voices: 0);
            var withdrawn = false;
            var capturing = stage.WithBeforeCall(n, async () => withdrawn = await WithdrawAsync(stage, scene));
            kept += (await capturing.CaptureVoice.HandleAsync(scene.ACapture(), Stage.Worker, default)).Succeeded ? 1 : 0;
            withdrawn |= await WithdrawAsync(stage, scene);

            Assert.True(withdrawn);
            await AssertNoWordsAsync(stage, scene);
        }

        // Whatever of it comes before the last call, and there are fewer than twelve, keeps nothing.
        Assert.InRange(kept, 1, 4);
    }

    [Fact]
    public async Task No_words_remain_whenever_during_a_withdrawal_the_capture_comes()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 12; n++)
        {
            var scene = await stage.ASceneAsync(voices: 1);
            await WithdrawAsync(
                stage.WithBeforeCall(n, () => stage.CaptureVoice.HandleAsync(scene.ACapture(), Stage.Worker, default)), scene);

            await AssertNoWordsAsync(stage, scene);
        }
    }

    [Fact]
    public async Task No_words_remain_when_both_come_at_once()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var round = 0; round < 20; round++)
        {
            var scene = await stage.ASceneAsync(voices: 0);

            await Task.WhenAll(stage.CaptureVoice.HandleAsync(scene.ACapture(), Stage.Worker, default), WithdrawAsync(stage, scene));

            await AssertNoWordsAsync(stage, scene);
        }
    }

    [Fact]
    public async Task A_capture_that_stops_at_any_point_leaves_no_words_behind_a_withdrawal()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 11; n++)
        {
            var scene = await stage.ASceneAsync(voices: 0);
            var capture = scene.ACapture();
            await stage.StoppingBeforeCall(n, out _).CaptureVoice.HandleAsync(capture, Stage.Worker, default)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await WithdrawAsync(stage, scene);
            Assert.False((await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default)).Succeeded);

            await AssertNoWordsAsync(stage, scene);
        }
    }

    [Fact]
    public async Task Leaves_a_voice_alone_that_was_recorded_under_another_consent_in_the_end()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        var other = new ConsentId(Guid.NewGuid());
        await stage.VoicesOfConsent.AddAsync(scene.Project, other, scene.Voices[0], default);
        await stage.Consents.AddAsync(
            Given.AConsent(Given.AParticipant(scene.Project)) with { Id = other }, default);

        await stage.WithdrawConsent.HandleAsync(new(scene.Project, other, null), Stage.Worker, default);

        Assert.Single(await UsableAsync(stage, scene));
    }

    [Fact]
    public async Task By_code_it_happens_however_the_code_is_typed_and_a_wrong_one_is_not_found()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        var byCode = new WithdrawByCodeHandler(new(stage.Codes, new GuessPace(TimeProvider.System), TimeProvider.System), stage.WithdrawConsent);

        var wrong = await byCode.HandleAsync(WithdrawalCode.Random().ToShow(), default);
        var nonsense = await byCode.HandleAsync("it's me", default);
        Assert.Equal((404, 404), (wrong.Refusal?.Status, nonsense.Refusal?.Status));
        Assert.Single(await UsableAsync(stage, scene));

        var right = await byCode.HandleAsync(" " + scene.Code.ToShow().ToLowerInvariant().Replace('-', ' '), default);
        Assert.Equal(ConsentState.Withdrawn, right.Value.State);
        await AssertNoWordsAsync(stage, scene);
        Assert.Equal("young-person", (await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default))[^1].By);
    }

    [Fact]
    public async Task A_codes_answer_waits_its_time_but_the_withdrawal_does_not()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        var never = new StillClock();
        var byCode = new WithdrawByCodeHandler(new(stage.Codes, new GuessPace(never), never), stage.WithdrawConsent);

        var answering = byCode.HandleAsync(scene.Code.ToShow(), default);
        while ((await UsableAsync(stage, scene)).Count > 0)
            await Task.Delay(10);

        Assert.False(answering.IsCompleted);
        never.Ring();
        Assert.True((await answering).Succeeded);
    }

    [Fact]
    public async Task A_consent_that_does_not_exist_is_not_found()
    {
        var stage = await Stage.SetAsync(azurite);

        var result = await stage.WithdrawConsent.HandleAsync(new(new(Guid.NewGuid()), new(Guid.NewGuid()), null), Stage.Worker, default);

        Assert.Equal(404, result.Refusal?.Status);
    }

    private static async Task<bool> WithdrawAsync(Stage stage, Scene scene)
    {
        try
        {
            return (await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, "asked by phone"), Stage.Worker, default)).Succeeded;
        }
        catch (StoppedException)
        {
            return false;
        }
    }

    private static Task<IReadOnlyDictionary<VoiceId, UsableQuote>> UsableAsync(Stage stage, Scene scene) =>
        stage.UsableQuotes.FindAsync(scene.Project, scene.Voices, Audience.Local, Purpose.Story, default);

    private static async Task AssertWithdrawnAsync(Stage stage, Scene scene)
    {
        var consent = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        Assert.Equal(ConsentState.Withdrawn, consent.StateOn(Given.Today));
        await AssertNoWordsAsync(stage, scene);

        var ledger = await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default);
        Assert.Equal(["consent-recorded", "consent-withdrawn"], ledger.Select(e => e.Fact));
        Assert.Equal(ledger[1].ToInstant(), consent.WithdrawnAt);
        Assert.True((await stage.VerifyLedger.HandleAsync(scene.Project, default)).Value.Valid);

        Assert.Contains(stage.Announced, a => a.Project == scene.Project && scene.Voices.All(a.Voices.Contains));
        Assert.Null(await stage.Withdrawals.FindAsync(scene.Project, scene.Consent, default));
        var audited = await stage.AuditedAsync(scene, "consent-withdrawn");
        Assert.Equal("asked by phone", Assert.Single(audited).Why);
    }

    /// <summary>What is so must be in the ledger already.</summary>
    private static async Task AssertLedgerIsAheadAsync(Stage stage, Scene scene)
    {
        var consent = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        var ledger = await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default);
        Assert.True(consent.WithdrawnAt is null || ledger.Any(e => e.Fact == "consent-withdrawn"), "It took effect before the ledger said so.");
    }

    private static async Task AssertNoWordsAsync(Stage stage, Scene scene)
    {
        var voices = await stage.Voices.ReadAsync(scene.Project, null, new(), default).ToListAsync();
        Assert.All(scene.Voices, id => Assert.Contains(voices, v => v.Id == id));
        Assert.All(voices, voice => Assert.Equal((VoiceStatus.Erased, "", null), (voice.Status, voice.Words, voice.Credit)));
    }

    /// <summary>Its timers ring when they are told to.</summary>
    private sealed class StillClock : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> _timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state));
            return new Nothing();
        }

        public void Ring() => _timers.ForEach(timer => timer.Callback(timer.State));

        private sealed class Nothing : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
