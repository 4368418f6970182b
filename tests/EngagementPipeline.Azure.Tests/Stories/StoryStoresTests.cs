using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

public sealed class StoryStoresTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly StoryId _story = StoryStage.NewStory();
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_draft_reads_back_whole_with_its_document()
    {
        var voice = _stage.NewVoice();
        var head = _stage.AHead(_story, 1, voice);

        Assert.True(await _stage.Drafts.AddRevisionAsync(head, _stage.ADocument(_story, voice), null, default));

        Assert.Equal(head, (await _stage.Drafts.FindAsync(_story, default))!.Value);
        var read = await _stage.Drafts.ReadAsync(_story, head.Document, default);
        Assert.Equal(StoryJson.Write(_stage.ADocument(_story, voice)), StoryJson.Write(read));
        Assert.Equal([_story], await _stage.Drafts.OfProjectAsync(_stage.Project, default));
    }

    [Fact]
    public async Task Of_two_first_drafts_one_stands()
    {
        Assert.True(await _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 1), _stage.ADocument(_story), null, default));
        var voice = _stage.NewVoice();

        Assert.False(await _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 1, voice), _stage.ADocument(_story, voice), null, default));

        Assert.Equal(_stage.AHead(_story, 1), (await _stage.Drafts.FindAsync(_story, default))!.Value);
    }

    [Fact]
    public async Task Of_two_edits_of_one_revision_one_stands_and_both_first_documents_do()
    {
        await _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 1), _stage.ADocument(_story), null, default);
        var mark = (await _stage.Drafts.FindAsync(_story, default))!.Mark;
        var (mine, theirs) = (_stage.NewVoice(), _stage.NewVoice());

        var edits = await Task.WhenAll(
            _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 2, mine), _stage.ADocument(_story, mine), mark, default),
            _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 2, theirs), _stage.ADocument(_story, theirs), mark, default));

        Assert.Single(edits, true);
        var head = (await _stage.Drafts.FindAsync(_story, default))!.Value;
        Assert.Equal([edits[0] ? mine : theirs], (await _stage.Drafts.ReadAsync(_story, head.Document, default)).Voices);
        Assert.Empty((await _stage.Drafts.ReadAsync(_story, _stage.AHead(_story, 1).Document, default)).Voices);
    }

    [Fact]
    public async Task Lists_every_draft_once_page_by_page()
    {
        var stories = Enumerable.Range(0, 53).Select(_ => StoryStage.NewStory()).ToList();
        await Parallel.ForEachAsync(stories, async (story, _) => await _stage.Drafts.AddRevisionAsync(_stage.AHead(story, 1), _stage.ADocument(story), null, default));

        var listed = new List<StoryHead>();
        string? after = null;
        do
        {
            var page = await _stage.Drafts.ListAsync(after, default);
            Assert.InRange(page.Items.Count, 0, 50);
            listed.AddRange(page.Items);
            after = page.Continue;
        }
        while (after is not null);

        Assert.Equal(listed.Count, listed.DistinctBy(head => head.Id).Count());
        Assert.Empty(stories.Except(listed.Select(head => head.Id)));
    }

    [Fact]
    public async Task Erasing_a_draft_leaves_nothing_of_it()
    {
        await _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 1), _stage.ADocument(_story), null, default);

        await _stage.Drafts.EraseAsync(_story, default);
        await _stage.Drafts.EraseAsync(_story, default);

        Assert.Null(await _stage.Drafts.FindAsync(_story, default));
        Assert.Empty(await _stage.Drafts.OfProjectAsync(_stage.Project, default));
        Assert.Empty(await _stage.Storage.Blobs(StoryDrafts.Container).GetBlobsAsync(prefix: $"{_story}/", cancellationToken: default).ToListAsync());
        Assert.True(await _stage.Drafts.AddRevisionAsync(_stage.AHead(_story, 1), _stage.ADocument(_story), null, default));
    }

    [Fact]
    public async Task A_wish_reads_back_whole_and_changes_only_under_its_mark()
    {
        var wish = _stage.AWish(_story);
        Assert.True(await _stage.Live.PutAsync(wish, null, default));
        Assert.False(await _stage.Live.PutAsync(wish, null, default));
        var found = (await _stage.Live.FindAsync(_story, default))!;
        Assert.Equivalent(wish, found.Value, strict: true);

        Assert.True(await _stage.Live.PutAsync(wish with { Confirmed = true }, found.Mark, default));
        Assert.False(await _stage.Live.PutAsync(wish with { Version = 9 }, found.Mark, default));

        Assert.Equal(3, (await _stage.Live.FindAsync(_story, default))!.Value.Version);
    }

    [Fact]
    public async Task Finds_the_wishes_that_nobody_confirmed()
    {
        var confirmed = StoryStage.NewStory();
        await _stage.Live.PutAsync(_stage.AWish(_story), null, default);
        await _stage.Live.PutAsync(_stage.AWish(confirmed) with { Confirmed = true }, null, default);

        var unconfirmed = await _stage.Live.UnconfirmedAsync(default);

        Assert.Contains(_story, unconfirmed);
        Assert.DoesNotContain(confirmed, unconfirmed);
        Assert.Contains(confirmed, (await _stage.Live.ListAsync(default)).Select(wish => wish.Story));

        await _stage.Live.EraseAsync(_story, default);
        await _stage.Live.EraseAsync(_story, default);
        Assert.Null(await _stage.Live.FindAsync(_story, default));
    }

    [Fact]
    public async Task A_note_of_use_is_raised_never_lowered()
    {
        var voice = _stage.NewVoice();
        await _stage.Uses.RecordAsync([voice], _story, 5, default);
        await _stage.Uses.RecordAsync([voice], _story, 3, default);

        await _stage.Uses.ForgetAsync(voice, _story, 4, default);
        Assert.Equal([_story], await _stage.Uses.StoriesOfAsync(voice, default));

        await _stage.Uses.ForgetAsync(voice, _story, 5, default);
        await _stage.Uses.ForgetAsync(voice, _story, 5, default);
        Assert.Empty(await _stage.Uses.StoriesOfAsync(voice, default));
    }

    [Fact]
    public async Task Notes_made_at_once_keep_the_highest_number()
    {
        var voice = _stage.NewVoice();

        await Task.WhenAll(Enumerable.Range(1, 12).Select(n => _stage.Uses.RecordAsync([voice], _story, n, default)));

        await _stage.Uses.ForgetAsync(voice, _story, 11, default);
        Assert.Equal([_story], await _stage.Uses.StoriesOfAsync(voice, default));
    }

    [Fact]
    public async Task An_address_has_one_story_at_a_time()
    {
        var slug = StoryStage.SlugOf(_story);
        var claim = new SlugClaim(slug, _story, false, new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        Assert.True(await _stage.Claims.PutAsync(claim, null, default));
        Assert.False(await _stage.Claims.PutAsync(claim with { Story = StoryStage.NewStory() }, null, default));
        var found = (await _stage.Claims.FindAsync(slug, default))!;
        Assert.Equal(claim, found.Value);

        Assert.True(await _stage.Claims.PutAsync(claim with { Fixed = true }, found.Mark, default));
        await _stage.Claims.ReleaseAsync(found, default);
        Assert.True((await _stage.Claims.FindAsync(slug, default))!.Value.Fixed);

        await _stage.Claims.ReleaseAsync((await _stage.Claims.FindAsync(slug, default))!, default);
        Assert.Null(await _stage.Claims.FindAsync(slug, default));
    }

    [Fact]
    public async Task A_share_reads_back_whole_and_stands_once()
    {
        Assert.True(ShareCode.TryParse("heads-24", out var code));
        var share = new Share(_story, code, Audience.National, "Directors’ network", SharedVia.Newsletter, new(2026, 3, 4));

        Assert.True(await _stage.Shares.AddAsync(share, default));
        Assert.False(await _stage.Shares.AddAsync(share with { To = "Others" }, default));

        Assert.Equal(share, await _stage.Shares.FindAsync(_story, code, default));
        Assert.Equal([share], await _stage.Shares.ListAsync(_story, default));
        await _stage.Shares.EraseAsync(_story, default);
        Assert.Empty(await _stage.Shares.ListAsync(_story, default));
    }

    [Fact]
    public async Task A_share_has_one_short_address_however_many_are_offered_at_once()
    {
        Assert.True(ShareCode.TryParse("heads-24", out var code));
        var share = new Share(_story, code, Audience.National, "Directors’ network", SharedVia.Newsletter, new(2026, 3, 4));
        await _stage.Shares.AddAsync(share, default);
        var offered = Enumerable.Range(0, 8).Select(_ => ShortCode.Random()).ToList();

        var shortened = await Task.WhenAll(offered.Select(letters => _stage.Shares.ShortenAsync(share, letters, default)));

        var chosen = Assert.Single(shortened.Select(one => one!.Letters).Distinct())!.Value;
        Assert.Equal(share with { Letters = chosen }, await _stage.Shares.FindAsync(_story, code, default));
        foreach (var letters in offered)
            Assert.Equal(letters == chosen ? chosen : null, (await _stage.Shares.FindAsync(letters, default))?.Letters);

        // Another share can't have it, and it goes with its story.
        Assert.True(ShareCode.TryParse("board-24", out var other));
        await _stage.Shares.AddAsync(share with { Code = other }, default);
        Assert.Null(await _stage.Shares.ShortenAsync(share with { Code = other }, chosen, default));
        await _stage.Shares.EraseAsync(_story, default);
        Assert.Null(await _stage.Shares.FindAsync(chosen, default));
        Assert.NotNull(await _stage.Shares.AddAsync(share, default) ? await _stage.Shares.ShortenAsync(share, chosen, default) : null); // nothing of it was left
    }

    [Fact]
    public async Task A_page_that_is_due_later_is_asked_for_so_that_it_arrives_within_a_minute()
    {
        await _stage.Storage.Queue(PageRequests.Queue).CreateIfNotExistsAsync();

        await new PageRequests(_stage.Storage).SendLaterAsync(StoryStage.NewStory(), RefreshPageHandler.LookAgainAfter, default);

        Assert.InRange(RefreshPageHandler.LookAgainAfter, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(55));
        Assert.Contains("visibilitytimeout=45", _stage.Steps.Taken[^1], StringComparison.Ordinal);
    }
}
