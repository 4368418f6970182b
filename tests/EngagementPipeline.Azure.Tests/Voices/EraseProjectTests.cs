using Azure.Data.Tables;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class EraseProjectTests(AzuriteFixture azurite)
{
    private static readonly string[] Tables =
    [
        ProjectRow.Table, SessionRow.Table, ParticipantRow.Table, ConsentRow.Table, ConsentEventRow.Table, VoiceRow.Table,
        ConsentVoiceRow.Table, WithdrawalCodeRow.Table, PendingWorkRow.Table, ReferralRow.Table, OutcomeRow.Table, RetentionRow.Table,
    ];

    [Fact]
    public async Task Leaves_no_row_of_the_project_in_any_table_of_voices_and_every_row_of_others()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await AFullSceneAsync(stage);
        var other = await AFullSceneAsync(stage);
        Assert.All(await RowsOfAsync(stage, scene.Project), rows => Assert.True(rows.Value > 0, $"{rows.Key} has no row to remove."));
        var others = await RowsOfAsync(stage, other.Project);

        foreach (var part in Parts(stage))
            await part.EraseAsync(scene.Project, default);
        foreach (var part in Parts(stage))
            await part.EraseAsync(scene.Project, default);

        Assert.All(await RowsOfAsync(stage, scene.Project), rows => Assert.True(rows.Value == 0, $"{rows.Key} still has {rows.Value} rows."));
        Assert.Equal(others, await RowsOfAsync(stage, other.Project));
    }

    [Fact]
    public async Task The_words_go_before_the_project_does_and_after_the_pages()
    {
        var stage = await Stage.SetAsync(azurite);

        Assert.Equal([20, 40], Parts(stage).Select(part => part.Order));
    }

    private static IEraseProject[] Parts(Stage stage) => [new EraseVoices(stage.Storage), new EraseProjectItself(stage.Storage)];

    private static async Task<Scene> AFullSceneAsync(Stage stage)
    {
        var scene = await stage.ASceneAsync(voices: 2, consent: c => c with { ExpiresOn = Given.Today.AddYears(2) });
        await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[1], Decision.Refer, null, null), Stage.Worker, default);
        await stage.Withdrawals.AddAsync(new(scene.Project, scene.Consent, stage.Clock.Now, Stage.Worker, null), default);
        Assert.True((await stage.RecordOutcome.HandleAsync(scene.AnOutcome() with { Voices = [scene.Voices[0]] }, Stage.Worker, default)).Succeeded);
        await stage.Rules.WriteAsync(scene.Project, new(Given.Today.AddYears(1)), mark: null, default);
        await stage.Announcements.AddAsync(new(scene.Project, scene.Voices, stage.Clock.Now.AddYears(1)), default);
        return scene;
    }

    private static async Task<Dictionary<string, int>> RowsOfAsync(Stage stage, ProjectId project)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            counts[table] = await stage.Storage.Table(table).QueryAsync<TableEntity>()
                .CountAsync(row => row.Any(column => column.Value?.ToString()?.Contains(project.ToString(), StringComparison.Ordinal) == true));
        }

        return counts;
    }
}
