using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>The rule that Core's tests hold in every order, once more on real storage, with real concurrency.</summary>
public sealed class PublishingOnStorageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Removes_the_quote_from_every_published_story()
    {
        var (stays, goes) = (_stage.NewVoice(), _stage.NewVoice());
        var stories = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _stage.PublishedAsync(stays, goes)));

        await WithdrawAsync(goes);

        Assert.All(await Task.WhenAll(stories.Select(_stage.PageOfAsync)), page => Assert.Equal(stays.ToString(), page));
    }

    [Fact]
    public async Task Withdrawing_while_publishing_leaves_no_page_with_the_quote()
    {
        foreach (var delay in Enumerable.Range(0, 12))
        {
            var (stays, goes) = (_stage.NewVoice(), _stage.NewVoice());
            var story = await _stage.PublishedAsync(stays);
            await _stage.Put.HandleAsync(new(story, _stage.ADocument(story, stays, goes), "*"), StoryStage.Comms, default);

            var publishing = _stage.Publish.HandleAsync(new(story, null), StoryStage.Comms, default);
            await Task.Delay(delay * 3, TestContext.Current.CancellationToken);
            await WithdrawAsync(goes);
            await publishing;

            Assert.Equal(stays.ToString(), await _stage.PageOfAsync(story));
        }
    }

    [Fact]
    public async Task Many_publications_and_withdrawals_at_once_settle_on_what_may_be_shown()
    {
        var voices = Enumerable.Range(0, 6).Select(_ => _stage.NewVoice()).ToArray();
        var story = await _stage.PublishedAsync(voices);

        await Task.WhenAll(
            voices.Skip(1).Select(WithdrawAsync)
                .Append(_stage.Publish.HandleAsync(new(story, null), StoryStage.Comms, default))
                .Append(_stage.Publish.HandleAsync(new(story, OnWithdrawal.RemoveQuote), StoryStage.Comms, default)));

        Assert.Equal(voices[0].ToString(), await _stage.PageOfAsync(story));
        Assert.True((await _stage.Live.FindAsync(story, default))!.Value.Confirmed);
    }

    [Fact]
    public async Task Takes_the_whole_story_down_where_that_was_chosen()
    {
        var (stays, goes) = (_stage.NewVoice(), _stage.NewVoice());
        var story = await _stage.PublishedAsync(stays, goes);
        await _stage.Publish.HandleAsync(new(story, OnWithdrawal.Unpublish), StoryStage.Comms, default);

        await WithdrawAsync(goes);

        Assert.Equal("gone", await _stage.PageOfAsync(story));
        Assert.Empty(await _stage.Uses.StoriesOfAsync(stays, default));
    }

    [Fact]
    public async Task Erasing_a_project_leaves_pages_that_say_so_and_nothing_else()
    {
        var voice = _stage.NewVoice();
        var published = await _stage.PublishedAsync(voice);
        var draft = StoryStage.NewStory();
        await _stage.Put.HandleAsync(new(draft, _stage.ADocument(draft, voice), null), StoryStage.Comms, default);

        foreach (var _ in Enumerable.Range(0, 2)) // and once more, as after a crash
        {
            await new TakeDownProject(_stage.Drafts, _stage.Unpublish).EraseAsync(_stage.Project, default);
            await new EraseStories(_stage.Drafts, _stage.Live, _stage.Shares, _stage.Asked, _stage.Claims).EraseAsync(_stage.Project, default);
        }

        Assert.Equal("gone", await _stage.PageOfAsync(published));
        Assert.Null(await _stage.Drafts.FindAsync(published, default));
        Assert.Null(await _stage.Drafts.FindAsync(draft, default));
        Assert.Null(await _stage.Live.FindAsync(published, default));
        Assert.Empty(await _stage.Uses.StoriesOfAsync(voice, default));
        Assert.True((await _stage.Claims.FindAsync(StoryStage.SlugOf(published), default))!.Value.Fixed);
        Assert.Null(await _stage.Claims.FindAsync(StoryStage.SlugOf(draft), default));
    }

    // As Voices does it: the mark, then the message.
    private Task WithdrawAsync(Core.Shared.VoiceId voice)
    {
        _stage.Usable[voice] = false;
        return _stage.TakeDown.HandleAsync(new QuotesChanged(_stage.Project, [voice], default), default);
    }
}
