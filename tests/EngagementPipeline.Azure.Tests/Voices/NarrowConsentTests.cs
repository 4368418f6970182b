using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class NarrowConsentTests(AzuriteFixture azurite)
{
    private static readonly Scope Everything = new(
        [Audience.Local, Audience.Regional, Audience.National], [Purpose.Story, Purpose.Training, Purpose.AnnualReport]);

    private static readonly Scope NearHere = new([Audience.Local], Everything.Purposes);

    [Fact]
    public async Task Shows_the_words_in_fewer_places_says_so_in_ledger_and_audit_and_tells_who_shows_them()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await AWideSceneAsync(stage);
        Assert.Equal(2, (await UsableAsync(stage, scene, Audience.National)).Count);
        stage.Clock.Now = stage.Clock.Now.AddMinutes(5);

        var narrowed = await NarrowAsync(stage, scene);

        Assert.Equal(ConsentState.Given, narrowed.Value.State);
        Assert.Empty(await UsableAsync(stage, scene, Audience.National));
        Assert.Equal(2, (await UsableAsync(stage, scene, Audience.Local)).Count);
        await AssertNarrowedAsync(stage, scene);
    }

    [Fact]
    public async Task Completes_after_a_stop_before_any_of_its_steps()
    {
        var stage = await Stage.SetAsync(azurite);
        await NarrowAsync(stage.StoppingBeforeCall(int.MaxValue, out var calls), await AWideSceneAsync(stage));
        Assert.InRange(calls.Made, 7, 12);

        for (var n = 1; n < calls.Made; n++)
        {
            stage.Announced.Clear();
            var scene = await AWideSceneAsync(stage);
            await Assert.ThrowsAsync<StoppedException>(() => NarrowAsync(stage.StoppingBeforeCall(n, out _), scene));
            await AssertLedgerIsAheadAsync(stage, scene);

            await stage.FinishNarrowings.HandleAsync(default);

            var taken = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!.AgreedAtFirst is not null;
            Assert.True(taken || n <= 2, $"Stopped before call {n}, it was never taken up again.");
            if (!taken)
                await NarrowAsync(stage, scene);
            await AssertNarrowedAsync(stage, scene);
        }
    }

    [Fact]
    public async Task Asked_for_again_after_any_stop_it_completes_without_the_timer()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 8; n++)
        {
            stage.Announced.Clear();
            var scene = await AWideSceneAsync(stage);
            await Assert.ThrowsAsync<StoppedException>(() => NarrowAsync(stage.StoppingBeforeCall(n, out _), scene));

            await NarrowAsync(stage, scene);

            await AssertNarrowedAsync(stage, scene);
        }
    }

    [Fact]
    public async Task Asked_twice_or_by_several_at_once_it_happens_once()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await AWideSceneAsync(stage);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NarrowAsync(stage, scene)));
        stage.Clock.Now = stage.Clock.Now.AddHours(1);
        await NarrowAsync(stage, scene);

        await AssertNarrowedAsync(stage, scene);
    }

    [Fact]
    public async Task What_was_taken_away_never_comes_back_whatever_is_asked_for_later()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await AWideSceneAsync(stage);
        await NarrowAsync(stage, scene);

        var again = await NarrowAsync(stage, scene, Everything);
        var less = await NarrowAsync(stage, scene, new([Audience.Local, Audience.National], [Purpose.Training]));

        Assert.Equal([Audience.Local], again.Value.Covers.Audiences);
        Assert.Equal([Audience.Local], less.Value.Covers.Audiences);
        Assert.Equal([Purpose.Training], less.Value.Covers.Purposes);
        Assert.Empty(await UsableAsync(stage, scene, Audience.Local));
        var ledger = await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default);
        Assert.Equal(["consent-recorded", "consent-narrowed", "consent-narrowed"], ledger.Select(entry => entry.Fact));
    }

    [Fact]
    public async Task Two_that_keep_different_things_at_once_leave_what_both_keep()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 9; n++)
        {
            var scene = await AWideSceneAsync(stage);
            var meanwhile = stage.WithBeforeCall(n, () => NarrowAsync(stage, scene, new([Audience.Local, Audience.Regional], Everything.Purposes)));

            await NarrowAsync(meanwhile, scene, new([Audience.Regional, Audience.National], Everything.Purposes));

            var consent = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
            Assert.Equal([Audience.Regional], consent.Audiences);
            Assert.Equal(Everything.Audiences, consent.AgreedAtFirst!.Audiences);
        }
    }

    [Fact]
    public async Task Keeping_nothing_is_no_narrowing_and_what_was_never_agreed_can_not_be_kept()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(consent: c => c with { Audiences = [Audience.Local, Audience.Regional], Purposes = [Purpose.Story] });
        await NarrowAsync(stage, scene, new([Audience.Local], [Purpose.Story]));

        var nothing = await NarrowAsync(stage, scene, new([Audience.Regional], [Purpose.Story]));
        var never = await NarrowAsync(stage, scene, new([Audience.Local, Audience.National], [Purpose.Story]));

        Assert.Equal(("nothing-left", "does-not-fit"), (nothing.Refusal?.Code, never.Refusal?.Code));
    }

    [Fact]
    public async Task A_withdrawn_consent_is_not_narrowed_and_a_narrowed_one_can_be_withdrawn()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await AWideSceneAsync(stage);
        await NarrowAsync(stage, scene);
        Assert.True((await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default)).Succeeded);

        var after = await NarrowAsync(stage, scene, new([Audience.Local], [Purpose.Story]));

        Assert.Equal("consent-not-given", after.Refusal?.Code);
        var consent = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        Assert.NotNull(consent.WithdrawnAt);
        Assert.Equal([Audience.Local], consent.Audiences);
    }

    [Fact]
    public async Task By_the_code_of_an_earlier_card_it_narrows_what_the_words_are_under_now()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await AWideSceneAsync(stage);
        stage.Clock.Now = stage.Clock.Now.AddMinutes(1);
        var later = new RecordConsent(
            scene.Project, new(Guid.NewGuid()), scene.Participant, new("2026-1", "en"), [Use.Quote], [Purpose.Story], [Audience.Local, Audience.National],
            Core.Tests.Voices.Given.Yes(), null, null, null);
        Assert.True((await stage.RecordConsent.HandleAsync(later, Stage.Worker, default)).Succeeded);
        Assert.True((await stage.RenewConsent.HandleAsync(new(scene.Project, scene.Voices[0], later.Consent), Stage.Worker, default)).Succeeded);
        var byCode = new NarrowByCodeHandler(
            new(stage.Codes, new GuessPace(TimeProvider.System), TimeProvider.System), stage.Consents, stage.Voices, stage.VoicesOfConsent, stage.NarrowConsent, stage.Clock);

        var narrowed = await byCode.HandleAsync(scene.Code.ToShow(), [Audience.Local, Audience.Regional], purposes: null, default);

        Assert.Equal([Audience.Local], narrowed.Value.Covers.Audiences);
        Assert.Empty(await UsableAsync(stage, scene, Audience.National));
        Assert.Equal(2, (await UsableAsync(stage, scene, Audience.Local)).Count);
        Assert.Equal([Audience.Local, Audience.Regional], (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!.Audiences);
        Assert.Equal("young-person", (await stage.Ledger.ReadAsync(scene.Project, later.Consent, default))[^1].By);
        Assert.Equal(404, (await byCode.HandleAsync(WithdrawalCode.Random().ToShow(), [Audience.Local], null, default)).Refusal?.Status);
    }

    private static Task<Scene> AWideSceneAsync(Stage stage) =>
        stage.ASceneAsync(voices: 2, consent: c => c with { Audiences = Everything.Audiences, Purposes = Everything.Purposes });

    private static Task<Result<ConsentNarrowed>> NarrowAsync(Stage stage, Scene scene, Scope? kept = null) =>
        stage.NarrowConsent.HandleAsync(
            new(scene.Project, scene.Consent, (kept ?? NearHere).Audiences, kept?.Purposes), Stage.Worker, default);

    private static Task<IReadOnlyDictionary<VoiceId, UsableQuote>> UsableAsync(Stage stage, Scene scene, Audience audience) =>
        stage.UsableQuotes.FindAsync(scene.Project, scene.Voices, audience, Purpose.Story, default);

    private static async Task AssertNarrowedAsync(Stage stage, Scene scene)
    {
        var consent = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        Assert.True(consent.Scope.IsSameAs(NearHere), "It covers something else.");
        Assert.True(consent.AgreedAtFirst!.IsSameAs(Everything), "What was agreed at first is forgotten.");

        var ledger = await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default);
        Assert.Equal(["consent-recorded", "consent-narrowed"], ledger.Select(entry => entry.Fact));
        Assert.Equal("""{"purposes":["story","training","annual-report"],"audiences":["local"]}""", ledger[1].Details);
        Assert.True((await stage.VerifyLedger.HandleAsync(scene.Project, default)).Value.Valid);

        Assert.Contains(stage.Announced, announced => announced.Project == scene.Project && scene.Voices.All(announced.Voices.Contains));
        Assert.DoesNotContain(await stage.Narrowings.ReadAsync(default), noted => noted.Consent == scene.Consent);
        var voices = await stage.Voices.ReadAsync(scene.Project, null, new(), default).ToListAsync();
        Assert.All(voices, voice => Assert.Equal(VoiceStatus.Approved, voice.Status));
        Assert.Single(await stage.AuditedAsync(scene, "consent-narrowed"));
    }

    /// <summary>What is so must be in the ledger already.</summary>
    private static async Task AssertLedgerIsAheadAsync(Stage stage, Scene scene)
    {
        var consent = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!;
        var ledger = await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default);
        Assert.True(
            consent.AgreedAtFirst is null || ledger.Any(entry => entry.Fact == "consent-narrowed"), "It took effect before the ledger said so.");
    }
}
