using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>Puts a word that nobody uses into everything that can be typed, and looks for it afterwards.</summary>
[Collection(nameof(PendingWorkTests))]
public sealed class NoWordsTests(AzuriteFixture azurite)
{
    private const string Word = "zwielicht";
    private const string Reason = "morgenrot";

    [Fact]
    public async Task Neither_ledger_nor_audit_holds_anything_that_anybody_wrote_about_a_young_person()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(
            voices: 0,
            consent: c => c with { CompetenceNote = $"{Word} understands", ExpiresOn = Given.Today },
            project: Given.AProject() with { Title = $"{Word} project", Purpose = Word, Retention = new(Given.Today.AddDays(1)) });
        await stage.AddParticipant.HandleAsync(
            Given.AParticipant(scene.Project) with { District = Word, EthnicGroup = Word, Sex = Word }, Stage.Worker, default);
        var (kept, withdrawn) = (ACapture(scene), ACapture(scene));
        foreach (var capture in new[] { kept, withdrawn })
        {
            await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);
            await stage.ReviewVoice.HandleAsync(new(scene.Project, capture.Voice, Decision.Approve, null, $"{Word} note"), Stage.Worker, default);
            await stage.ReviewVoice.HandleAsync(new(scene.Project, capture.Voice, Decision.Edit, $"{Word} shorter", $"{Word} edit"), Stage.Worker, default);
        }

        stage.Clock.Now = stage.Clock.Now.AddDays(1);
        await stage.ExpireConsents.HandleAsync(default);
        var later = new RecordConsent(
            scene.Project, new(Guid.NewGuid()), scene.Participant, new("2026-1", "en"), [Use.Quote], [Purpose.Story], [Audience.Local],
            Given.Yes(), Given.Yes(), $"{Word} again", null);
        await stage.RecordConsent.HandleAsync(later, Stage.Worker, default);
        await stage.RenewConsent.HandleAsync(new(scene.Project, withdrawn.Voice, later.Consent), Stage.Worker, default);
        await stage.WithdrawConsent.HandleAsync(new(scene.Project, later.Consent, Reason), Stage.Worker, default);
        stage.Clock.Now = stage.Clock.Now.AddDays(1);
        await stage.EraseWhatIsPastOf(scene.Project).HandleAsync(default);

        var facts = await stage.Ledger.ReadAsync(scene.Project, 0, default).Select(e => e.Fact).ToListAsync();
        Assert.All(
            new[] { "consent-recorded", "consent-expired", "voice-renewed", "consent-withdrawn", "words-erased" }, fact => Assert.Contains(fact, facts));
        var audit = await RowsOfAsync(stage, AuditRow.Table, scene.Project);
        Assert.True(audit.Count > 10);
        Assert.DoesNotContain(audit, row => row.Contains(Word, StringComparison.OrdinalIgnoreCase));
        Assert.Single(audit, row => row.Contains(Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(
            await RowsOfAsync(stage, ConsentEventRow.Table, scene.Project),
            row => row.Contains(Word, StringComparison.OrdinalIgnoreCase) || row.Contains(Reason, StringComparison.OrdinalIgnoreCase) || row.Contains(Stage.Worker.Name, StringComparison.Ordinal));

        // Nor does any other row keep words of what was erased: neither the withdrawn voice nor the one that was past.
        foreach (var table in new[] { VoiceRow.Table, ConsentVoiceRow.Table, PendingWorkRow.Table, WithdrawalCodeRow.Table, ParticipantRow.Table })
            Assert.DoesNotContain(await RowsOfAsync(stage, table, scene.Project), row => row.Contains(Word, StringComparison.OrdinalIgnoreCase));
    }

    private static CaptureVoice ACapture(Scene scene) =>
        scene.ACapture() with { Words = $"{Word} words", Themes = [$"{Word} theme"], Credit = $"{Word} credit" };

    /// <summary>Every row that names the project, as one text with all that it holds.</summary>
    private static async Task<IReadOnlyList<string>> RowsOfAsync(Stage stage, string table, ProjectId project) =>
        await stage.Storage.Table(table).QueryAsync<TableEntity>()
            .Select(row => string.Join('\n', row.Select(column => $"{column.Key}={TextOf(column.Value)}")))
            .Where(row => row.Contains(project.ToString(), StringComparison.Ordinal))
            .ToListAsync();

    private static string TextOf(object? value) => value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : value?.ToString() ?? "";
}
