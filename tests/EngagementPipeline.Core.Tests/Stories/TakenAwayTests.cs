using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>Comms are told what a page on show has lost, whatever order things come in.</summary>
public sealed class TakenAwayTests
{
    private readonly StoryWorld _world = new();

    public TakenAwayTests()
    {
        foreach (var voice in Enumerable.Range(1, 3))
            _world.Release(voice);
    }

    [Fact]
    public async Task Counts_what_went_until_nothing_is_left_and_keeps_the_day_of_the_last()
    {
        await _world.PutAsync(1, 1, 2);
        await _world.PublishAsync(1);
        Assert.Null(_world.WishOf(1)!.TakenAway);

        var first = await TakeDownAsync(1);
        Assert.Equal(new TakenAway(1, 0, first, NothingLeft: false), _world.WishOf(1)!.TakenAway);
        _world.Clock.Now += TimeSpan.FromDays(1);
        await _world.Refresh.HandleAsync(StoryWorld.Story(1), default);
        Assert.Equal(first, _world.WishOf(1)!.TakenAway!.At);

        var second = await TakeDownAsync(2);
        Assert.Equal(new TakenAway(2, 0, second, NothingLeft: true), _world.WishOf(1)!.TakenAway);
        Assert.True(_world.WishOf(1)!.Confirmed);
    }

    [Fact]
    public async Task A_new_publication_has_lost_nothing()
    {
        await _world.PutAsync(1, 1);
        await _world.PublishAsync(1);
        await TakeDownAsync(1);

        await _world.PutAsync(1, 2);
        await _world.PublishAsync(1);

        Assert.Null(_world.WishOf(1)!.TakenAway);
    }

    [Fact]
    public async Task Of_two_that_make_the_page_at_once_the_one_that_saw_more_is_told()
    {
        await _world.PutAsync(1, 1, 2);
        await _world.PublishAsync(1);
        _world.Withdraw(1);
        var second = false;
        _world.Steps.Before = async step =>
        {
            if (step != "live.put" || second)
                return;
            second = true; // the first has written its page and is about to note what is gone
            _world.Withdraw(2);
            await _world.Refresh.HandleAsync(StoryWorld.Story(1), default);
        };

        await _world.Refresh.HandleAsync(StoryWorld.Story(1), default);

        Assert.True(second);
        Assert.Equal((2, true), (_world.WishOf(1)!.TakenAway!.Quotes, _world.WishOf(1)!.TakenAway!.NothingLeft));
    }

    private async Task<DateTimeOffset> TakeDownAsync(int voice)
    {
        _world.Clock.Now += TimeSpan.FromDays(1);
        _world.Withdraw(voice);
        await _world.Refresh.HandleAsync(StoryWorld.Story(1), default);
        return _world.Clock.Now;
    }
}
