using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Core.Tests.Stories.Versions;

/// <summary>An editor that saves every few seconds leaves one line in the history and one in the audit for each time that somebody sat down to write.</summary>
public sealed class SittingTests
{
    private static readonly Actor Ben = new("ben", "Ben Example", new HashSet<Role> { Role.Comms });

    private readonly StoryWorld _world = new();

    [Fact]
    public async Task Saves_of_one_person_with_short_pauses_are_one_version_and_one_entry_and_each_keeps_its_mark()
    {
        var began = _world.Clock.Now.AddMinutes(1);
        foreach (var title in new[] { "a", "b", "c" })
        {
            await SaveAsync(title);
            Wait(minutes: 9);
        }

        var only = Assert.Single(await ListAsync());
        Assert.Equal((3, 3, 0, began), (only.Head.Revision, only.Saves, only.Before, only.Head.SittingSince));
        Assert.Equal([began], Changes());
        Assert.Equal([3, 2, 1], (await ListAsync(eachSave: true)).Select(version => version.Head.Revision));
        var stale = await _world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1) with { Title = "d" }, "2.0"), Ben, default);
        Assert.Equal("stale", stale.Refusal!.Code);
        Assert.Equal("b", (await _world.Versions.OneAsync(StoryWorld.Story(1), 2, default)).Value.Kept.Document.Title);
    }

    [Fact]
    public async Task A_pause_somebody_else_a_publication_and_an_hour_end_it()
    {
        await SaveAsync("a");
        Wait(minutes: 11);
        await SaveAsync("b");
        await SaveAsync("c", Ben);
        await SaveAsync("d");
        await SaveAsync("e");
        await _world.PublishAsync(1);
        await SaveAsync("f");
        for (var save = 0; save < 8; save++)
        {
            Wait(minutes: 8);
            await SaveAsync($"g{save}");
        }

        Assert.Equal([(14, 2), (12, 7), (5, 2), (3, 1), (2, 1), (1, 1)], (await ListAsync()).Select(version => (version.Head.Revision, version.Saves)));
        Assert.Equal(6, Changes().Count);
    }

    [Fact]
    public async Task What_was_put_back_stands_by_itself_and_nothing_before_it_is_hidden()
    {
        await SaveAsync("a");
        await SaveAsync("b");
        await _world.Restore.HandleAsync(new(StoryWorld.Story(1), 1, "2.0"), StoryWorld.Comms, default);

        Assert.Equal([(3, 1), (2, 2)], (await ListAsync()).Select(version => (version.Head.Revision, version.Saves)));
    }

    [Fact]
    public async Task An_entry_that_was_cut_off_comes_with_the_next_save_of_the_sitting()
    {
        var began = _world.Clock.Now.AddMinutes(1);
        _world.Steps.Before = step => step == "audit" ? throw new InvalidOperationException("The audit is away.") : Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => SaveAsync("a"));
        _world.Steps.Before = _ => Task.CompletedTask;
        Wait(minutes: 1);

        await SaveAsync("b");

        Assert.Equal([began], Changes());
    }

    [Fact]
    public async Task A_page_of_the_history_is_of_whole_sittings_however_many_saves_they_hold()
    {
        for (var sitting = 0; sitting < 23; sitting++)
        {
            for (var save = 0; save < 12; save++)
                await SaveAsync($"{sitting} {save}");
            Wait(minutes: 30);
        }

        var first = (await _world.Versions.ListAsync(StoryWorld.Story(1), null, eachSave: false, default)).Value;
        var second = (await _world.Versions.ListAsync(StoryWorld.Story(1), first.Continue, eachSave: false, default)).Value;

        Assert.Equal(Enumerable.Range(0, 20).Select(i => ((23 - i) * 12, 12)), first.Items.Select(version => (version.Head.Revision, version.Saves)));
        Assert.Equal([(36, 12), (24, 12), (12, 12)], second.Items.Select(version => (version.Head.Revision, version.Saves)));
        Assert.Null(second.Continue);
    }

    /// <summary>A minute after whatever was before.</summary>
    private async Task SaveAsync(string title, Actor? by = null)
    {
        Wait(minutes: 1);
        Assert.True((await _world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1) with { Title = title }, "*"), by ?? StoryWorld.Comms, default)).Succeeded);
    }

    private void Wait(int minutes) => _world.Clock.Now += TimeSpan.FromMinutes(minutes);

    private async Task<IReadOnlyList<StoryVersion>> ListAsync(bool eachSave = false) =>
        (await _world.Versions.ListAsync(StoryWorld.Story(1), null, eachSave, default)).Value.Items;

    private List<DateTimeOffset> Changes() => [.. _world.Audited.Where(entry => entry.Action == "story-changed").Select(entry => entry.At)];
}
