using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>What reports ask of consents and outcomes, on real storage.</summary>
[Collection(nameof(PendingWorkTests))]
public sealed class WhatReportsAskTests(AzuriteFixture azurite)
{
    private static readonly ReportingYear Year = ReportingYear.Of(new(2026, 11, 23));
    private static readonly ReportingYear Next = ReportingYear.Of(new(2027, 11, 23));

    [Fact]
    public async Task A_consent_that_is_taken_back_was_given_in_its_year_all_the_same_and_is_withdrawn_in_another()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 2);
        Assert.Equal((1, 1, 0), await CountedAsync(stage, scene, Year));

        stage.Clock.Now = new(2027, 5, 10, 9, 0, 0, TimeSpan.Zero);
        await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default);

        Assert.Equal((0, 1, 0), await CountedAsync(stage, scene, Year));
        Assert.Equal((0, 0, 1), await CountedAsync(stage, scene, Next));
    }

    [Fact]
    public async Task What_was_decided_comes_by_its_day_and_without_what_young_people_said()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 1);
        foreach (var (day, weDid) in new[] { (new DateOnly(2026, 11, 20), "The second thing."), (new DateOnly(2026, 4, 1), "The first thing."), (new DateOnly(2026, 3, 31), "A thing of the year before.") })
        {
            var recorded = await stage.RecordOutcome.HandleAsync(scene.AnOutcome() with { DecidedOn = day, WeDid = weDid, YouSaid = "Invented words of a young person." }, Stage.Worker, default);
            Assert.True(recorded.Succeeded);
        }

        var decided = await stage.DecidedIn(scene.Project).ReadAsync(Year.FirstDay, Year.LastDay, default);

        Assert.Equal([(new DateOnly(2026, 4, 1), "The first thing."), (new DateOnly(2026, 11, 20), "The second thing.")], decided.Select(outcome => (outcome.On, outcome.WeDid)));
        Assert.DoesNotContain(decided, outcome => outcome.ToString().Contains("Invented words", StringComparison.Ordinal));

        await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Stage.Worker, default);
        Assert.Equal(2, (await stage.DecidedIn(scene.Project).ReadAsync(Year.FirstDay, Year.LastDay, default)).Count);
    }

    private static async Task<(int Heard, long Given, long Withdrawn)> CountedAsync(Stage stage, Scene scene, ReportingYear year)
    {
        var counted = (await stage.EngagementIn(scene.Project).CountAsync(year.FirstDay, year.LastDay, default)).SingleOrDefault();
        return (counted?.Heard.Count ?? 0, counted?.ConsentsGiven ?? 0, counted?.ConsentsWithdrawn ?? 0);
    }
}
