using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>Two things at once, in every order that two things can have; and an end at every point where there can be one.</summary>
public sealed class PublishingRacesTests
{
    // A publication takes fewer steps than this; a step number beyond the last means "afterwards".
    private const int MostSteps = 40;

    public static TheoryData<int, OnWithdrawal> EveryStep
    {
        get
        {
            var data = new TheoryData<int, OnWithdrawal>();
            foreach (var onWithdrawal in Enum.GetValues<OnWithdrawal>())
            {
                for (var step = 1; step <= MostSteps; step++)
                    data.Add(step, onWithdrawal);
            }

            return data;
        }
    }

    [Fact]
    public async Task Publishing_takes_its_steps_in_the_order_that_the_rule_asks_for()
    {
        var world = await PublishableAsync();
        world.Steps.Taken.Clear();

        await world.PublishAsync(1);

        var steps = world.Steps.Taken;
        var intent = steps.IndexOf("uses.record");
        var wish = steps.IndexOf("live.put");
        var mark = steps.IndexOf("site.find");
        var consent = steps.FindIndex(mark, step => step == "consents.find");
        var page = steps.IndexOf("site.put");
        Assert.True(intent < wish && wish < mark && mark < consent && consent < page, string.Join(" ", steps));
        Assert.InRange(steps.Count, 5, MostSteps - 1);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_between_any_two_steps_of_publishing_is_honoured(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.Steps.AtStepAsync(step, () => world.PublishAsync(1, onWithdrawal), async () =>
        {
            world.Withdraw(1);
            await world.DrainAsync();
        });
        await world.DrainAsync();

        AssertObeyed(world);
        if (onWithdrawal == OnWithdrawal.RemoveQuote && world.WishOf(1) is not null)
            Assert.Contains("[2]", world.PageOf(1), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_between_any_two_steps_of_publishing_again_is_honoured(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.PublishAsync(1, onWithdrawal);
        await world.PutAsync(1, 1, 2, 3);

        await world.Steps.AtStepAsync(step, () => world.PublishAsync(1), async () =>
        {
            world.Withdraw(3);
            await world.DrainAsync();
        });
        await world.DrainAsync();

        AssertObeyed(world);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_whole_publication_between_any_two_steps_of_a_take_down_brings_nothing_back(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.PublishAsync(1, onWithdrawal);
        await world.PutAsync(1, 1, 2, 3);
        world.Withdraw(1);

        await world.Steps.AtStepAsync(step, world.DrainAsync, () => world.PublishAsync(1));
        await world.DrainAsync();

        AssertObeyed(world);
    }

    /// <summary>The page without the quote is there already; writing it again is what stops the slower writer.</summary>
    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_quote_that_comes_back_and_goes_again_at_once_stays_away(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.PublishAsync(1, onWithdrawal);
        world.Withdraw(2);
        await world.DrainAsync();
        world.Release(2);

        await world.Steps.AtStepAsync(step, world.DeliverAsync, async () =>
        {
            world.Withdraw(2);
            await world.DrainAsync();
        });

        AssertObeyed(world);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task Publishing_twice_at_once_shows_one_whole_publication(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();

        await world.Steps.AtStepAsync(step, () => world.PublishAsync(1, onWithdrawal), async () =>
        {
            await world.PutAsync(1, 2);
            Assert.True((await world.PublishAsync(1, onWithdrawal)).Succeeded);
        });
        await world.DrainAsync();

        AssertSettled(world);
        Assert.True(world.PageOf(1) is "story-1 v2: [2]" or "story-1 v1: [1][2]", world.PageOf(1));
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task Unpublishing_between_any_two_steps_of_publishing_leaves_what_was_asked_for_last(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.PublishAsync(1, onWithdrawal);
        await world.PutAsync(1, 2);

        await world.Steps.AtStepAsync(step, () => world.PublishAsync(1), () => world.Unpublish.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default));
        await world.DrainAsync();

        AssertSettled(world);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_publication_that_ended_anywhere_is_seen_through_or_never_began(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();

        await world.Steps.CrashAtAsync(step, () => world.PublishAsync(1, onWithdrawal));
        await world.DrainAsync();

        AssertSettled(world);
        Assert.True(world.PageOf(1) is null or "story-1 v1: [1][2]", world.PageOf(1));
        Assert.Equal("story-1", (await world.PublishAsync(1, onWithdrawal)).Value.Slug.Value);
        Assert.Equal("story-1 v1: [1][2]", world.PageOf(1));
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_withdrawal_after_a_publication_that_ended_anywhere_is_honoured(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.Steps.CrashAtAsync(step, () => world.PublishAsync(1, onWithdrawal));

        world.Withdraw(1);
        await world.DrainAsync();

        AssertObeyed(world);
    }

    /// <summary>Had the wish been written before the note, the page would be made all the same, and nobody would know that it shows the quote.</summary>
    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_publication_that_ended_anywhere_and_was_seen_through_is_found_by_a_later_withdrawal(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.Steps.CrashAtAsync(step, () => world.PublishAsync(1, onWithdrawal));
        await world.DrainAsync();

        world.Withdraw(1);
        await world.DrainAsync();

        AssertObeyed(world);
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_take_down_that_ended_anywhere_is_taken_up_again(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        await world.PublishAsync(1, onWithdrawal);
        world.Withdraw(1);

        await world.Steps.CrashAtAsync(step, world.DrainAsync);
        await world.DrainAsync();

        AssertObeyed(world);
        Assert.Equal(onWithdrawal == OnWithdrawal.Unpublish ? "gone" : "story-1 v1: [2]", world.PageOf(1));
    }

    [Fact]
    public async Task One_page_that_cannot_be_made_does_not_keep_the_others_waiting()
    {
        var world = await PublishableAsync();
        foreach (var story in Enumerable.Range(1, 9))
        {
            await world.PutAsync(story, 1, 2);
            await world.PublishAsync(story);
        }

        // The first page's document is gone: making it fails each time.
        await world.Drafts.EraseAsync(StoryWorld.Story(1), TestContext.Current.CancellationToken);
        world.Withdraw(2);
        while (world.TakeDownsWaiting > 0)
            await world.DeliverAsync();
        Assert.Equal(9, world.PagesWaiting);
        var failed = 0;
        for (var page = 0; page < 9; page++)
        {
            try
            {
                await world.DeliverPageAsync();
            }
            catch (KeyNotFoundException)
            {
                failed++;
            }
        }

        Assert.Equal((1, 1), (failed, world.PagesWaiting)); // it comes again, and is set aside by the queue in the end

        Assert.All(Enumerable.Range(2, 8), story => Assert.Equal($"story-{story} v1: [1]", world.PageOf(story)));
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_take_down_of_many_that_ended_anywhere_is_taken_up_again(int step, OnWithdrawal onWithdrawal)
    {
        var world = await PublishableAsync();
        foreach (var story in Enumerable.Range(1, 3))
        {
            await world.PutAsync(story, 1, 2);
            await world.PublishAsync(story, onWithdrawal);
        }

        world.Withdraw(1);
        await world.Steps.CrashAtAsync(step, world.DrainAsync);
        await world.DrainAsync();

        AssertObeyed(world);
        Assert.All(
            Enumerable.Range(1, 3), story => Assert.Equal(onWithdrawal == OnWithdrawal.Unpublish ? "gone" : $"story-{story} v1: [2]", world.PageOf(story)));
    }

    private static async Task<StoryWorld> PublishableAsync()
    {
        var world = new StoryWorld();
        foreach (var voice in Enumerable.Range(1, 3))
            world.Release(voice);
        await world.DrainAsync();
        await world.PutAsync(1, 1, 2);
        return world;
    }

    /// <summary>Settled, and nothing is on show that may not be.</summary>
    private static void AssertObeyed(StoryWorld world)
    {
        Assert.Empty(world.ShownThoughNotUsable(9));
        AssertSettled(world);
    }

    /// <summary>Every page is what its wish says, and every wish has been confirmed.</summary>
    private static void AssertSettled(StoryWorld world)
    {
        foreach (var wish in world.Live.Rows.Now)
        {
            Assert.True(wish.Confirmed);
            var page = world.Site.Pages.Peek(wish.Slug)!.Value;
            Assert.Equal(!wish.Live, page.Gone);
            if (wish.Live)
                Assert.StartsWith($"{wish.Slug} v{wish.Version}:", page.Html, StringComparison.Ordinal);
        }
    }
}
