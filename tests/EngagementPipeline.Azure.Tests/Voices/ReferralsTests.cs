using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>The list of referrals is one for all projects: these tests look for their own in it, and never run beside each other.</summary>
[Collection(nameof(PendingWorkTests))]
public sealed class ReferralsTests(AzuriteFixture azurite)
{
    private static readonly Actor Lead = new("lead-1", "An invented lead", new HashSet<Role> { Role.SafeguardingLead });

    [Fact]
    public async Task A_voice_referred_at_capture_is_held_from_the_first_moment_and_told_once()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 0);
        var capture = scene.ACapture() with { Refer = true, Concern = "An invented worry" };

        foreach (var isNew in new[] { true, false, false })
            Assert.Equal(isNew, (await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default)).Value.IsNew);

        var voice = (await stage.Voices.FindAsync(scene.Project, capture.Voice, default))!.Value;
        Assert.Equal((VoiceStatus.Held, "An invented worry", Stage.Worker.Id), (voice.Status, voice.Referral!.Concern, voice.Referral.By.Id));
        var told = Assert.Single(stage.Told);
        Assert.Equal(
            new(AnnouncementKind.VoiceReferred, Role.SafeguardingLead, $"voice/{capture.Voice}", scene.Project, stage.Clock.Now, Stage.Worker.Name, "/safeguarding"), told);
        Assert.Equal(capture.Voice, (await ItemsAsync(stage, scene)).Single().Voice.Id);
    }

    [Fact]
    public async Task A_repeat_that_refers_holds_what_was_sent_without_a_worry_and_never_again_what_the_lead_let_go()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 0);
        var capture = scene.ACapture();
        await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);

        Assert.False((await stage.CaptureVoice.HandleAsync(capture with { Refer = true }, Stage.Worker, default)).Value.IsNew);
        Assert.Equal(VoiceStatus.Held, await StatusOfAsync(stage, scene, capture.Voice));

        Assert.True((await stage.ReleaseVoice.HandleAsync(new(scene.Project, capture.Voice, "Talked to her."), Lead, default)).Succeeded);
        Assert.True((await stage.CaptureVoice.HandleAsync(capture with { Refer = true }, Stage.Worker, default)).Succeeded);
        Assert.Equal(VoiceStatus.Pending, await StatusOfAsync(stage, scene, capture.Voice));
        Assert.Single(stage.Told);
        Assert.Empty(await ItemsAsync(stage, scene));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_stop_before_any_step_a_held_voice_is_listed_and_told_and_one_that_is_not_held_is_neither(bool atCapture)
    {
        var stage = await Stage.SetAsync(azurite);
        var (all, _, calls) = await ReferAsync(stage, int.MaxValue, atCapture);
        Assert.Single(await ItemsAsync(stage, all));

        for (var n = 1; n <= calls.Made; n++)
        {
            stage.Told.Clear();
            var (scene, voice, _) = await ReferAsync(stage, n, atCapture);
            var held = (await stage.Voices.FindAsync(scene.Project, voice, default))?.Value.Status == VoiceStatus.Held;
            Assert.Equal(held ? 1 : 0, (await ItemsAsync(stage, scene)).Count);

            stage.Clock.Now = stage.Clock.Now.AddSeconds(15);
            await stage.FinishReferrals.HandleAsync(default);
            await stage.FinishReferrals.HandleAsync(default);
            Assert.Equal(held ? 1 : 0, stage.Told.Where(t => t.Project == scene.Project).Distinct().Count());
            Assert.Equal(held ? 1 : 0, (await ItemsAsync(stage, scene)).Count);

            stage.Clock.Now = stage.Clock.Now.AddHours(2);
            await stage.FinishReferrals.HandleAsync(default);
            Assert.Equal(held ? 1 : 0, await stage.Referrals.ReadOpenAsync(default).CountAsync(row => row.Referred.Project == scene.Project));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_stop_before_any_step_of_closing_the_lists_come_right(bool erase)
    {
        var stage = await Stage.SetAsync(azurite);
        var (first, voice, _) = await ReferAsync(stage, int.MaxValue, atCapture: false);
        var counted = stage.StoppingBeforeCall(int.MaxValue, out var calls);
        Assert.True((await counted.CloseVoice.HandleAsync(new(first.Project, voice, "Passed on.", erase), Lead, default)).Succeeded);

        for (var n = 1; n <= calls.Made; n++)
        {
            var (scene, id, _) = await ReferAsync(stage, int.MaxValue, atCapture: false);
            var command = new CloseVoice(scene.Project, id, "Passed on.", erase);
            await StoppingAsync(() => stage.StoppingBeforeCall(n, out _).CloseVoice.HandleAsync(command, Lead, default));
            var closed = await StatusOfAsync(stage, scene, id) == VoiceStatus.Closed;
            stage.Clock.Now = stage.Clock.Now.AddSeconds(15);

            await stage.FinishReferrals.HandleAsync(default);

            Assert.Equal(closed ? 0 : 1, (await ItemsAsync(stage, scene)).Count);
            Assert.Equal(closed ? 1 : 0, (await ItemsAsync(stage, scene, ReferralState.Closed)).Count);
            Assert.True((await stage.CloseVoice.HandleAsync(command, Lead, default)).Succeeded);
            var item = Assert.Single(await ItemsAsync(stage, scene, ReferralState.Closed));
            Assert.Equal((erase, "Passed on."), (item.Voice.Words.Length == 0, item.Voice.Note));
        }
    }

    [Fact]
    public async Task The_audit_says_who_closed_it_and_why_and_a_reason_that_repeats_the_words_is_refused()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, voice, _) = await ReferAsync(stage, int.MaxValue, atCapture: false);

        var refused = await stage.CloseVoice.HandleAsync(new(scene.Project, voice, "Said: it feels like nobody asks.", false), Lead, default);
        Assert.Equal(("does-not-fit", true), (refused.Refusal!.Code, refused.Refusal.Errors!.ContainsKey("reason")));
        await stage.CloseVoice.HandleAsync(new(scene.Project, voice, "Passed to the duty team.", true), Lead, default);

        var trail = new EngagementPipeline.Azure.Shared.AuditTable(stage.Storage);
        var entries = new List<AuditEntry>();
        for (string? from = null; ;)
        {
            var page = await trail.ReadAsync(new(2026, 11, 1), from, 1_000, default);
            entries.AddRange(page.Items.Where(e => e.Project == scene.Project));
            if ((from = page.Continue) is null)
                break;
        }

        var closed = Assert.Single(entries, e => e.Action == "voice-closed-and-erased");
        Assert.Equal((Lead.Id, "Passed to the duty team."), (closed.By.Id, closed.Why));
        Assert.DoesNotContain(entries, e => e.Why?.Contains("nobody asks", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_withdrawal_erases_what_is_held_and_leaves_the_lead_the_marker_and_the_news()
    {
        var stage = await Stage.SetAsync(azurite);
        var (scene, voice, _) = await ReferAsync(stage, int.MaxValue, atCapture: true);
        stage.Told.Clear();
        stage.Clock.Now = stage.Clock.Now.AddMinutes(5);

        Assert.True((await stage.WithdrawConsent.HandleAsync(new(scene.Project, scene.Consent, null), Actor.CodeHolder, default)).Succeeded);

        var item = Assert.Single(await ItemsAsync(stage, scene));
        Assert.Equal((VoiceStatus.Erased, "", null, scene.Session), (item.Voice.Status, item.Voice.OriginalWords, item.Referral.Concern, item.Session!.Id));
        Assert.Equal((AnnouncementKind.ReferredVoiceWithdrawn, Role.SafeguardingLead), (Assert.Single(stage.Told).Kind, stage.Told.Single().To));

        Assert.True((await stage.CloseVoice.HandleAsync(new(scene.Project, voice, "Noted.", false), Lead, default)).Succeeded);
        Assert.Empty(await ItemsAsync(stage, scene));
        Assert.Single(await ItemsAsync(stage, scene, ReferralState.Closed));
    }

    [Fact]
    public async Task The_lead_hears_of_a_withdrawal_even_after_a_stop_before_any_step()
    {
        var stage = await Stage.SetAsync(azurite);
        var (first, _, _) = await ReferAsync(stage, int.MaxValue, atCapture: true);
        await stage.StoppingBeforeCall(int.MaxValue, out var calls).WithdrawConsent.HandleAsync(new(first.Project, first.Consent, null), Stage.Worker, default);

        for (var n = 1; n <= calls.Made; n++)
        {
            var (scene, _, _) = await ReferAsync(stage, int.MaxValue, atCapture: true);
            stage.Told.Clear();
            var command = new WithdrawConsent(scene.Project, scene.Consent, null);
            await StoppingAsync(() => stage.StoppingBeforeCall(n, out _).WithdrawConsent.HandleAsync(command, Stage.Worker, default));
            stage.Clock.Now = stage.Clock.Now.AddSeconds(15);

            await stage.FinishWithdrawals.HandleAsync(default);

            var withdrawn = (await stage.Consents.FindAsync(scene.Project, scene.Consent, default))!.WithdrawnAt is not null;
            Assert.Equal(withdrawn ? 1 : 0, stage.Told.Where(t => t.Project == scene.Project).Distinct().Count());
        }
    }

    [Fact]
    public async Task Oldest_first_fifty_at_a_time_of_every_project()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync(voices: 0);
        var captured = new List<VoiceId>();
        for (var i = 0; i < 55; i++)
        {
            stage.Clock.Now = stage.Clock.Now.AddSeconds(1);
            var capture = scene.ACapture() with { Refer = true };
            await stage.CaptureVoice.HandleAsync(capture, Stage.Worker, default);
            captured.Add(capture.Voice);
        }

        Assert.Equal(captured, (await ItemsAsync(stage, scene)).Select(item => item.Voice.Id));
        var first = await stage.ListReferrals.HandleAsync(ReferralState.Open, null, default);
        Assert.Equal(50, first.Items.Count);
        Assert.NotNull(first.Continue);
        Assert.Equal(51, await stage.ListReferrals.CountOpenAsync(51, default));
    }

    private static async Task<(Scene Scene, VoiceId Voice, Calls Calls)> ReferAsync(Stage stage, int stopBefore, bool atCapture)
    {
        stage.Clock.Now = stage.Clock.Now.AddSeconds(1);
        var scene = await stage.ASceneAsync(voices: atCapture ? 0 : 1);
        var stopping = stage.StoppingBeforeCall(stopBefore, out var calls);
        var capture = scene.ACapture() with { Refer = true, Concern = "An invented worry" };
        var voice = atCapture ? capture.Voice : scene.Voices[0];
        await StoppingAsync(async () => _ = atCapture
            ? (object)await stopping.CaptureVoice.HandleAsync(capture, Stage.Worker, default)
            : await stopping.ReviewVoice.HandleAsync(new(scene.Project, voice, Decision.Refer, null, "An invented worry"), Stage.Worker, default));
        return (scene, voice, calls);
    }

    private static async Task StoppingAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (StoppedException)
        {
            // As meant.
        }
    }

    private static async Task<List<ReferredItem>> ItemsAsync(Stage stage, Scene scene, ReferralState state = ReferralState.Open)
    {
        var items = new List<ReferredItem>();
        for (string? from = null; ;)
        {
            var page = await stage.ListReferrals.HandleAsync(state, from, default);
            items.AddRange(page.Items.Where(item => item.Project.Id == scene.Project));
            if ((from = page.Continue) is null)
                return items;
        }
    }

    private static async Task<VoiceStatus> StatusOfAsync(Stage stage, Scene scene, VoiceId voice) =>
        (await stage.Voices.FindAsync(scene.Project, voice, default))!.Value.Status;
}
