using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>What a worker's digest asks of voices, on real storage.</summary>
[Collection(nameof(PendingWorkTests))]
public sealed class WhatBecameOfVoicesTests(AzuriteFixture azurite)
{
    private static readonly (DateOnly From, DateOnly To) November = (new(2026, 11, 1), new(2026, 11, 30));

    [Fact]
    public async Task Counts_what_this_worker_captured_by_month_and_people_who_took_theirs_back_once_however_much_they_said()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 3);
        Assert.Equal((3, 3, 0, 0, 3), Numbers(await ReadAsync(stage, scene)));
        Assert.Equal((0, 0, 0, 0, 3), Numbers(await ReadAsync(stage, scene, (new(2026, 10, 1), new(2026, 10, 31)))));

        // Somebody else's, one that waits, and one that was captured earlier and reviewed now.
        await stage.CaptureVoice.HandleAsync(scene.ACapture(), new("worker-2", "Another", new HashSet<Role> { Role.EngagementWorker }), default);
        await stage.CaptureVoice.HandleAsync(scene.ACapture(), Stage.Worker, default);
        var earlier = scene.ACapture() with { CapturedAt = new(2026, 10, 2, 9, 0, 0, TimeSpan.Zero) };
        await stage.CaptureVoice.HandleAsync(earlier, Stage.Worker, default);
        await stage.ReviewVoice.HandleAsync(new(scene.Project, earlier.Voice, Decision.Reject, null, null), Stage.Worker, default);
        Assert.Equal((4, 4, 1, 0, 3), Numbers(await ReadAsync(stage, scene)));

        await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default);
        Assert.Equal((0, 0, 0, 1, 0), Numbers(await ReadAsync(stage, scene)));
        Assert.Equal((0, 0, 0, 0, 0), Numbers(await ReadAsync(stage, scene, (new(2026, 12, 1), new(2026, 12, 31)))));
    }

    [Fact]
    public async Task What_is_with_the_lead_is_in_no_number_and_words_whose_time_is_over_were_taken_back_by_nobody()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 2);
        await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[0], Decision.Refer, null, null), Stage.Worker, default);
        Assert.Equal((1, 1, 0, 0, 1), Numbers(await ReadAsync(stage, scene)));

        var voice = (await stage.Voices.FindAsync(scene.Project, scene.Voices[1], default))!;
        Assert.True(await stage.Voices.ReplaceAsync(voice with { Value = voice.Value.Erase(stage.Clock.Now) }, default));
        Assert.Equal((0, 0, 0, 0, 0), Numbers(await ReadAsync(stage, scene)));
    }

    [Fact]
    public async Task Tells_what_was_done_by_when_it_was_recorded_and_never_what_was_said()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        await stage.RecordOutcome.HandleAsync(scene.AnOutcome() with { DecidedOn = new(2022, 3, 4) }, Stage.Worker, default);

        var told = Assert.Single((await ReadAsync(stage, scene)).Outcomes);
        Assert.Equal(("We ask first now, at every meeting.", new DateOnly(2022, 3, 4), "An invented board"), (told.WeDid, told.On, told.By));
        Assert.DoesNotContain("marmalade", told.ToString(), StringComparison.Ordinal);
        Assert.Empty((await ReadAsync(stage, scene, (new(2022, 3, 1), new(2022, 3, 31)))).Outcomes);

        await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default);
        Assert.Empty((await ReadAsync(stage, scene)).Outcomes);
    }

    private static Task<WhatBecameOfVoices> ReadAsync(Stage stage, Scene scene, (DateOnly From, DateOnly To)? days = null) =>
        new ReadWhatBecameOfVoices(new OnlyProject(stage.Projects, scene.Project), new VoiceStore(stage.Storage), stage.Consents, stage.Outcomes)
            .ReadAsync(Stage.Worker.Id, (days ?? November).From, (days ?? November).To, default);

    private static (int Captured, int Reviewed, int Waiting, int TakenBackBy, int Approved) Numbers(WhatBecameOfVoices became) =>
        (became.Captured, became.Reviewed, became.Waiting, became.TakenBackBy, became.Approved.Sum(project => project.Voices.Count));

    /// <summary>These tests share a store with others.</summary>
    private sealed class OnlyProject(IProjectStore projects, ProjectId only) : IProjectStore
    {
        public Task<Project?> FindAsync(ProjectId project, CancellationToken cancellationToken) => projects.FindAsync(project, cancellationToken);

        public Task<bool> AddAsync(Project project, CancellationToken cancellationToken) => projects.AddAsync(project, cancellationToken);

        public IAsyncEnumerable<Project> ReadAsync(CancellationToken cancellationToken) => projects.ReadAsync(cancellationToken).Where(project => project.Id == only);
    }
}
