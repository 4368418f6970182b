using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

public sealed class StoryScheduleTableTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly StoryId _story = StoryStage.NewStory();
    private StoryStage _stage = null!;
    private StoryScheduleTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await StoryStage.OpenAsync(azurite);
        await _stage.Storage.Table("StorySchedules").CreateIfNotExistsAsync();
        _table = new(_stage.Storage);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Reads_back_whole_and_changes_only_under_its_mark()
    {
        var full = ASchedule(_story) with
        {
            UnpublishAt = Noon.AddDays(1),
            OnWithdrawal = OnWithdrawal.Unpublish,
            Begun = new(ScheduledAct.Publish, 3, 2),
            Blocked = new(ScheduledAct.Publish, Noon, 3, [new("missing-alt", "c1", "This picture is not described."), new("no-title", null, "No title.")]),
        };
        Assert.True(await _table.PutAsync(full, null, default));
        Assert.False(await _table.PutAsync(full, null, default));
        var found = (await _table.FindAsync(_story, default))!;
        Assert.Equivalent(full, found.Value, strict: true);
        Assert.Equal(full.Begun, found.Value.Begun);

        Assert.True(await _table.PutAsync(full with { PublishAt = null, Begun = null, Blocked = null }, found.Mark, default));
        Assert.False(await _table.PutAsync(full, found.Mark, default));
        Assert.False(await _table.RemoveAsync(found, default));

        var now = (await _table.FindAsync(_story, default))!;
        Assert.Equal((null, Noon.AddDays(1), null, null), (now.Value.PublishAt, now.Value.UnpublishAt, now.Value.Begun, now.Value.Blocked));
        Assert.True(await _table.RemoveAsync(now, default));
        Assert.False(await _table.RemoveAsync(now, default));
        Assert.Null(await _table.FindAsync(_story, default));
    }

    [Fact]
    public async Task Finds_what_is_due_by_a_time_and_nothing_that_is_over()
    {
        var (soon, later, going, blocked) = (StoryStage.NewStory(), StoryStage.NewStory(), StoryStage.NewStory(), StoryStage.NewStory());
        await _table.PutAsync(ASchedule(soon), null, default);
        await _table.PutAsync(ASchedule(later) with { PublishAt = Noon.AddSeconds(1) }, null, default);
        await _table.PutAsync(ASchedule(going) with { PublishAt = null, UnpublishAt = Noon }, null, default);
        await _table.PutAsync(ASchedule(blocked) with { PublishAt = null, Blocked = new(ScheduledAct.Publish, Noon, 0, []) }, null, default);

        var due = await _table.DueAsync(Noon, default);

        Assert.Contains(soon, due);
        Assert.Contains(going, due);
        Assert.DoesNotContain(later, due);
        Assert.DoesNotContain(blocked, await _table.DueAsync(Noon.AddYears(50), default));
        await _table.EraseAsync(soon, default);
        await _table.EraseAsync(soon, default);
        Assert.DoesNotContain(soon, await _table.DueAsync(Noon, default));
    }

    [Fact]
    public async Task Two_timers_at_once_publish_once()
    {
        var voice = _stage.NewVoice();
        _stage.Stories[_story] = true; // no other test's are run
        await _stage.Put.HandleAsync(new(_story, _stage.ADocument(_story, voice), null), StoryStage.Comms, default);
        await _table.PutAsync(ASchedule(_story), null, default);
        var run = _stage.RunSchedules;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => run.HandleAsync(default)));
        await run.HandleAsync(default);

        Assert.Equal(voice.ToString(), await _stage.PageOfAsync(_story));
        Assert.Equal(1, (await _stage.Live.FindAsync(_story, default))!.Value.Publication);
        Assert.Null(await _table.FindAsync(_story, default));
    }

    private StorySchedule ASchedule(StoryId story) => new()
    {
        Story = story,
        Project = _stage.Project,
        PublishAt = Noon,
        UnpublishAt = null,
        OnWithdrawal = null,
        SetBy = new("comms-1", "An invented writer", new HashSet<Role>()),
        SetAt = Noon.AddDays(-1),
    };
}
