using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Stories.Versions;

public sealed class RestoreVersionTests
{
    private readonly StoryWorld _world = new();

    public RestoreVersionTests()
    {
        foreach (var voice in Enumerable.Range(1, 3))
            _world.Release(voice);
    }

    [Fact]
    public async Task Makes_a_new_version_and_loses_none()
    {
        await _world.PutAsync(1, 1);
        await _world.PutAsync(1, 2);

        var restored = await RestoreAsync(1, "2.0");

        Assert.Equal("3.0", restored.Value.Kept.State.Mark);
        Assert.Empty(restored.Value.LeftOut);
        Assert.Equal([3, 2, 1], (await ListAsync()).Select(version => version.Head.Revision));
        Assert.True((await DifferencesAsync(3, 1)).None);
        Assert.False((await DifferencesAsync(3, 2)).None);
        Assert.Equal(
            [new(_world.Clock.Now, StoryWorld.Comms, "story-restored", $"story/{StoryWorld.Story(1)}", StoryWorld.Project, "Version 1 was put back.")],
            _world.Audited.Where(entry => entry.Action == "story-restored"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1.0")]
    [InlineData("3.0")]
    public async Task Is_refused_when_the_story_has_changed_since_it_was_looked_at(string? mark)
    {
        await _world.PutAsync(1, 1);
        await _world.PutAsync(1, 2);

        Assert.Equal("stale", (await RestoreAsync(1, mark)).Refusal!.Code);
        Assert.Equal(2, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        await _world.PutAsync(1, 1);
        await _world.PutAsync(1, 2);

        await RestoreAsync(1, "2.0");
        var again = await RestoreAsync(1, "2.0");

        Assert.Equal("3.0", again.Value.Kept.State.Mark);
        Assert.Single(_world.Audited, entry => entry.Action == "story-restored");
    }

    [Fact]
    public async Task What_was_withdrawn_since_stays_out_and_is_told()
    {
        await _world.PutAsync(1, 1, 2, 3);
        await _world.PutAsync(1, 3);
        _world.Withdraw(1);
        _world.Withdraw(2);

        var restored = await RestoreAsync(1, "2.0");

        Assert.Equal(["h", "q3"], restored.Value.Kept.Document.Cards.Select(card => card.Id));
        Assert.Equal([new("quotes", 2, "2 quotes may no longer be shown and were left out.")], restored.Value.LeftOut);
        Assert.True((await _world.PublishAsync(1)).Succeeded);
        Assert.Equal("story-1 v2: [3]", _world.PageOf(1));
    }

    [Fact]
    public async Task A_wall_keeps_those_of_its_quotes_that_may_be_shown()
    {
        await PutAsync(new QuoteWallCard("w", [StoryWorld.Voice(1), StoryWorld.Voice(2)]), new QuoteWallCard("x", [StoryWorld.Voice(1)]));
        await PutAsync(new HeadingCard("h", "Now", 2));
        _world.Withdraw(1);

        var restored = await RestoreAsync(1, "*");

        Assert.Equal([StoryWorld.Voice(2)], Assert.IsType<QuoteWallCard>(Assert.Single(restored.Value.Kept.Document.Cards)).Wall);
        Assert.Equal([new("quotes", 1, "1 quote may no longer be shown and was left out.")], restored.Value.LeftOut);
    }

    [Fact]
    public async Task Pictures_and_sounds_that_are_gone_and_cards_of_types_that_are_gone_are_told()
    {
        var (picture, sound) = (new MediaId(Guid.NewGuid()), new MediaId(Guid.NewGuid()));
        _world.Media.Rows[picture] = new(picture, null, new("image/png", "s", "h", 1, 1, 1), null);
        _world.Media.Rows[sound] = new(sound, null, new("audio/mpeg", "s", "h", 0, 0, 1), null);
        await PutAsync(
            new ImageCard("i", picture, "A street", "", false), new AudioCard("a", sound, "A sound", Said("It hums.")), new VideoCard("v", "https://example.org/film", "A film", true, "", picture));
        await PutAsync(new HeadingCard("h", "Now", 2));
        _world.Media.Rows.Clear();
        _world.Drafts.Lost = [new("m", "map"), new("n", "map")];

        var restored = await RestoreAsync(1, "*");

        Assert.Equal([("pictures", 1), ("sounds", 1), ("cards", 2)], restored.Value.LeftOut.Select(left => (left.Code, left.Count)));
        Assert.Null(Assert.IsType<VideoCard>(Assert.Single(restored.Value.Kept.Document.Cards)).Poster);
    }

    [Fact]
    public async Task The_address_stays_the_one_that_people_have()
    {
        await _world.PutAsync(1, 1);
        await _world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1, 1) with { Slug = StoryWorld.SlugOf(8) }, "1.0"), StoryWorld.Comms, default);
        await _world.PublishAsync(1);

        var restored = await RestoreAsync(1, "2.1");

        Assert.Equal("story-8", restored.Value.Kept.Document.Slug.Value);
        Assert.Equal([new("address", 1, "The address stays /s/story-8/.")], restored.Value.LeftOut);
    }

    [Fact]
    public async Task A_withdrawal_between_restoring_and_publishing_is_honoured()
    {
        await _world.PutAsync(1, 1, 2);
        await _world.PutAsync(1, 2);
        await RestoreAsync(1, "2.0");

        _world.Withdraw(1);
        Assert.Equal("not-publishable", (await _world.PublishAsync(1)).Refusal!.Code);
        Assert.Null(_world.PageOf(1));
    }

    [Fact]
    public async Task Versions_and_stories_that_are_not_there_are_not_found()
    {
        Assert.Equal("not-found", (await RestoreAsync(1, "*")).Refusal!.Code);
        await _world.PutAsync(1, 1);

        Assert.Equal("not-found", (await RestoreAsync(2, "*")).Refusal!.Code);
        Assert.Equal("not-found", (await _world.Versions.CompareAsync(StoryWorld.Story(1), 1, 7, default)).Refusal!.Code);
        Assert.Equal("not-found", (await _world.Versions.ListAsync(StoryWorld.Story(2), null, eachSave: true, default)).Refusal!.Code);
        Assert.Equal("bad-fields", (await _world.Versions.ListAsync(StoryWorld.Story(1), "x", eachSave: true, default)).Refusal!.Code);
    }

    [Fact]
    public async Task The_list_says_which_were_put_before_readers_and_when()
    {
        await _world.PutAsync(1, 1);
        await _world.PublishAsync(1);
        var first = _world.Clock.Now;
        _world.Clock.Now += TimeSpan.FromHours(1);
        await _world.PutAsync(1, 2);
        await _world.PutAsync(1, 3);
        await _world.PublishAsync(1);

        Assert.Equal([(3, _world.Clock.Now), (2, null), (1, (DateTimeOffset?)first)], (await ListAsync()).Select(version => (version.Head.Revision, version.PublishedAt)));
    }

    [Fact]
    public async Task Long_histories_come_page_by_page_each_version_once()
    {
        foreach (var i in Enumerable.Range(1, 45))
            await PutAsync(new HeadingCard("h", $"Heading {i}", 2));
        List<int> seen = [];
        string? after = null;
        do
        {
            var page = (await _world.Versions.ListAsync(StoryWorld.Story(1), after, eachSave: true, default)).Value;
            Assert.InRange(page.Items.Count, 1, ReadVersionsHandler.PageSize);
            seen.AddRange(page.Items.Select(version => version.Head.Revision));
            after = page.Continue;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(1, 45).Reverse(), seen);
    }

    [Fact]
    public void Whatever_was_written_since_restoring_a_version_leaves_no_difference_to_it_but_what_may_not_be_shown()
    {
        Prop.ForAll(StoryDifferencesTests.Documents().NonEmptyListOf().ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), Gen.Choose(0, 99).ToArbitrary(), (written, withdrawn, which) =>
        {
            var world = new StoryWorld();
            foreach (var voice in Enumerable.Range(1, 4).Where(voice => (withdrawn & (1 << (voice - 1))) == 0))
                world.Release(voice);
            foreach (var document in written)
                world.Put.HandleAsync(new(StoryWorld.Story(1), document, "*"), StoryWorld.Comms, default).GetAwaiter().GetResult();
            var count = world.Versions.ListAsync(StoryWorld.Story(1), null, eachSave: true, default).GetAwaiter().GetResult().Value.Now.Head.Revision;
            var revision = (which % count) + 1;

            var restored = world.Restore.HandleAsync(new(StoryWorld.Story(1), revision, "*"), StoryWorld.Comms, default).GetAwaiter().GetResult().Value;
            var now = restored.Kept.State.Head.Revision;
            var found = world.Versions.CompareAsync(StoryWorld.Story(1), now, revision, default).GetAwaiter().GetResult().Value.Differences;

            return found.None == restored.LeftOut is []
                && found.Fields is []
                && found.Cards.All(card => card.Type is "quote" or "quote-wall" && !card.Changes.Contains(CardChange.Added) && !card.Changes.Contains(CardChange.Moved))
                && restored.Kept.Document.Voices.All(voice => world.IsUsable(BitConverter.ToInt32(voice.Value.ToByteArray(), 0)))
                && now >= count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static Prose Said(string text) => Prose.TryParse(text, out var prose) ? prose : throw new FormatException();

    private Task<Result<StoryKept>> PutAsync(params Card[] cards) =>
        _world.Put.HandleAsync(new(StoryWorld.Story(1), StoryWorld.ADocument(1) with { Cards = cards }, "*"), StoryWorld.Comms, default);

    private Task<Result<VersionRestored>> RestoreAsync(int revision, string? mark) =>
        _world.Restore.HandleAsync(new(StoryWorld.Story(1), revision, mark), StoryWorld.Comms, default);

    private async Task<IReadOnlyList<StoryVersion>> ListAsync() => (await _world.Versions.ListAsync(StoryWorld.Story(1), null, eachSave: true, default)).Value.Items;

    private async Task<StoryDifferences> DifferencesAsync(int to, int from) => (await _world.Versions.CompareAsync(StoryWorld.Story(1), to, from, default)).Value.Differences;
}
