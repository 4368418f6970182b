using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>
/// The process ends before the n-th request to storage, for every n until the act comes to its end. Right then readers see one whole page. Then comes what the service does by itself, and the page is what was
/// wished for last, with exactly what may be shown of it, no file beside it that it does not show, and true notes of what it shows; that is so before the nightly net. Then the same is asked for again, and gives
/// what it would have given at once.
/// </summary>
public sealed class PublishingCrashTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int AtOnce = 6;

    // More than any of these acts takes; one that does not end by then never would.
    private const int MostSteps = 200;

    public async ValueTask InitializeAsync() => await StoryStage.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public Task Publishing_first() => AtEveryStepAsync(async scene =>
    {
        await scene.WriteAsync();
        return new(0, 1, () => scene.PublishAsync(OneOrTheOther(scene))) { Says = "story-published" };
    });

    [Fact]
    public Task Publishing_again() => AtEveryStepAsync(async scene =>
    {
        var before = await OnShowAsync(scene);
        await scene.WriteAsync();
        return new(before, before + 1, () => scene.PublishAsync(OneOrTheOther(scene))) { GoesOn = true };
    });

    [Fact]
    public Task Publishing_under_another_address_than_the_draft_had() => AtEveryStepAsync(async scene =>
    {
        await scene.WriteAsync();
        var old = scene.Slug;
        scene.Slug = StoryStage.SlugOf(StoryStage.NewStory());
        return new(0, 2, async () =>
        {
            await scene.PutAsync(scene.Document(1, 1));
            var version = await scene.PublishAsync();
            Assert.True((await scene.Stage.Claims.FindAsync(scene.Slug, default))!.Value.Fixed);
            Assert.False((await scene.Stage.Claims.FindAsync(old, default))?.Value.Fixed ?? false);
            return version;
        });
    });

    [Fact]
    public Task Rolling_back() => AtEveryStepAsync(async scene =>
    {
        if (await OnShowAsync(scene) == 1)
        {
            await scene.WriteAsync();
            await scene.PublishAsync();
        }

        var (before, back) = (scene.Revision, scene.Revision % 2);
        scene.WillBe(before + 1, scene.Document(back, back));
        return new(before, before + 1, async () =>
        {
            Assert.True((await scene.Stage.Restore.HandleAsync(new(scene.Story, 1 + back, "*"), StoryStage.Comms, default)).Succeeded);
            return await scene.PublishAsync();
        })
        { GoesOn = true };
    });

    [Fact]
    public Task Taking_a_page_down() => AtEveryStepAsync(async scene =>
    {
        await PublishedAsync(scene);
        return new(1, Gone, async () =>
        {
            Assert.False((await scene.Stage.Unpublish.HandleAsync(scene.Story, StoryStage.Comms, default)).Value.Live);
            return Gone;
        })
        { Says = "story-unpublished" };
    });

    [Theory, InlineData(OnWithdrawal.RemoveQuote, 1), InlineData(OnWithdrawal.Unpublish, Gone)]
    public Task Taking_words_and_a_picture_off_their_page(OnWithdrawal choice, int after) => AtEveryStepAsync(async scene =>
    {
        await PublishedAsync(scene, choice);
        scene.TakeBack(scene.Voices[0]);
        scene.TakeBack(scene.Pictures[0]);
        return new(1, after, async () =>
        {
            await scene.DeliverAsync();
            return after;
        });
    });

    [Fact]
    public Task Publishing_at_its_time() => AtEveryStepAsync(async scene =>
    {
        await scene.WriteAsync();
        await ScheduleAsync(scene, publish: true);
        return new(0, 1, () => RunSchedulesAsync(scene));
    });

    [Fact]
    public Task Taking_a_page_down_at_its_time() => AtEveryStepAsync(async scene =>
    {
        await PublishedAsync(scene);
        await ScheduleAsync(scene, publish: false);
        return new(1, Gone, () => RunSchedulesAsync(scene));
    });

    [Fact]
    public Task Giving_a_share_its_short_address() => AtEveryStepAsync(async scene =>
    {
        await PublishedAsync(scene);
        Assert.True(ShareCode.TryParse("school-a", out var code));
        var share = new Share(scene.Story, code, Audience.Regional, "An invented team", SharedVia.Email, new DateOnly(2026, 3, 2));
        return new(1, 1, async () =>
        {
            var given = (await scene.Stage.Share.HandleAsync(share, StoryStage.Comms, default)).Value.Share;
            Assert.Equal(given, await scene.Stage.Shares.FindAsync(given.Letters!.Value, default));
            Assert.Equal(given, Assert.Single(await scene.Stage.Shares.ListAsync(scene.Story, default)));
            return 1;
        });
    });

    [Fact]
    public Task Erasing_a_story_with_its_project() => AtEveryStepAsync(async scene =>
    {
        await PublishedAsync(scene);
        var stage = scene.Stage;
        return new(1, 0, async () =>
        {
            await new TakeDownProject(stage.Drafts, stage.Unpublish).EraseAsync(stage.Project, default);
            await new EraseMedia(stage.Media, stage.Ties).EraseAsync(stage.Project, default);
            await new EraseStories(stage.Drafts, stage.Live, stage.Shares, stage.Asked, stage.Claims).EraseAsync(stage.Project, default);
            Assert.Null(await stage.Drafts.FindAsync(scene.Story, default));
            return 0;
        })
        { Erases = true };
    });

    /// <summary>
    /// Consent is taken back just before one of the steps of publishing, and everything that follows of it is done; publishing then takes that step and ends there. What that step puts beside the page has to go all the same.
    /// </summary>
    [Theory, InlineData(1), InlineData(2)]
    public Task Publishing_what_is_taken_back_meanwhile(int stepsMore) => AtEveryStepAsync(async scene =>
    {
        await PublishedAsync(scene);
        await scene.WriteAsync();
        return new(1, 2, () => scene.TryPublishAsync())
        {
            StepsMore = stepsMore,
            Meanwhile = async () =>
            {
                scene.TakeBack(scene.Pictures[1]);
                scene.TakeBack(scene.Voices[2]);
                await scene.DeliverTakeDownsAsync();
            },
        };
    });

    /// <summary>Storage did what was asked and its answer was lost. The client asks again, finds its own work, and must not take it for somebody else's.</summary>
    [Fact]
    public Task Publishing_when_an_answer_is_lost() => AtEveryStepAsync(async scene =>
    {
        var before = await OnShowAsync(scene);
        await scene.WriteAsync();
        return new(before, before + 1, () => scene.PublishAsync()) { LosesAnswer = true, GoesOn = true };
    });

    private const int Gone = -1;

    private static async Task PublishedAsync(CrashScene scene, OnWithdrawal? choice = null)
    {
        await scene.WriteAsync();
        Assert.Equal(1, await scene.PublishAsync(choice));
        await scene.DeliverAsync();
    }

    /// <summary>Of a scene that has been played before: what it came to.</summary>
    private static async Task<int> OnShowAsync(CrashScene scene)
    {
        if (scene.Revision == 0)
            await PublishedAsync(scene);
        return scene.Revision;
    }

    // Nothing is taken back here, so one of them at each step is as good as both.
    private static OnWithdrawal OneOrTheOther(CrashScene scene) => scene.Revision % 4 < 2 ? OnWithdrawal.RemoveQuote : OnWithdrawal.Unpublish;

    private static async Task ScheduleAsync(CrashScene scene, bool publish)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var schedule = new StorySchedule
        {
            Story = scene.Story,
            Project = scene.Stage.Project,
            OnWithdrawal = null,
            SetBy = StoryStage.Comms,
            SetAt = at.AddDays(-1),
            PublishAt = publish ? at : null,
            UnpublishAt = publish ? null : at,
        };
        Assert.True(await scene.Stage.Schedules.PutAsync(schedule, null, default));
    }

    private static async Task<int> RunSchedulesAsync(CrashScene scene)
    {
        await scene.Stage.RunSchedules.HandleAsync(default);
        Assert.Null(await scene.Stage.Schedules.FindAsync(scene.Story, default));
        return (await scene.Stage.Live.FindAsync(scene.Story, default))!.Value is { Live: true } wish ? wish.Version : Gone;
    }

    private async Task AtEveryStepAsync(Func<CrashScene, Task<Act>> begin)
    {
        var (next, ended) = (0, false);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            CrashScene? scene = null;
            while (!Volatile.Read(ref ended))
            {
                var step = Interlocked.Increment(ref next);
                Assert.InRange(step, 1, MostSteps);
                scene ??= await new CrashScene(StoryStage.Of(azurite, delivers: false)).WithPicturesAsync();
                var act = await begin(scene);
                scene.Stage.Steps.Taken.Clear();
                try
                {
                    if (!await RunAsync(scene, act, step))
                        Volatile.Write(ref ended, true);
                    scene = act.GoesOn ? scene : null;
                }
                catch (Exception wrong)
                {
                    var last = scene!.Stage.Steps.Taken.Take(step).LastOrDefault();
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Ended before step {step}, after {last}: {wrong.Message}"), wrong);
                }
            }
        }));
        Assert.InRange(next, 5 + AtOnce, MostSteps);
    }

    /// <summary>False when the act had fewer steps.</summary>
    private static async Task<bool> RunAsync(CrashScene scene, Act act, int step)
    {
        var stopped = act.LosesAnswer ? await LoseAnswerAsync(scene, act, step) : await scene.Stage.Steps.CrashAtAsync(step + act.StepsMore, act.Do, act.Meanwhile, step);
        await scene.AssertWholeAsync(act.Erases ? 0 : Math.Max(0, act.Before));

        await scene.ComeBackAsync();
        if (!act.Erases)
        {
            var settled = await scene.AssertSettledAsync(exactly: false);
            Assert.Contains(settled, new[] { act.Before, act.After });
            if (act.Says is { } says && settled == act.After)
                Assert.Contains(scene.Stage.Audited, entry => entry.Action == says && entry.By == StoryStage.Comms);
        }


        if (act.Meanwhile is not null)
            return scene.Stage.Usable.Values.Contains(false); // asked for again it is refused
        Assert.Equal(act.After, await act.Do());
        await scene.ComeBackAsync();
        if (act.Erases)
            Assert.Equal(["index.html"], await scene.FilesAsync());
        else
            Assert.Equal(act.After, await scene.AssertSettledAsync(exactly: true));
        return stopped;
    }

    private static async Task<bool> LoseAnswerAsync(CrashScene scene, Act act, int step)
    {
        scene.Stage.Attempts.Restart();
        var lost = false;
        scene.Stage.Attempts.AnswerLost = attempt => attempt == step && (lost = true);
        Assert.Equal(act.After, await act.Do());
        scene.Stage.Attempts.AnswerLost = _ => false;
        return lost;
    }

    /// <param name="Before">The version that readers see; 0 for none, <see cref="Gone"/> for the page that says so.</param>
    /// <param name="After">What they see in the end.</param>
    /// <param name="Do">Gives what readers see then.</param>
    private sealed record Act(int Before, int After, Func<Task<int>> Do)
    {
        /// <summary>Happens whole just before the step, of which so many are taken then.</summary>
        public Func<Task>? Meanwhile { get; init; }

        public int StepsMore { get; init; }

        /// <summary>What the audit says once it has happened, also where whoever asked for it ended before.</summary>
        public string? Says { get; init; }

        public bool LosesAnswer { get; init; }

        public bool Erases { get; init; }

        /// <summary>What it comes to is where the next one can begin.</summary>
        public bool GoesOn { get; init; }
    }
}
