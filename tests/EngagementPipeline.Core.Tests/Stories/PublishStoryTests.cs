using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class PublishStoryTests
{
    private readonly StoryWorld _world = new();

    [Fact]
    public async Task Each_quote_of_a_wall_is_taken_down_by_itself()
    {
        var world = new StoryWorld();
        foreach (var voice in new[] { 1, 2, 3 })
            world.Release(voice);
        var document = StoryWorld.ADocument(1) with { Cards = [new QuoteWallCard("wall", [StoryWorld.Voice(1), StoryWorld.Voice(2), StoryWorld.Voice(3)])] };
        await world.Put.HandleAsync(new(StoryWorld.Story(1), document, null), StoryWorld.Comms, default);
        await world.PublishAsync(1);

        world.Withdraw(2);
        await world.DrainAsync();

        Assert.EndsWith("[1][3]", world.PageOf(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_newest_revision_and_says_where()
    {
        _world.Release(1);
        await _world.PutAsync(1, 1);

        var published = (await _world.PublishAsync(1)).Value;

        Assert.Equal(new StoryPublished(StoryWorld.SlugOf(1), 1, _world.Clock.Now), published);
        Assert.Equal("story-1 v1: [1]", _world.PageOf(1));
        Assert.Equal(["story-changed", "story-published"], _world.Audited.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Publishing_again_changes_nothing_until_something_was_written()
    {
        await _world.PutAsync(1);
        var first = (await _world.PublishAsync(1)).Value;
        _world.Clock.Now += TimeSpan.FromDays(1);

        Assert.Equal(first, (await _world.PublishAsync(1)).Value);
        Assert.Single(_world.Audited, entry => entry.Action == "story-published");

        await _world.PutAsync(1, []);
        _world.Release(1);
        await _world.PutAsync(1, 1);
        var second = (await _world.PublishAsync(1)).Value;
        Assert.Equal((2, _world.Clock.Now), (second.Version, second.PublishedAt));
        Assert.Equal(first.PublishedAt, _world.WishOf(1)!.LaunchedAt);
    }

    [Fact]
    public async Task What_becomes_of_the_page_is_kept_until_it_is_chosen_anew()
    {
        await _world.PutAsync(1);
        await _world.PublishAsync(1);
        Assert.Equal(OnWithdrawal.RemoveQuote, _world.WishOf(1)!.OnWithdrawal);

        await _world.PublishAsync(1, OnWithdrawal.Unpublish);
        await _world.PublishAsync(1);

        Assert.Equal(OnWithdrawal.Unpublish, _world.WishOf(1)!.OnWithdrawal);
    }

    [Fact]
    public async Task A_story_with_problems_is_refused_with_all_of_them()
    {
        await _world.PutAsync(1, 1, 2);

        var refusal = (await _world.PublishAsync(1)).Refusal!;

        Assert.Equal(("not-publishable", 422), (refusal.Code, refusal.Status));
        Assert.Equal([("quote-not-usable", "q1"), ("quote-not-usable", "q2")], refusal.Problems.Select(p => (p.Code, p.Card!)));
        Assert.Null(_world.PageOf(1));
    }

    [Fact]
    public async Task A_story_that_is_not_there_is_not_found() => Assert.Equal(404, (await _world.PublishAsync(1)).Refusal!.Status);

    [Fact]
    public async Task A_withdrawal_leaves_no_note_once_the_quote_is_written_out_of_the_story()
    {
        _world.Release(1);
        _world.Release(2);
        await _world.PutAsync(1, 1, 2);
        await _world.PublishAsync(1);
        _world.Withdraw(1);
        await _world.DrainAsync();
        Assert.Equal(2, _world.Uses.Rows.Count); // the document still names both

        await _world.PutAsync(1, 2);
        await _world.PublishAsync(1);

        Assert.Equal([(StoryWorld.Voice(2), StoryWorld.Story(1))], _world.Uses.Rows.Keys);
    }

    [Fact]
    public async Task Unpublishing_says_so_at_the_address_and_may_be_repeated()
    {
        _world.Release(1);
        await _world.PutAsync(1, 1);
        await _world.PublishAsync(1);

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.False((await _world.Unpublish.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default)).Value.Live);

        Assert.Equal("gone", _world.PageOf(1));
        Assert.Empty(_world.Uses.Rows);
        Assert.Equal(["story-changed", "story-published", "story-unpublished"], _world.Audited.Select(entry => entry.Action));

        await _world.PublishAsync(1);
        Assert.Equal("story-1 v1: [1]", _world.PageOf(1));
    }

    [Fact]
    public async Task What_was_never_published_cannot_be_taken_down()
    {
        await _world.PutAsync(1);

        Assert.Equal("not-published", (await _world.Unpublish.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default)).Refusal!.Code);
    }

    [Fact]
    public async Task A_story_that_goes_with_its_quotes_stays_down_when_they_come_back()
    {
        _world.Release(1);
        await _world.PutAsync(1, 1);
        await _world.PublishAsync(1, OnWithdrawal.Unpublish);

        _world.Withdraw(1);
        await _world.DrainAsync();
        _world.Release(1);
        await _world.DrainAsync();

        Assert.Equal("gone", _world.PageOf(1));
        Assert.Contains(_world.Audited, entry => entry is { Action: "story-taken-down", By.Id: "system" });
    }

    [Fact]
    public async Task A_quote_that_may_be_shown_again_comes_back()
    {
        _world.Release(1);
        await _world.PutAsync(1, 1);
        await _world.PublishAsync(1);
        _world.Withdraw(1);
        await _world.DrainAsync();
        Assert.Equal("story-1 v1: ", _world.PageOf(1));

        _world.Release(1);
        await _world.DrainAsync();

        Assert.Equal("story-1 v1: [1]", _world.PageOf(1));
    }

    [Fact]
    public async Task Other_features_see_what_was_published_and_when()
    {
        await _world.PutAsync(1);
        await _world.Share.HandleAsync(PutStoryTests.AShare(), StoryWorld.Comms, default);
        var published = new PublishedStories(_world.Live, _world.Shares);
        Assert.Null(await published.FindAsync(StoryWorld.Story(1), default));

        await _world.PublishAsync(1);
        await _world.Unpublish.HandleAsync(StoryWorld.Story(1), StoryWorld.Comms, default);

        var found = (await published.FindAsync(StoryWorld.Story(1), default))!;
        Assert.Equal(("Story 1", 1, 1, _world.Clock.Now, false), (found.Title, found.Version, found.CardCount, found.LaunchedAt, found.Live));
        Assert.Equal([KeyValuePair.Create("heads-24", Audience.Regional)], found.ShareCodes);
        Assert.Equivalent(found, Assert.Single(await published.ListAsync(default)));
    }

    [Fact]
    public async Task Checking_names_each_problem_and_its_card()
    {
        var document = StoryWorld.ADocument(1) with
        {
            Title = "",
            Cards =
            [
                new HeadingCard("deep", "Too deep", 3),
                new HeadingCard("empty", " ", 2),
                new HeadingCard("fine", "Fine", 3),
                new PromptCard("ask", "", 2),
                new QuoteCard("said", StoryWorld.Voice(1)),
            ],
        };
        await _world.Put.HandleAsync(new(StoryWorld.Story(1), document, null), StoryWorld.Comms, default);

        var found = (await _world.Check.HandleAsync(StoryWorld.Story(1), default)).Value;

        Assert.False(found.Publishable);
        Assert.Equal(
            [("no-title", null), ("heading-order", "deep"), ("empty-card", "empty"), ("empty-card", "ask"), ("quote-not-usable", "said")],
            found.Problems.Select(p => (p.Code, p.Card)));
    }

    [Fact]
    public async Task A_story_without_cards_is_not_published()
    {
        await _world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1) with { Cards = [] }, null), StoryWorld.Comms, default);

        Assert.Equal(["no-cards"], (await _world.Check.HandleAsync(StoryWorld.Story(1), default)).Value.Problems.Select(p => p.Code));
    }

    [Fact]
    public async Task A_share_is_noted_once_and_never_changes()
    {
        var share = PutStoryTests.AShare();
        Assert.Equal(404, (await _world.Share.HandleAsync(share, StoryWorld.Comms, default)).Refusal!.Status);
        await _world.PutAsync(1);

        Assert.True((await _world.Share.HandleAsync(share, StoryWorld.Comms, default)).Value.IsNew);
        Assert.False((await _world.Share.HandleAsync(share, StoryWorld.Comms, default)).Value.IsNew);
        Assert.Equal(409, (await _world.Share.HandleAsync(share with { Level = Audience.National }, StoryWorld.Comms, default)).Refusal!.Status);
    }

    [Fact]
    public async Task That_a_story_was_shared_is_in_the_audit_once_but_not_with_whom()
    {
        await _world.Share.HandleAsync(PutStoryTests.AShare(), StoryWorld.Comms, default);
        await _world.PutAsync(1);
        await _world.Share.HandleAsync(PutStoryTests.AShare(), StoryWorld.Comms, default);
        var at = _world.Clock.Now;
        _world.Clock.Now += TimeSpan.FromHours(1);
        await _world.Share.HandleAsync(PutStoryTests.AShare(), StoryWorld.Comms, default);
        await _world.Share.HandleAsync(PutStoryTests.AShare() with { Level = Audience.National }, StoryWorld.Comms, default);

        Assert.Equal(
            [new AuditEntry(at, StoryWorld.Comms, "story-shared", $"story/{StoryWorld.Story(1)}", StoryWorld.Project, "regional, email")],
            _world.Audited.Where(entry => entry.Action == "story-shared"));
    }

    [Fact]
    public async Task No_share_stands_that_the_audit_knows_nothing_of()
    {
        await _world.PutAsync(1);
        _world.Steps.Before = step => step == "audit" ? throw new InvalidOperationException("The audit is away.") : Task.CompletedTask;

        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Share.HandleAsync(PutStoryTests.AShare(), StoryWorld.Comms, default));

        Assert.Empty(await _world.Shares.ListAsync(StoryWorld.Story(1), default));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a-b", true)]
    [InlineData("12345678901234567890123456789012", true)]
    [InlineData("123456789012345678901234567890123", false)]
    [InlineData("ab", false)]
    [InlineData("ABC", false)]
    [InlineData("a b", false)]
    [InlineData("abc\n", false)]
    [InlineData("a\"b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_share_code_fits_into_an_address(string? text, bool fits) => Assert.Equal(fits, ShareCode.TryParse(text, out _));
}
