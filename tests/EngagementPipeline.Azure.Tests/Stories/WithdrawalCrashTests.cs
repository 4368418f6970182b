using EngagementPipeline.Azure.Tests.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>
/// Somebody takes back by the code from the card what a page shows of their words and of a picture of them, and the process ends before the n-th request to storage, for every n: in the withdrawal itself, or while what
/// follows of it is done. Consents, ledger, words and pages are all real.
/// </summary>
[Collection(nameof(PendingWorkTests))]
public sealed class WithdrawalCrashTests(AzuriteFixture azurite)
{
    private const int AtOnce = 6;
    private const int MostSteps = 200;

    [Theory, InlineData(OnWithdrawal.RemoveQuote, 1), InlineData(OnWithdrawal.Unpublish, -1)]
    public async Task By_code_it_is_seen_through_wherever_it_was_cut_off(OnWithdrawal choice, int after)
    {
        await StoryStage.OpenAsync(azurite);
        var (next, ended) = (choice == OnWithdrawal.RemoveQuote ? 0 : 1, false);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (!Volatile.Read(ref ended))
            {
                // Both choices take the same steps but for the last: each is tried at every other one.
                var step = Interlocked.Add(ref next, 2);
                Assert.InRange(step, 1, MostSteps);
                if (!await RunAsync(step, choice, after))
                    Volatile.Write(ref ended, true);
            }
        }));
        Assert.InRange(next, 30, MostSteps);
    }

    private async Task<bool> RunAsync(int step, OnWithdrawal choice, int after)
    {
        var stories = StoryStage.Of(azurite, delivers: false);
        var voices = await Stage.SetAsync(azurite, stories.Attempts);
        var told = await voices.ASceneAsync(voices: 2, consent => consent with { Uses = [Use.Quote, Use.Image], Audiences = [Audience.Local, Audience.Regional] });
        stories.Project = told.Project;
        stories.Real = (voices.UsableQuotes, new MediaConsents(voices.Consents, voices.Clock));
        var scene = await new CrashScene(stories, told.Voices).WithPicturesAsync(told.Consent);
        told.Voices.ForEach(voice => stories.Usable[voice] = true);
        await scene.PutAsync(scene.Document(0, 0));
        Assert.Equal(1, await scene.PublishAsync(choice));
        await scene.DeliverAsync();
        voices.Announced.Clear();
        voices.Clock.Now = voices.Clock.Now.AddMinutes(5);

        var byCode = new WithdrawByCodeHandler(new(voices.Codes, new GuessPace(TimeProvider.System), TimeProvider.System), voices.WithdrawConsent);
        var stopped = await stories.Steps.CrashAtAsync(step, async () =>
        {
            Assert.Equal(ConsentState.Withdrawn, (await byCode.HandleAsync(told.Code.ToShow(), default)).Value.State);
            await SeeThroughAsync();
        });
        await scene.AssertWholeAsync(least: 1);

        // The timers, and the queues.
        await new FinishWithdrawalsHandler(new PendingOf(voices.Withdrawals, told.Project), voices.WithdrawConsent).HandleAsync(default);
        await SeeThroughAsync();
        await scene.ComeBackAsync();
        var withdrawn = (await voices.Consents.FindAsync(told.Project, told.Consent, default))!.WithdrawnAt is not null;
        await AssertAsync(withdrawn, exactly: false);

        Assert.Equal(ConsentState.Withdrawn, (await byCode.HandleAsync(told.Code.ToShow(), default)).Value.State);
        await SeeThroughAsync();
        await scene.ComeBackAsync();
        await AssertAsync(withdrawn: true, exactly: true);
        Assert.Equal(["consent-recorded", "consent-withdrawn"], (await voices.Ledger.ReadAsync(told.Project, told.Consent, default)).Select(entry => entry.Fact));
        return stopped;

        async Task SeeThroughAsync()
        {
            while (voices.Announced.TryPeek(out var changed))
            {
                await stories.TakeDown.HandleAsync(changed, default);
                voices.Announced.TryDequeue(out _);
            }
        }

        async Task AssertAsync(bool withdrawn, bool exactly)
        {
            told.Voices.ForEach(voice => stories.Usable[voice] = !withdrawn);
            stories.Consents[told.Consent] = withdrawn ? ConsentState.Withdrawn : ConsentState.Given;
            Assert.Equal(withdrawn ? after : 1, await scene.AssertSettledAsync(exactly));
        }
    }
}
