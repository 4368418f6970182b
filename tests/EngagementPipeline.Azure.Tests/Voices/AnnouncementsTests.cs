using System.Text.Json;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

[Collection(nameof(PendingWorkTests))]
public sealed class AnnouncementsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(Decision.Reject)]
    [InlineData(Decision.Edit)]
    [InlineData(Decision.Refer)]
    public async Task A_change_of_an_approved_voice_is_announced(Decision decision)
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync();
        Assert.Empty(stage.Announced);

        await stage.ReviewVoice.HandleAsync(
            new(scene.Project, scene.Voices[0], decision, decision == Decision.Edit ? "Other invented words" : null, null), Stage.Worker, default);

        Assert.Equal(scene.Voices, Assert.Single(stage.Announced).Voices);
        Assert.DoesNotContain(await stage.Announcements.ReadAsync(default), a => a.Project == scene.Project);
    }

    [Fact]
    public async Task A_change_is_announced_even_after_a_stop_before_any_step()
    {
        var stage = await Stage.SetAsync(azurite);
        await ReferAsync(stage.StoppingBeforeCall(int.MaxValue, out var calls), await stage.ASceneAsync());

        for (var n = 1; n <= calls.Made; n++)
        {
            var scene = await stage.ASceneAsync();
            stage.Announced.Clear();
            await ReferAsync(stage.StoppingBeforeCall(n, out _), scene);
            var held = (await stage.Voices.FindAsync(scene.Project, scene.Voices[0], default))!.Value.Status == VoiceStatus.Held;
            stage.Clock.Now = stage.Clock.Now.AddSeconds(15);

            await stage.FinishAnnouncements.HandleAsync(default);

            Assert.True(!held || stage.Announced.Any(a => a.Project == scene.Project), $"Stopped before call {n}, nobody was told.");
            Assert.DoesNotContain(await stage.Announcements.ReadAsync(default), a => a.Project == scene.Project);
        }
    }

    [Fact]
    public async Task What_is_under_way_is_left_to_whoever_does_it()
    {
        var stage = await Stage.SetAsync(azurite);
        var reminder = new QuotesChanged(new(Guid.NewGuid()), [new(Guid.NewGuid())], stage.Clock.Now);
        await stage.Announcements.AddAsync(reminder, default);

        await stage.FinishAnnouncements.HandleAsync(default);
        Assert.DoesNotContain(stage.Announced, a => a.Project == reminder.Project);

        stage.Clock.Now = stage.Clock.Now.AddSeconds(10);
        await stage.FinishAnnouncements.HandleAsync(default);
        Assert.Contains(stage.Announced, a => a.Project == reminder.Project);
    }

    [Fact]
    public async Task A_consents_last_day_over_is_written_in_the_ledger_and_announced_once()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(consent: c => c with { ExpiresOn = Given.Today });

        await stage.ExpireConsents.HandleAsync(default);
        Assert.DoesNotContain(stage.Announced, a => a.Project == scene.Project);

        stage.Clock.Now = London.StartOf(Given.Today.AddDays(1)).AddSeconds(1);
        Assert.Empty(await stage.UsableQuotes.FindAsync(scene.Project, scene.Voices, Audience.Local, Purpose.Story, default));
        await stage.ExpireConsents.HandleAsync(default);
        await stage.ExpireConsents.HandleAsync(default);

        Assert.Equal(scene.Voices, Assert.Single(stage.Announced, a => a.Project == scene.Project).Voices);
        var ledger = await stage.Ledger.ReadAsync(scene.Project, scene.Consent, default);
        Assert.Equal([("consent-recorded", "engagement-worker"), ("consent-expired", "system")], ledger.Select(e => (e.Fact, e.By)));
    }

    [Fact]
    public async Task A_message_of_the_queue_names_project_voices_and_time_and_fits_however_many_there_are()
    {
        var stage = await Stage.SetAsync(azurite);
        var queue = stage.Storage.Queue(QuoteChanges.Queue);
        await queue.CreateIfNotExistsAsync();
        var changed = new QuotesChanged(
            new(Guid.NewGuid()), Enumerable.Range(0, 1_200).Select(_ => new VoiceId(Guid.NewGuid())).ToList(), stage.Clock.Now);

        await new QuoteChanges(stage.Storage).AnnounceAsync(changed, default);

        var messages = (await queue.PeekMessagesAsync(32)).Value
            .Select(m => JsonDocument.Parse(m.Body).RootElement)
            .Where(m => m.GetProperty("project").GetString() == changed.Project.ToString())
            .ToList();
        Assert.Equal(3, messages.Count);
        Assert.Equal(
            changed.Voices.Select(v => v.ToString()), messages.SelectMany(m => m.GetProperty("voices").EnumerateArray()).Select(v => v.GetString()));
        Assert.All(messages, m => Assert.Equal(changed.At, m.GetProperty("at").GetDateTimeOffset()));
    }

    private static async Task ReferAsync(Stage stage, Scene scene)
    {
        try
        {
            await stage.ReviewVoice.HandleAsync(new(scene.Project, scene.Voices[0], Decision.Refer, null, null), Stage.Worker, default);
        }
        catch (StoppedException)
        {
            // As meant.
        }
    }
}
