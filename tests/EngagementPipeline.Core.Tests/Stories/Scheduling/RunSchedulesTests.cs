using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;

namespace EngagementPipeline.Core.Tests.Stories.Scheduling;

public sealed class RunSchedulesTests
{
    private const int MostSteps = 60;

    private static readonly StoryId Story = StoryWorld.Story(1);
    private static readonly DateTimeOffset Start = new HandClock().Now;
    private static readonly DateTimeOffset Morning = Start.AddHours(24);
    private static readonly DateTimeOffset Evening = Start.AddHours(36);

    public static TheoryData<int> EveryStep => [.. Enumerable.Range(1, MostSteps)];

    [Fact]
    public async Task Publishes_what_is_newest_when_it_is_due_and_not_before()
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning.AddSeconds(-1);
        await RunAsync(world);
        Assert.Null(world.PageOf(1));

        await world.PutAsync(1, 1);
        world.Clock.Now = Morning;
        await RunAsync(world);

        Assert.Equal("story-1 v2: [1]", world.PageOf(1));
        Assert.Empty(world.Schedules.Rows.Now);
        Assert.Equal([("story-scheduled", Start), ("story-published", Morning), ("story-schedule-kept", Morning)], Told(world));
        Assert.Equal([StoryWorld.Comms, StoryWorld.Comms, Actor.System], world.Audited.Where(entry => entry.Action != "story-changed").Select(entry => entry.By));
    }

    [Fact]
    public async Task Takes_down_what_it_published()
    {
        var world = await WorldAsync(Morning, Evening);
        world.Clock.Now = Morning;
        await RunAsync(world);
        await RunAsync(world);
        Assert.Equal("story-1 v1: [1][2]", world.PageOf(1));
        Assert.Equal((null, Evening), (world.Schedules.Rows.Peek(Story)!.Value.PublishAt, world.Schedules.Rows.Peek(Story)!.Value.UnpublishAt));

        world.Clock.Now = Evening;
        await RunAsync(world);

        Assert.Equal("gone", world.PageOf(1));
        Assert.Empty(world.Schedules.Rows.Now);
    }

    [Fact]
    public async Task What_was_to_come_and_go_while_nothing_ran_never_comes()
    {
        var world = await WorldAsync(Morning, Evening);
        world.Clock.Now = Evening;

        await RunAsync(world);

        Assert.Null(world.PageOf(1));
        Assert.Empty(world.Schedules.Rows.Now);
        Assert.Contains(world.Audited, entry => entry.Why == "Taking the page down was due. Publishing it before that was missed.");
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Cut_off_anywhere_it_is_seen_through_once(int step)
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning;

        await world.Steps.CrashAtAsync(step, () => RunAsync(world));
        await RunAgainAsync(world);

        AssertPublishedOnce(world);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Two_timers_at_once_publish_once(int step)
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning;

        await world.Steps.AtStepAsync(step, () => RunAsync(world), () => RunAsync(world));
        await RunAgainAsync(world);

        AssertPublishedOnce(world);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task What_somebody_takes_down_while_a_second_timer_is_still_at_it_stays_down(int step)
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning;

        await world.Steps.AtStepAsync(step, () => RunAsync(world), async () =>
        {
            await RunAsync(world);
            if (world.WishOf(1) is { Live: true })
                await world.Unpublish.HandleAsync(Story, StoryWorld.Comms, default);
        });
        var wasDown = world.WishOf(1) is { Live: false };
        await RunAgainAsync(world);

        Assert.Equal(wasDown ? "gone" : "story-1 v1: [1][2]", world.PageOf(1));
        Assert.Equal(wasDown ? 2 : 1, world.WishOf(1)!.Publication);
    }

    [Fact]
    public async Task Takes_fewer_steps_than_these_tests_stand_before()
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning;
        world.Steps.Taken.Clear();

        await RunAsync(world);

        Assert.InRange(world.Steps.Taken.Count, 15, MostSteps - 1);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task What_somebody_takes_down_after_it_was_cut_off_stays_down(int step)
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning;
        await world.Steps.CrashAtAsync(step, () => RunAsync(world));
        var wasPublished = world.WishOf(1) is { Live: true };
        if (wasPublished)
            await world.Unpublish.HandleAsync(Story, StoryWorld.Comms, default);

        await RunAgainAsync(world);

        Assert.Equal(wasPublished ? "gone" : "story-1 v1: [1][2]", world.PageOf(1));
        Assert.Empty(world.Schedules.Rows.Now);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task What_somebody_publishes_again_after_taking_down_was_cut_off_stays_up(int step)
    {
        var world = await WorldAsync(Morning, Evening);
        world.Clock.Now = Morning;
        await RunAsync(world);
        world.Clock.Now = Evening;
        await world.Steps.CrashAtAsync(step, () => RunAsync(world));
        var wasDown = world.WishOf(1) is { Live: false };
        if (wasDown)
            Assert.True((await world.PublishAsync(1)).Succeeded);

        await RunAgainAsync(world);

        Assert.Equal(wasDown ? "story-1 v1: [1][2]" : "gone", world.PageOf(1));
        Assert.Empty(world.Schedules.Rows.Now);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Cut_off_while_publishing_it_is_still_taken_down_in_time(int step)
    {
        var world = await WorldAsync(Morning, Evening);
        world.Clock.Now = Morning;
        await world.Steps.CrashAtAsync(step, () => RunAsync(world));

        world.Clock.Now = Evening;
        await RunAgainAsync(world);

        Assert.True(world.PageOf(1) is null or "gone", world.PageOf(1));
        Assert.Empty(world.Schedules.Rows.Now);
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_between_any_two_steps_is_honoured(int step)
    {
        var world = await WorldAsync(Morning, null);
        world.Clock.Now = Morning;

        await world.Steps.AtStepAsync(step, () => RunAsync(world), async () =>
        {
            world.Withdraw(1);
            await world.DrainAsync();
        });
        await RunAgainAsync(world);

        Assert.Empty(world.ShownThoughNotUsable(9));
        Assert.True(world.PageOf(1) is "story-1 v1: [2]" or null, world.PageOf(1));
    }

    [Fact]
    public async Task What_is_blocked_is_told_once_and_not_tried_again()
    {
        var world = await WorldAsync(Morning, null);
        world.Withdraw(1);
        world.Clock.Now = Morning;

        foreach (var minute in Enumerable.Range(0, 5))
        {
            world.Clock.Now = Morning.AddMinutes(minute);
            await RunAsync(world);
        }

        var blocked = (await ReadAsync(world))!.Blocked!;
        Assert.Equal((ScheduledAct.Publish, Morning), (blocked.Act, blocked.At));
        Assert.Equal(("quote-not-usable", "q1"), (Assert.Single(blocked.Problems).Code, blocked.Problems[0].Card));
        Assert.Null(world.PageOf(1));
        Assert.Equal(["quote-not-usable"], world.Audited.Where(entry => entry.Action == "story-schedule-blocked").Select(entry => entry.Why));
        world.Steps.Taken.Clear();
        await RunAsync(world);
        Assert.Equal(["schedules.list"], world.Steps.Taken);

        await world.PutAsync(1, 2);
        await world.PublishAsync(1);
        Assert.Null(await ReadAsync(world));
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task What_is_blocked_is_told_once_wherever_it_was_cut_off(int step)
    {
        var world = await WorldAsync(Morning, Evening);
        world.Withdraw(1);
        world.Clock.Now = Morning;

        await world.Steps.CrashAtAsync(step, () => RunAsync(world));
        await RunAgainAsync(world);

        Assert.NotNull((await ReadAsync(world))!.Blocked);
        Assert.Equal((null, Evening), (world.Schedules.Rows.Peek(Story)!.Value.PublishAt, world.Schedules.Rows.Peek(Story)!.Value.UnpublishAt));
        Assert.Single(world.Audited, entry => entry.Action == "story-schedule-blocked");
    }

    [Fact]
    public async Task A_fault_is_tried_again_but_not_for_ever_and_keeps_no_other_story_waiting()
    {
        var world = await WorldAsync(Morning, null);
        await world.PutAsync(2, 1);
        await world.Schedule.HandleAsync(new(StoryWorld.Story(2), Morning, null, null), StoryWorld.Comms, default);
        var failing = true;
        world.Steps.Before = step => failing && step == "claims.find" ? throw new InvalidOperationException("Storage is away.") : Task.CompletedTask;
        for (var minute = 0; minute < RunSchedulesHandler.MostTries; minute++)
        {
            world.Clock.Now = Morning.AddMinutes(minute);
            var faults = await Assert.ThrowsAsync<AggregateException>(() => RunAsync(world));
            Assert.Equal(2, faults.InnerExceptions.Count);
        }

        failing = false;
        world.Clock.Now = Morning.AddMinutes(20);
        await RunAsync(world);

        Assert.Equal("schedule-failed", Assert.Single((await ReadAsync(world))!.Blocked!.Problems).Code);
        Assert.Null(world.PageOf(1));
    }

    [Fact]
    public async Task A_story_that_was_erased_takes_its_schedule_along()
    {
        var world = await WorldAsync(Morning, null);
        await new EraseSchedules(world.Drafts, world.Schedules).EraseAsync(StoryWorld.Project, default);
        Assert.Empty(world.Schedules.Rows.Now);

        await world.Schedule.HandleAsync(new(Story, Morning, null, null), StoryWorld.Comms, default);
        await world.Drafts.EraseAsync(Story, default);
        world.Clock.Now = Morning;
        await RunAsync(world);

        Assert.Empty(world.Schedules.Rows.Now);
        Assert.Null(world.PageOf(1));
    }

    private static void AssertPublishedOnce(StoryWorld world)
    {
        Assert.Equal("story-1 v1: [1][2]", world.PageOf(1));
        Assert.Equal((1, true, true), (world.WishOf(1)!.Publication, world.WishOf(1)!.Live, world.WishOf(1)!.Confirmed));
        Assert.Empty(world.Schedules.Rows.Now);
        Assert.Single(world.Audited, entry => entry.Action == "story-schedule-kept");
    }

    /// <summary>Two released quotes, a draft that shows both, and its schedule.</summary>
    private static async Task<StoryWorld> WorldAsync(DateTimeOffset? publishAt, DateTimeOffset? unpublishAt)
    {
        var world = new StoryWorld();
        world.Release(1);
        world.Release(2);
        await world.DrainAsync();
        await world.PutAsync(1, 1, 2);
        Assert.True((await world.Schedule.HandleAsync(new(Story, publishAt, unpublishAt, null), StoryWorld.Comms, default)).Succeeded);
        return world;
    }

    private static Task RunAsync(StoryWorld world) => world.RunSchedules.HandleAsync(default);

    /// <summary>The next two minutes, and what the other timers and the queue do in them.</summary>
    private static async Task RunAgainAsync(StoryWorld world)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            world.Clock.Now += TimeSpan.FromMinutes(1);
            await RunAsync(world);
            await world.DrainAsync();
        }
    }

    private static Task<StorySchedule?> ReadAsync(StoryWorld world) => new ReadScheduleHandler(world.Schedules, world.Live).FindAsync(Story, default);

    private static IEnumerable<(string Action, DateTimeOffset At)> Told(StoryWorld world) =>
        world.Audited.Where(entry => entry.Action != "story-changed").Select(entry => (entry.Action, entry.At));
}
