using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>Two who do not know of each other, or two open pages: nobody is told twice unless somebody says that they should be.</summary>
public sealed class AnnounceAgainTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private GraphServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await StoryStage.OpenAsync(azurite);
        _server = await GraphServer.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(AnnouncedBy.Mail, "mailed to heads@county.example")]
    [InlineData(AnnouncedBy.Page, "on the SharePoint site")]
    public async Task What_was_sent_is_told_first_with_when_and_to_whom_and_goes_again_only_on_another_press(AnnouncedBy by, string said)
    {
        using var stage = await StagedAsync();
        await stage.AskAsync(by);
        await stage.ComeBackAsync();

        var refused = await stage.PressAsync(by);
        await stage.ComeBackAsync();

        Assert.Equal(("announced-already", 409), (refused.Refusal?.Code, refused.Refusal?.Status));
        var one = Assert.Single(await stage.AllAsync());
        Assert.Contains(said, refused.Refusal!.Detail, StringComparison.Ordinal);
        Assert.Contains(London.ClockOf(one.SentAt!.Value).ToString("d MMMM yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture), refused.Refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Sent(by));

        await stage.AskAsync(by, again: true);
        await stage.ComeBackAsync();
        Assert.Equal(2, Sent(by));
    }

    [Fact]
    public async Task One_that_has_a_time_or_is_on_its_way_is_told_of_too_and_the_other_way_is_free()
    {
        using var stage = await StagedAsync();
        var at = stage.GetUtcNow().AddDays(2);
        var later = await stage.AskAsync(AnnouncedBy.Mail, at);

        Assert.Contains("is to be mailed to heads@county.example", await DetailAsync(stage, AnnouncedBy.Mail), StringComparison.Ordinal);
        await stage.AskAsync(AnnouncedBy.Page);
        Assert.Contains("is on its way", await DetailAsync(stage, AnnouncedBy.Page), StringComparison.Ordinal);
        Assert.Equal("announced-already", (await stage.PressAsync(AnnouncedBy.Mail, at.AddDays(1))).Refusal?.Code);

        await stage.Cancel.HandleAsync(stage.Scene.Story, later, StoryStage.Comms, default);
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();
        Assert.Equal((1, 1), (Sent(AnnouncedBy.Mail), Sent(AnnouncedBy.Page)));
    }

    [Fact]
    public async Task Other_lists_are_other_people_and_one_list_in_common_is_enough()
    {
        using var stage = await StagedAsync();
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();

        stage.Connect(_server, "governors@county.example");
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();
        stage.Connect(_server, "nurses@county.example", "Heads@county.example");

        Assert.Contains("mailed to heads@county.example", await DetailAsync(stage, AnnouncedBy.Mail), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnnouncedBy.Mail)]
    [InlineData(AnnouncedBy.Page)]
    public async Task Of_many_who_press_at_the_same_instant_one_sends(AnnouncedBy by)
    {
        using var stage = await StagedAsync();

        var pressed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => stage.PressAsync(by))));
        await stage.ComeBackAsync();

        var won = Assert.Single(pressed, one => one.Succeeded);
        Assert.All(pressed.Where(one => !one.Succeeded), one => Assert.Equal("announced-already", one.Refusal?.Code));
        Assert.Equal(won.Value.Id, Assert.Single(await stage.AllAsync()).Id);
        Assert.Equal(1, Sent(by));
        // Who was noted as asking and did not come through is noted as that, too.
        var audited = stage.Scene.Stage.Audited.CountBy(entry => entry.Action).ToDictionary();
        Assert.Equal(audited["story-announced"] - 1, audited.GetValueOrDefault("story-announcement-cancelled"));
    }

    [Fact]
    public async Task One_that_failed_asks_before_it_is_tried_again_where_another_went_out_meanwhile()
    {
        using var stage = await StagedAsync();
        var failed = await stage.AskAsync(AnnouncedBy.Mail);
        _server.Next("POST", "/users/*/messages", GraphTrouble.Forbidden);
        await stage.ComeBackAsync();
        Assert.Equal(AnnouncingState.Failed, (await stage.OfAsync(failed)).State);
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();

        var refused = await stage.Retry.HandleAsync(stage.Scene.Story, failed, again: false, StoryStage.Comms, default);
        await stage.ComeBackAsync();
        Assert.Equal(("announced-already", 1), (refused.Refusal?.Code, Sent(AnnouncedBy.Mail)));

        Assert.True((await stage.Retry.HandleAsync(stage.Scene.Story, failed, again: true, StoryStage.Comms, default)).Succeeded);
        await stage.ComeBackAsync();
        Assert.Equal(2, Sent(AnnouncedBy.Mail));
    }

    [Fact]
    public async Task Of_a_new_one_and_one_that_is_tried_again_at_the_same_instant_one_goes_out()
    {
        using var stage = await StagedAsync();
        var failed = await stage.AskAsync(AnnouncedBy.Mail);
        _server.Next("POST", "/users/*/messages", GraphTrouble.Forbidden);
        await stage.ComeBackAsync();

        var both = await Task.WhenAll(
            Task.Run(() => stage.PressAsync(AnnouncedBy.Mail)), Task.Run(() => stage.Retry.HandleAsync(stage.Scene.Story, failed, again: false, StoryStage.Comms, default)));
        await stage.ComeBackAsync();

        Assert.Single(both, one => one.Succeeded);
        Assert.Equal(1, Sent(AnnouncedBy.Mail));
    }

    [Fact]
    public async Task What_only_stands_in_the_outbox_is_told_of_until_it_can_be_sent()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, null);
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();
        Assert.Contains("in the outbox", await DetailAsync(stage, AnnouncedBy.Mail), StringComparison.Ordinal);

        stage.Connect(_server, "heads@county.example");
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();
        Assert.Equal(1, Sent(AnnouncedBy.Mail));
    }

    [Fact]
    public async Task Without_a_list_no_mail_can_be_asked_for()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, null);
        stage.Connect(_server);

        var refused = await stage.PressAsync(AnnouncedBy.Mail);

        Assert.Equal(("no-lists", 409), (refused.Refusal?.Code, refused.Refusal?.Status));
        Assert.Contains("Graph__Lists", refused.Refusal!.Detail, StringComparison.Ordinal);
        Assert.Empty(await stage.AllAsync());
        // The page needs none.
        await stage.AskAsync(AnnouncedBy.Page);
        await stage.ComeBackAsync();
        Assert.Equal((0, 1), (Sent(AnnouncedBy.Mail), Sent(AnnouncedBy.Page)));
    }

    [Fact]
    public async Task Erasing_a_project_leaves_nothing_of_whose_turn_it_was()
    {
        using var stage = await StagedAsync();
        await stage.AskAsync(AnnouncedBy.Mail);
        await stage.ComeBackAsync();

        await stage.Erase.EraseAsync(stage.Scene.Stage.Project, default);

        Assert.Null(await new StoryAnnouncementTable(stage.Scene.Stage.Storage).TurnAsync(stage.Scene.Story, default));
    }

    private Task<AnnouncingStage> StagedAsync() => AnnouncingStage.PublishedAsync(azurite, _server);

    private static async Task<string?> DetailAsync(AnnouncingStage stage, AnnouncedBy by) => (await stage.PressAsync(by)).Refusal?.Detail;

    private int Sent(AnnouncedBy by) => by == AnnouncedBy.Mail ? _server.Mail.Sent.Count : _server.Pages.All.Count;
}
