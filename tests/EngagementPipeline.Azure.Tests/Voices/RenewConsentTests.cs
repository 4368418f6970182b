using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class RenewConsentTests(AzuriteFixture azurite)
{
    private static readonly Func<RecordConsent, RecordConsent> UntilToday = c => c with { ExpiresOn = Given.Today };

    [Fact]
    public async Task Words_whose_consent_expired_are_usable_again_once_somebody_puts_them_under_a_new_one()
    {
        var (stage, scene) = await ExpiredAsync();
        var later = await AskAgainAsync(stage, scene);
        Assert.Empty(await UsableAsync(stage, scene));

        var renewed = await RenewAsync(stage, scene, later);

        Assert.Equal((later, VoiceStatus.Approved), (renewed.Value.Consent, renewed.Value.Status));
        Assert.Single(await UsableAsync(stage, scene));
        Assert.Contains(stage.Announced, a => a.Voices.SequenceEqual(scene.Voices));
        var entry = (await stage.Ledger.ReadAsync(scene.Project, later, default))[^1];
        Assert.Equal(
            ("voice-renewed", "engagement-worker", $$"""{"voice":"{{scene.Voices[0]}}","from":"{{scene.Consent}}"}"""),
            (entry.Fact, entry.By, entry.Details));
        Assert.True((await stage.VerifyLedger.HandleAsync(scene.Project, default)).Value.Valid);
    }

    [Fact]
    public async Task A_new_version_of_the_statement_covers_nothing_that_was_agreed_under_an_older_one()
    {
        var (stage, scene) = await ExpiredAsync();
        var later = await AskAgainAsync(stage, scene, c => c with { Statement = new("2027-1", "en"), Audiences = [Audience.Local, Audience.National] });

        Assert.Empty(await UsableAsync(stage, scene));
        Assert.Empty(await UsableAsync(stage, scene, Audience.National));
        var earlier = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        Assert.Equal(("2026-1", "2027-1"), (earlier.Statement.Version, (await stage.Consents.FindAsync(scene.Project, later, default))!.Statement.Version));
        var sameConsentOtherStatement = await stage.RecordConsent.HandleAsync(
            UntilToday(ACommand(scene, scene.Consent)) with { Statement = new("2027-1", "en") }, Stage.Worker, default);
        Assert.Equal("already-different", sameConsentOtherStatement.Refusal?.Code);
    }

    [Fact]
    public async Task What_may_be_used_is_what_the_new_consent_says_and_no_more()
    {
        var (stage, scene) = await ExpiredAsync();
        await RenewAsync(stage, scene, await AskAgainAsync(stage, scene, c => c with { Audiences = [Audience.Regional] }));

        Assert.Empty(await UsableAsync(stage, scene));
        Assert.Single(await UsableAsync(stage, scene, Audience.Regional));
    }

    [Fact]
    public async Task Either_card_takes_the_words_back()
    {
        foreach (var withTheFirst in new[] { true, false })
        {
            var (stage, scene) = await ExpiredAsync();
            var later = await AskAgainAsync(stage, scene);
            await RenewAsync(stage, scene, later);

            await stage.WithdrawConsent.HandleAsync(new(scene.Project, withTheFirst ? scene.Consent : later, null), Stage.Worker, default);

            await AssertNoWordsAsync(stage, scene);
        }
    }

    [Fact]
    public async Task Nothing_that_was_withdrawn_comes_back()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync();
        stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
        var later = await AskAgainAsync(stage, scene);
        await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default);

        Assert.Equal("voice-erased", (await RenewAsync(stage, scene, later)).Refusal?.Code);
        await AssertNoWordsAsync(stage, scene);
    }

    [Fact]
    public async Task Whoever_asked_again_is_shown_which_words_are_still_under_the_earlier_consent()
    {
        var (stage, scene) = await ExpiredAsync();
        var refused = await AskAgainAsync(stage, scene, c => c with { YoungPerson = Given.No() });
        var later = await AskAgainAsync(stage, scene);

        var offered = Assert.Single(await OfferedAsync(stage, scene, later));
        Assert.Equal((scene.Voices[0], ConsentState.Expired), (offered.Voice.Id, offered.Under));
        Assert.Empty(await OfferedAsync(stage, scene, refused));
        Assert.Empty(await OfferedAsync(stage, scene, scene.Consent));

        await RenewAsync(stage, scene, later);
        Assert.Empty(await OfferedAsync(stage, scene, later));

        var latest = await AskAgainAsync(stage, scene);
        Assert.Equal(ConsentState.Given, Assert.Single(await OfferedAsync(stage, scene, latest)).Under);
        await stage.WithdrawConsent.HandleAsync(new(scene.Project, later, null), Stage.Worker, default);
        Assert.Empty(await OfferedAsync(stage, scene, latest));
    }

    [Fact]
    public async Task Only_a_later_given_consent_of_the_same_participant_will_do()
    {
        var (stage, scene) = await ExpiredAsync();
        var refused = await AskAgainAsync(stage, scene, c => c with { YoungPerson = Given.No() });
        var later = await AskAgainAsync(stage, scene);
        var latest = await AskAgainAsync(stage, scene);
        var another = Given.AParticipant(scene.Project);
        await stage.Participants.AddAsync(another, default);
        var anothers = await AskAgainAsync(stage, scene, c => c with { Participant = another.Id });

        Assert.Equal("consent-not-given", (await RenewAsync(stage, scene, refused)).Refusal?.Code);
        Assert.Equal("does-not-fit", (await RenewAsync(stage, scene, anothers)).Refusal?.Code);
        Assert.Equal("does-not-fit", (await RenewAsync(stage, scene, new(Guid.NewGuid()))).Refusal?.Code);
        Assert.True((await RenewAsync(stage, scene, latest)).Succeeded);
        Assert.True((await RenewAsync(stage, scene, latest)).Succeeded);
        Assert.Equal("does-not-fit", (await RenewAsync(stage, scene, later)).Refusal?.Code);
        Assert.Single(await UsableAsync(stage, scene));
    }

    [Fact]
    public async Task A_voice_on_hold_is_nobodys_to_renew()
    {
        var (stage, scene) = await ExpiredAsync();
        var later = await AskAgainAsync(stage, scene);
        await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[0], Decision.Refer, null, null), Stage.Worker, default);

        Assert.Equal(404, (await RenewAsync(stage, scene, later)).Refusal?.Status);
    }

    [Fact]
    public async Task A_repeat_of_the_capture_changes_nothing_and_is_no_conflict()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 0);
        var capture = scene.ACapture();
        await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);
        scene.Voices.Add(capture.Voice);
        stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
        var later = await AskAgainAsync(stage, scene);
        await RenewAsync(stage, scene, later);

        var repeat = await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);

        Assert.False(repeat.Value.IsNew);
        Assert.Equal(later, (await stage.Voices.FindAsync(scene.Project, capture.Voice, default))!.Value.Consent);
    }

    [Fact]
    public async Task After_a_stop_before_any_of_its_steps_a_repeat_completes_it_and_the_ledger_was_never_behind()
    {
        var stopped = 0;
        for (var n = 1; ; n++)
        {
            var (stage, scene) = await ExpiredAsync();
            var later = await AskAgainAsync(stage, scene);
            try
            {
                await RenewAsync(stage.StoppingBeforeCall(n, out _), scene, later);
                break;
            }
            catch (StoppedException)
            {
                stopped++;
            }

            var moved = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value.Consent == later;
            var said = (await stage.Ledger.ReadAsync(scene.Project, later, default)).Any(e => e.Fact == "voice-renewed");
            Assert.True(said || !moved, "It took effect before the ledger said so.");

            Assert.True((await RenewAsync(stage, scene, later)).Succeeded);
            Assert.Single(await UsableAsync(stage, scene));
            Assert.Single(await stage.Ledger.ReadAsync(scene.Project, later, default), e => e.Fact == "voice-renewed");
            stage.Clock.Now = stage.Clock.Now.AddSeconds(15);
            await stage.FinishAnnouncements.HandleAsync(default);
            Assert.Contains(stage.Announced, a => a.Voices.SequenceEqual(scene.Voices));
        }

        Assert.InRange(stopped, 8, 16);
    }

    [Fact]
    public async Task No_words_remain_whenever_during_a_renewal_either_withdrawal_comes()
    {
        foreach (var ofTheFirst in new[] { true, false })
        {
            for (var n = 1; ; n++)
            {
                var (stage, scene) = await ExpiredAsync();
                var later = await AskAgainAsync(stage, scene);
                var withdrawal = new WithdrawConsent(scene.Project, ofTheFirst ? scene.Consent : later, null);
                var came = false;
                var interrupted = stage.WithBeforeCall(n, async () => came = (await stage.WithdrawConsent.HandleAsync(withdrawal, Stage.Worker, default)).Succeeded);
                await RenewAsync(interrupted, scene, later);
                Assert.True(came || n > 8, "It was never interrupted.");
                if (!came)
                    break;

                // Withdrawn before the voice came under it, the later consent takes nothing, and nothing is under it.
                var voice = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value;
                Assert.True(voice.Status == VoiceStatus.Erased || (!ofTheFirst && voice.Consent == scene.Consent), $"Words remain before call {n}.");
            }
        }
    }

    [Fact]
    public async Task No_words_remain_whenever_during_either_withdrawal_the_renewal_comes()
    {
        foreach (var ofTheFirst in new[] { true, false })
        {
            for (var n = 1; n <= 12; n++)
            {
                var (stage, scene) = await ExpiredAsync();
                var later = await AskAgainAsync(stage, scene);
                var withdrawal = new WithdrawConsent(scene.Project, ofTheFirst ? scene.Consent : later, null);
                await stage.WithBeforeCall(n, () => RenewAsync(stage, scene, later)).WithdrawConsent.HandleAsync(withdrawal, Stage.Worker, default);

                var voice = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value;
                Assert.True(voice.Status == VoiceStatus.Erased || (!ofTheFirst && voice.Consent == scene.Consent), $"Words remain before call {n}.");
            }
        }
    }

    [Fact]
    public async Task Withdrawn_and_renewed_at_once_no_words_remain_under_a_withdrawn_consent()
    {
        for (var round = 0; round < 10; round++)
        {
            var (stage, scene) = await ExpiredAsync();
            var later = await AskAgainAsync(stage, scene);

            await Task.WhenAll(
                RenewAsync(stage, scene, later),
                stage.WithdrawConsent.HandleAsync(new(scene.Project, later, null), Stage.Worker, default));

            var voice = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value;
            Assert.True(voice.Status == VoiceStatus.Erased || voice.Consent == scene.Consent);
        }
    }

    private async Task<(Stage Stage, Scene Scene)> ExpiredAsync()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(consent: UntilToday);
        stage.Clock.Now = stage.Clock.Now.AddDays(1);
        return (stage, scene);
    }

    private static async Task<ConsentId> AskAgainAsync(Stage stage, Scene scene, Func<RecordConsent, RecordConsent>? change = null)
    {
        stage.Clock.Now = stage.Clock.Now.AddSeconds(1);
        var command = ACommand(scene, new(Guid.NewGuid()));
        Assert.True((await stage.RecordConsent.HandleAsync(change?.Invoke(command) ?? command, Stage.Worker, default)).Succeeded);
        return command.Consent;
    }

    private static RecordConsent ACommand(Scene scene, ConsentId consent) => new(
        scene.Project, consent, scene.Participant, new("2026-1", "en"), [Use.Quote], [Purpose.Story], [Audience.Local], Given.Yes(), null, null, null);

    private static async Task<IReadOnlyList<RenewableVoice>> OfferedAsync(Stage stage, Scene scene, ConsentId consent) =>
        await stage.ReadRenewable.HandleAsync((await stage.Consents.FindAsync(scene.Project, consent, default))!, default);

    private static Task<Result<Voice>> RenewAsync(Stage stage, Scene scene, ConsentId consent) =>
        stage.RenewConsent.HandleAsync(new(scene.Project, scene.Voices[0], consent), Stage.Worker, default);

    private static async Task<IReadOnlyCollection<VoiceId>> UsableAsync(Stage stage, Scene scene, Audience audience = Audience.Local) =>
        [.. (await stage.UsableQuotes.FindAsync(scene.Project, scene.Voices, audience, Purpose.Story, default)).Keys];

    private static async Task AssertNoWordsAsync(Stage stage, Scene scene)
    {
        var voice = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value;
        Assert.Equal((VoiceStatus.Erased, "", null), (voice.Status, voice.Words, voice.Credit));
    }
}
