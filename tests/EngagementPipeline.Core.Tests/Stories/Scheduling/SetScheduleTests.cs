using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;

namespace EngagementPipeline.Core.Tests.Stories.Scheduling;

public sealed class SetScheduleTests
{
    private static readonly DateTimeOffset Now = new HandClock().Now;

    private readonly StoryWorld _world = new();

    [Theory]
    [InlineData(null, null, "publishAt")]
    [InlineData(0, null, "publishAt")]
    [InlineData(-1, null, "publishAt")]
    [InlineData(60, 60, "unpublishAt")]
    [InlineData(60, 59, "unpublishAt")]
    [InlineData(60, -1, "unpublishAt")]
    [InlineData(1_100_000, null, "publishAt")]
    [InlineData(60, 1_100_000, "unpublishAt")]
    [InlineData(null, 60, "unpublishAt")] // was never published
    public async Task Names_the_time_that_is_wrong(int? publish, int? unpublish, string field)
    {
        await _world.PutAsync(1);

        var refused = await SetAsync(publish, unpublish);

        Assert.Equal(("bad-fields", 400), (refused.Refusal!.Code, refused.Refusal.Status));
        Assert.Equal([field], refused.Refusal.Errors!.Keys);
        Assert.Empty(_world.Schedules.Rows.Now);
    }

    [Fact]
    public async Task A_page_that_is_up_may_be_told_when_to_go()
    {
        await _world.PutAsync(1);
        await _world.PublishAsync(1);

        Assert.True((await SetAsync(null, 60)).Succeeded);
        await _world.Unpublish.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default);
        Assert.False((await SetAsync(null, 61)).Succeeded);
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_another_takes_its_place()
    {
        await _world.PutAsync(1);
        await SetAsync(60, null);
        _world.Clock.Now = Now.AddMinutes(1);
        await SetAsync(60, null);
        Assert.Equal(Now, _world.Schedules.Rows.Peek(StoryWorld.Story(1))!.Value.SetAt);

        await SetAsync(90, 120, OnWithdrawal.Unpublish);

        var now = _world.Schedules.Rows.Peek(StoryWorld.Story(1))!.Value;
        Assert.Equal((Now.AddMinutes(90), Now.AddMinutes(120), OnWithdrawal.Unpublish), (now.PublishAt, now.UnpublishAt, now.OnWithdrawal));
        Assert.Equal(
            ["To be published at 2026-03-02T10:00Z.", "To be published at 2026-03-02T10:30Z. To be taken down at 2026-03-02T11:00Z."],
            _world.Audited.Where(entry => entry.Action == "story-scheduled").Select(entry => entry.Why));
    }

    [Fact]
    public async Task Is_called_off_and_calling_off_nothing_says_nothing()
    {
        await _world.PutAsync(1);
        await SetAsync(60, null);
        var cancel = new CancelScheduleHandler(_world.Schedules, _world, _world.Clock);

        await cancel.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default);
        await cancel.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default);

        Assert.Empty(_world.Schedules.Rows.Now);
        Assert.Single(_world.Audited, entry => entry.Action == "story-schedule-cancelled");
        _world.Clock.Now = Now.AddHours(2);
        await _world.RunSchedules.HandleAsync(default);
        Assert.Null(_world.PageOf(1));
    }

    [Fact]
    public async Task Needs_a_story() => Assert.Equal("not-found", (await SetAsync(60, null)).Refusal!.Code);

    private Task<Result<StorySchedule>> SetAsync(int? publish, int? unpublish, OnWithdrawal? choice = null) => _world.Schedule.HandleAsync(
        new(StoryWorld.Story(1), publish is { } p ? Now.AddMinutes(p) : null, unpublish is { } u ? Now.AddMinutes(u) : null, choice), StoryWorld.Comms, default);
}
