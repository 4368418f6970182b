using Azure.Data.Tables;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class EraseEverythingTests(AzuriteFixture azurite)
{
    private const string Note = "Invented: understands what a web page is.";

    [Fact]
    public async Task Takes_the_words_of_every_consent_the_details_and_the_note_and_leaves_that_they_agreed_and_took_it_back()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, second) = await APersonAsync(stage);

        var erased = (await stage.EraseEverything.HandleAsync(new(scene.Project, scene.Participant, "by letter"), Stage.Worker, default)).Value;

        Assert.Equal([scene.Consent, second], erased.Consents.Select(one => one.Consent));
        await AssertErasedAsync(stage, scene, second);
        var entry = Assert.Single(await stage.AuditedAsync(scene, "everything-erased"));
        Assert.Equal(($"participant/{scene.Participant}", "by letter"), (entry.Subject, entry.Why));
        Assert.True((await stage.VerifyLedger.HandleAsync(scene.Project, default)).Value.Valid);
        Assert.Equal(
            ["consent-recorded", "consent-recorded", "consent-withdrawn", "consent-withdrawn"],
            await stage.Ledger.ReadAsync(scene.Project, 0, default).Select(of => of.Fact).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Leaves_everybody_else_as_they_were()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, _) = await APersonAsync(stage);
        var other = await stage.ASceneAsync(voices: 1, project: (await stage.Projects.FindAsync(scene.Project, default))!);

        await stage.EraseEverything.HandleAsync(new(scene.Project, scene.Participant, null), Stage.Worker, default);

        Assert.NotEmpty((await stage.Voices.FindAsync(other.Project, other.Voices[0], default))!.Value.Words);
        Assert.Null((await stage.Consents.FindAsync(other.Project, other.Consent, default))!.WithdrawnAt);
        Assert.Null((await stage.Participants.FindAsync(other.Project, other.Participant, default))!.ErasedAt);
    }

    [Fact]
    public async Task Completes_after_a_stop_before_any_of_its_steps()
    {
        var stage = await Stage.SetAsync(azurite);
        var (whole, _) = await APersonAsync(stage);
        Assert.True(await EraseAsync(stage.StoppingBeforeCall(int.MaxValue, out var calls), whole));
        Assert.InRange(calls.Made, 20, 60);

        for (var n = 1; n <= calls.Made; n++)
        {
            var (scene, second) = await APersonAsync(stage);
            Assert.False(await EraseAsync(stage.StoppingBeforeCall(n, out _), scene));

            await stage.FinishErasures.HandleAsync(default);

            var begun = (await stage.Participants.FindAsync(scene.Project, scene.Participant, default))!.ErasedAt is not null;
            Assert.True(begun || n <= 2, $"Stopped before call {n}, it was never taken up again.");
            if (!begun)
                Assert.True(await EraseAsync(stage, scene));
            await AssertErasedAsync(stage, scene, second);
        }
    }

    [Fact]
    public async Task Asked_twice_it_happens_once_and_answers_the_same()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, second) = await APersonAsync(stage);
        var first = (await stage.EraseEverything.HandleAsync(new(scene.Project, scene.Participant, null), Stage.Worker, default)).Value;
        var at = (await stage.Consents.FindAsync(scene.Project, second, default))!.WithdrawnAt;
        stage.Clock.Now = stage.Clock.Now.AddHours(3);

        var again = (await stage.EraseEverything.HandleAsync(new(scene.Project, scene.Participant, null), Stage.Worker, default)).Value;

        Assert.Equal(first.Consents, again.Consents);
        Assert.Equal(at, (await stage.Consents.FindAsync(scene.Project, second, default))!.WithdrawnAt);
        await AssertErasedAsync(stage, scene, second);
    }

    /// <summary>From a device that was offline, say.</summary>
    [Fact]
    public async Task No_consent_is_recorded_afterwards_and_repeats_bring_nothing_back()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, second) = await APersonAsync(stage);
        await EraseAsync(stage, scene);

        var late = await stage.RecordConsent.HandleAsync(AConsent(scene, new(Guid.NewGuid())), Stage.Worker, default);
        var repeat = await stage.RecordConsent.HandleAsync(AConsent(scene, second), Stage.Worker, default);
        var person = await stage.AddParticipant.HandleAsync(APersonOf(scene), Stage.Worker, default);
        var words = await stage.CaptureVoice.HandleAsync(scene.ACapture(), Stage.Worker, default);

        Assert.Equal(("person-erased", "person-erased", "consent-not-given"), (late.Refusal?.Code, repeat.Refusal?.Code, words.Refusal?.Code));
        Assert.False(person.Value.IsNew);
        await AssertErasedAsync(stage, scene, second);
    }

    [Fact]
    public async Task No_consent_stands_whenever_during_its_recording_the_erasure_comes()
    {
        var stage = await Stage.SetAsync(azurite);
        for (var n = 1; n <= 12; n++)
        {
            var (scene, second) = await APersonAsync(stage);
            var id = new ConsentId(Guid.NewGuid());
            var recording = stage.WithBeforeCall(n, () => EraseAsync(stage, scene));

            await recording.RecordConsent.HandleAsync(AConsent(scene, id), Stage.Worker, default);

            if ((await stage.Participants.FindAsync(scene.Project, scene.Participant, default))!.ErasedAt is null)
                await EraseAsync(stage, scene);
            await stage.FinishErasures.HandleAsync(default);
            Assert.True(await stage.Consents.FindAsync(scene.Project, id, default) is null or { WithdrawnAt: not null }, $"Erased before call {n}, the consent stands.");
            await AssertErasedAsync(stage, scene, second);
        }
    }

    [Fact]
    public async Task What_a_recording_left_half_done_is_looked_at_for_an_hour_and_then_let_go()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, _) = await APersonAsync(stage);
        var happened = new ConsentEvent(
            scene.Project, new(Guid.NewGuid()), ConsentFact.ConsentRecorded, stage.Clock.Now, LedgerParty.EngagementWorker, $$"""{"participant":"{{scene.Participant}}"}""");
        await stage.Ledger.AppendAsync(happened, default);

        var erased = (await stage.EraseEverything.HandleAsync(new(scene.Project, scene.Participant, null), Stage.Worker, default)).Value;
        Assert.Equal(1, erased.OnTheWay);
        Assert.Contains(await stage.Erasures.ReadAsync(default), one => one.Participant == scene.Participant);

        stage.Clock.Now = stage.Clock.Now.AddHours(1);
        await stage.FinishErasures.HandleAsync(default);
        Assert.DoesNotContain(await stage.Erasures.ReadAsync(default), one => one.Participant == scene.Participant);
    }

    /// <summary>With two consents, words under each, details, and a competence note.</summary>
    private static async Task<(Scene Scene, ConsentId Second)> APersonAsync(Stage stage)
    {
        var project = Given.AProject() with { Rule = new(16, CompetenceNoteStandsIn: true) };
        var scene = await stage.ASceneAsync(voices: 1, project: project);
        await stage.Storage.Table(ParticipantRow.Table).UpsertEntityAsync(ParticipantRow.Of(APersonOf(scene)), TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        var second = AConsent(scene, new(Guid.NewGuid()));
        Assert.True((await stage.RecordConsent.HandleAsync(second, Stage.Worker, default)).Succeeded);
        var capture = (scene with { Consent = second.Consent }).ACapture();
        Assert.True((await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default)).Succeeded);
        scene.Voices.Add(capture.Voice);
        return (scene, second.Consent);
    }

    private static Participant APersonOf(Scene scene) =>
        Given.AParticipant(scene.Project) with { Id = scene.Participant, District = "Invented district", EthnicGroup = "Invented group", Sex = "Invented" };

    private static RecordConsent AConsent(Scene scene, ConsentId id) => new(
        scene.Project, id, scene.Participant, new("2026-1", "en"), [Use.Quote], [Purpose.Story], [Audience.Local], Given.Yes(), null, Note, null);

    private static async Task<bool> EraseAsync(Stage stage, Scene scene)
    {
        try
        {
            return (await stage.EraseEverything.HandleAsync(new(scene.Project, scene.Participant, null), Stage.Worker, default)).Succeeded;
        }
        catch (Exception stop) when (stop is StoppedException or AggregateException { InnerException: StoppedException })
        {
            return false;
        }
    }

    private static async Task AssertErasedAsync(Stage stage, Scene scene, ConsentId second)
    {
        var person = (await stage.Participants.FindAsync(scene.Project, scene.Participant, default))!;
        Assert.Equal((null, null, null), (person.District, person.EthnicGroup, person.Sex));
        Assert.NotNull(person.ErasedAt);
        foreach (var consent in new[] { scene.Consent, second })
            Assert.NotNull((await stage.Consents.FindAsync(scene.Project, consent, default))!.WithdrawnAt);
        foreach (var voice in scene.Voices)
        {
            var marker = (await stage.Voices.FindAsync(scene.Project, voice, default))!.Value;
            Assert.Equal((VoiceStatus.Erased, "", null, 0), (marker.Status, marker.Words, marker.Credit, marker.Themes.Count));
        }

        Assert.Equal(Consent.NoteErased, (await stage.Consents.FindAsync(scene.Project, second, default))!.CompetenceNote);
        Assert.DoesNotContain(await stage.Erasures.ReadAsync(default), one => one.Participant == scene.Participant);
        foreach (var table in new[] { VoiceRow.Table, ConsentRow.Table, ParticipantRow.Table, PendingWorkRow.Table })
        {
            await foreach (var row in stage.Storage.Table(table).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {scene.Project.ToString()}")))
                Assert.DoesNotContain(row.Select(column => column.Value).OfType<string>(), value => value.Contains("Invented", StringComparison.Ordinal));
        }
    }
}
