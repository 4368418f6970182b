using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Tests.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>A picture of somebody is sent, tied, or on show, and meanwhile they take their consent back: in every order.</summary>
public sealed class MediaRacesTests
{
    private const int MostSteps = 40;

    private readonly StoryWorld _world = new();

    public static TheoryData<int> EveryStep => [.. Enumerable.Range(1, MostSteps)];

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_between_any_two_steps_of_sending_a_picture_leaves_no_bytes(int step)
    {
        await AtStepAsync(step, SendAsync, WithdrawAsync);
        await _world.DrainAsync();

        Assert.False(_world.Media.HasBytes(StoryWorld.Picture(1)));
        Assert.Empty(_world.Media.Rows);
        Assert.Equal("consent-not-given", (await SendAsync()).Refusal?.Code);
    }

    /// <summary>So that the test above could fail: without a place that must still stand, some order leaves bytes.</summary>
    [Fact]
    public async Task Bytes_that_need_no_place_would_be_found_out()
    {
        var left = 0;
        for (var step = 1; step <= MostSteps; step++)
        {
            var test = new MediaRacesTests();
            test._world.Media.IgnoresPlaces = true;
            await test.AtStepAsync(step, test.SendAsync, test.WithdrawAsync);
            await test._world.DrainAsync();
            left += test._world.Media.HasBytes(StoryWorld.Picture(1)) ? 1 : 0;
        }

        Assert.NotEqual(0, left);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_sending_that_ended_anywhere_leaves_no_bytes_once_the_consent_is_withdrawn(int step)
    {
        await _world.Steps.CrashAtAsync(step, SendAsync);

        await WithdrawAsync();
        await _world.DrainAsync();

        Assert.False(_world.Media.HasBytes(StoryWorld.Picture(1)));
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_sending_that_ended_anywhere_can_be_made_again(int step)
    {
        await _world.Steps.CrashAtAsync(step, SendAsync);

        Assert.True((await SendAsync()).Succeeded);
        Assert.True(_world.Media.HasBytes(StoryWorld.Picture(1)));
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_between_any_two_steps_of_publishing_the_picture_is_honoured(int step)
    {
        await SendAsync();
        await PutStoryAsync();

        await AtStepAsync(step, () => _world.PublishAsync(1), WithdrawAsync);
        await _world.DrainAsync();

        AssertNowhere();
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_between_any_two_steps_of_tying_what_is_on_show_is_honoured(int step)
    {
        await SendAsync(under: []);
        await PutStoryAsync();
        await _world.PublishAsync(1);
        Assert.Equal("story-1 v1: <1>", _world.PageOf(1));

        await AtStepAsync(
            step,
            () => _world.TieMedia.HandleAsync(new(StoryWorld.Picture(1), StoryWorld.Project, MemoryPeople.ConsentOf(1)), StoryWorld.Comms, default),
            WithdrawAsync);
        await _world.DrainAsync();

        AssertNowhere();
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_take_down_that_ended_anywhere_is_taken_up_again(int step)
    {
        await SendAsync();
        await PutStoryAsync();
        await _world.PublishAsync(1);

        await _world.Steps.CrashAtAsync(step, async () =>
        {
            await WithdrawAsync();
            await _world.DrainAsync();
        });
        await _world.DrainAsync();

        // It ended before anybody had asked, or it is seen through.
        if (_world.People.HasEnded(1))
            AssertNowhere();
    }

    /// <summary>Had the wish been written before the note, the page would be made all the same, and nobody would know that it shows the picture.</summary>
    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_publication_that_ended_anywhere_and_was_seen_through_is_found_by_a_later_withdrawal(int step)
    {
        await SendAsync();
        await PutStoryAsync();
        await _world.Steps.CrashAtAsync(step, () => _world.PublishAsync(1));
        await _world.DrainAsync();

        await WithdrawAsync();
        await _world.DrainAsync();

        AssertNowhere();
    }

    [Fact]
    public async Task What_the_consent_does_not_cover_any_more_leaves_the_page_and_is_kept_for_others()
    {
        await SendAsync();
        await PutStoryAsync();
        await _world.PublishAsync(1);

        await _world.People.NarrowAsync(1, stories: true, Audience.Regional);
        await _world.DrainAsync();

        Assert.Equal("story-1 v1: ", _world.PageOf(1));
        Assert.True(_world.Media.HasBytes(StoryWorld.Picture(1)));
        Assert.Equal(["media-not-usable"], (await _world.Check.HandleAsync(StoryWorld.Story(1), default)).Value.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task What_ended_by_its_day_is_erased_too()
    {
        await SendAsync();
        await PutStoryAsync();
        await _world.PublishAsync(1);

        await _world.People.ExpireAsync(1);
        await _world.DrainAsync();

        AssertNowhere();
    }

    private Task<Result<MediaKept>> SendAsync() => SendAsync([MemoryPeople.ConsentOf(1)]);

    private Task<Result<MediaKept>> SendAsync(IReadOnlyList<ConsentId> under)
    {
        _ = _world.People.Consent(1);
        return _world.PutMedia.HandleAsync(
            new(StoryWorld.Picture(1), StoryWorld.Project, Small: false, "image/png", AFile.Png()) { Consents = under }, StoryWorld.Comms, default);
    }

    private Task WithdrawAsync() => _world.People.WithdrawAsync(1);

    private async Task PutStoryAsync()
    {
        var document = StoryWorld.ADocument(1);
        var picture = new ImageCard("p", StoryWorld.Picture(1), "Somebody invented", "", Decorative: false);
        Assert.True((await _world.Put.HandleAsync(new(StoryWorld.Story(1), document with { Cards = [.. document.Cards, picture] }, null), StoryWorld.Comms, default)).Succeeded);
    }

    private void AssertNowhere()
    {
        Assert.DoesNotContain("<1>", _world.PageOf(1) ?? "", StringComparison.Ordinal);
        Assert.False(_world.Media.HasBytes(StoryWorld.Picture(1)));
        Assert.All(_world.Live.Rows.Now, wish => Assert.True(wish.Confirmed));
    }

    /// <summary>Runs <paramref name="other"/> whole, with all that follows of it, just before the given step; or afterwards.</summary>
    private async Task AtStepAsync(int step, Func<Task> act, Func<Task> other)
    {
        await _world.Steps.AtStepAsync(step, act, async () =>
        {
            await other();
            await _world.DrainAsync();
        });
    }
}
