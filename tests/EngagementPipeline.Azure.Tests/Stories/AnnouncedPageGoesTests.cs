using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>What stands on SharePoint and should not is shown, and tried again until it is gone.</summary>
public sealed class AnnouncedPageGoesTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Often = 1000;
    private GraphServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await StoryStage.OpenAsync(azurite);
        _server = await GraphServer.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_page_that_repeats_words_since_the_story_has_them_leaves_the_site_until_it_does_not()
    {
        var (stage, id) = await StandingAsync();
        using var _ = stage;

        stage.Scene.Stage.Repeats = true;
        await stage.ComeBackAsync();
        Assert.Empty(_server.Pages.All);
        Assert.Contains("what a young person said", (await stage.OfAsync(id)).Trouble, StringComparison.Ordinal);

        stage.Scene.Stage.Repeats = false;
        await stage.ComeBackAsync();
        Assert.Equal(AnnouncingState.Sent, (await stage.OfAsync(id)).State);
        Assert.Single(_server.Pages.All);
    }

    [Fact]
    public async Task A_page_whose_change_failed_for_good_is_changed_once_it_can_be_and_goes_with_its_story()
    {
        var (stage, id) = await StandingAsync();
        using var _ = stage;
        _server.Next("PATCH", "/sites/*", GraphTrouble.Forbidden, Often);
        stage.Scene.TakeBack(stage.Scene.Pictures[0]);
        await stage.Scene.DeliverAsync();
        await stage.ComeBackAsync();
        var failed = await stage.OfAsync(id);
        Assert.Equal((AnnouncingState.Failed, true), (failed.State, failed.StillStands));
        Assert.Contains("Sites.Selected", failed.Trouble, StringComparison.Ordinal);

        _server.Heal();
        await stage.ComeBackAsync();
        Assert.Equal((AnnouncingState.Sent, ""), ((await stage.OfAsync(id)).State, (string?)Assert.Single(_server.Pages.All)["published"]!["titleArea"]!["imageWebUrl"]));

        _server.Next("PATCH", "/sites/*", GraphTrouble.Forbidden, Often);
        await stage.Scene.WriteAsync();
        await stage.Scene.PublishAsync();
        await stage.ComeBackAsync();
        Assert.Equal(AnnouncingState.Failed, (await stage.OfAsync(id)).State);
        await stage.Scene.Stage.Unpublish.HandleAsync(stage.Scene.Story, StoryStage.Comms, default);
        await stage.ComeBackAsync();
        Assert.Equal(AnnouncingState.TakenDown, (await stage.OfAsync(id)).State);
        Assert.Empty(_server.Pages.All);
    }

    [Fact]
    public async Task A_page_that_may_not_be_removed_is_shown_to_stand_and_tried_again_by_itself_until_it_is_gone()
    {
        var (stage, id) = await StandingAsync();
        using var _ = stage;
        _server.Next("DELETE", "/sites/*", GraphTrouble.Forbidden, Often);
        await stage.Scene.Stage.Unpublish.HandleAsync(stage.Scene.Story, StoryStage.Comms, default);

        foreach (var _2 in Enumerable.Range(0, 6))
        {
            await stage.ComeBackAsync();
            var failed = await stage.OfAsync(id);
            Assert.Equal((AnnouncingState.Failed, true, true), (failed.State, failed.StillStands, failed.DueAt is not null));
            Assert.Contains("remove the news page", failed.Trouble, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(stage.Scene.Stage.Audited, entry => entry.Action == "story-announcement-removed");
        _server.Heal();
        await stage.ComeBackAsync();
        Assert.Equal((AnnouncingState.TakenDown, null), ((await stage.OfAsync(id)).State, (await stage.OfAsync(id)).Trouble));
        Assert.Empty(_server.Pages.All);
        Assert.Single(stage.Scene.Stage.Audited, entry => entry.Action == "story-announcement-removed");
    }

    /// <summary>What was never put there by anybody's press waits for a press, and what may be there all the same goes.</summary>
    [Fact]
    public async Task One_that_never_stood_is_not_sent_by_itself_and_its_draft_goes_with_the_story()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await stage.AskAsync(AnnouncedBy.Page);
        _server.Next("POST", "/sites/*/publish", GraphTrouble.Forbidden);
        await stage.ComeBackAsync();
        await stage.Scene.WriteAsync();
        await stage.Scene.PublishAsync();
        await stage.ComeBackAsync();
        var failed = await stage.OfAsync(id);
        Assert.Equal((AnnouncingState.Failed, false), (failed.State, failed.StillStands));
        Assert.Null(Assert.Single(_server.Pages.All)["published"]);

        await stage.Scene.Stage.Unpublish.HandleAsync(stage.Scene.Story, StoryStage.Comms, default);
        await stage.ComeBackAsync();
        Assert.Empty(_server.Pages.All);
    }

    [Fact]
    public async Task SharePoint_keeps_nobody_from_erasing_and_its_page_goes_later()
    {
        var (stage, id) = await StandingAsync();
        using var _ = stage;
        await stage.AskAsync(AnnouncedBy.Mail);
        _server.Next("DELETE", "/sites/*", GraphTrouble.Forbidden, Often);

        foreach (var _2 in Enumerable.Range(0, 2))
            await stage.Erase.EraseAsync(stage.Scene.Stage.Project, default);
        await stage.ComeBackAsync();

        var left = Assert.Single(await stage.AllAsync());
        Assert.Equal((id, AnnouncingState.Failed, "", null), (left.Id, left.State, left.Introduction, left.Said));
        Assert.True(left.StillStands);
        _server.Heal();
        await stage.ComeBackAsync();
        Assert.Empty(_server.Pages.All);
        Assert.Empty(await stage.AllAsync());
    }

    [Fact]
    public async Task Taking_the_settings_away_does_not_make_a_page_be_gone()
    {
        var (stage, id) = await StandingAsync();
        using var _ = stage;
        stage.Disconnect();
        await stage.Scene.Stage.Unpublish.HandleAsync(stage.Scene.Story, StoryStage.Comms, default);

        await stage.ComeBackAsync();

        var one = await stage.OfAsync(id);
        Assert.Equal((AnnouncingState.Failed, true), (one.State, one.StillStands));
        Assert.Contains("Graph__Site", one.Trouble, StringComparison.Ordinal);
        Assert.Single(_server.Pages.All);
    }

    [Fact]
    public async Task A_withdrawal_that_takes_the_story_down_takes_its_page_elsewhere_along()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server, OnWithdrawal.Unpublish);
        var id = await stage.AskAsync(AnnouncedBy.Page);
        await stage.ComeBackAsync();
        Assert.Single(_server.Pages.All);

        stage.Scene.TakeBack(stage.Scene.Voices[0]);
        await stage.Scene.DeliverAsync();
        await stage.ComeBackAsync();

        Assert.Empty(_server.Pages.All);
        Assert.Equal(AnnouncingState.TakenDown, (await stage.OfAsync(id)).State);
    }

    /// <summary>A fault of ours: what the story is made of can't be read.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_can_not_be_seen_to_says_so_and_holds_no_other_back(bool stands)
    {
        using var broken = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await broken.AskAsync(AnnouncedBy.Page);
        if (stands)
            await broken.ComeBackAsync();
        await broken.BreakAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => broken.SendAsync(id));
        var noted = await broken.OfAsync(id);
        Assert.Equal((AnnouncingState.Waiting, 1), (noted.State, noted.Tries));
        Assert.Contains("on our side", noted.Trouble, StringComparison.Ordinal);

        // A message that comes again at once is done with: nothing piles up.
        await broken.SendAsync(id);
        foreach (var _ in Enumerable.Range(0, 2))
            await broken.ComeBackAsync();
        var given = await broken.OfAsync(id);
        Assert.Equal((AnnouncingState.Failed, stands), (given.State, given.StillStands));
        Assert.Contains("tell whoever looks after this service", given.Trouble, StringComparison.Ordinal);

        var before = _server.Pages.All.Count;
        using var whole = await AnnouncingStage.PublishedAsync(azurite, _server);
        var other = await whole.AskAsync(AnnouncedBy.Page);
        await whole.ComeBackAsync();
        Assert.Equal((AnnouncingState.Sent, before + 1), ((await whole.OfAsync(other)).State, _server.Pages.All.Count));
    }

    private async Task<(AnnouncingStage Stage, StoryAnnouncementId Id)> StandingAsync()
    {
        var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await stage.AskAsync(AnnouncedBy.Page);
        await stage.ComeBackAsync();
        Assert.Single(_server.Pages.All);
        return (stage, id);
    }
}
