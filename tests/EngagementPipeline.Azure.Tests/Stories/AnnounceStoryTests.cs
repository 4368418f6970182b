using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>Announcing on real storage, by the real SDK, to a server that answers as Graph does.</summary>
public sealed class AnnounceStoryTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int MostSteps = 60;
    private GraphServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await StoryStage.OpenAsync(azurite);
        _server = await GraphServer.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_page_and_a_mail_say_title_summary_and_picture_and_lead_to_the_story_by_a_share_of_their_own()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var (page, mail) = (await stage.AskAsync(AnnouncedBy.Page), await stage.AskAsync(AnnouncedBy.Mail));

        await stage.ComeBackAsync();

        var shown = Assert.Single(_server.Pages.All)["published"]!.AsObject();
        Assert.Equal(("A title", "newsPost"), ((string?)shown["title"], (string?)shown["promotionKind"]));
        Assert.Contains(stage.Scene.Pictures[0].File.PublishedName, (string?)shown["titleArea"]!["imageWebUrl"], StringComparison.Ordinal);
        var sent = Assert.Single(_server.Mail.Sent);
        Assert.Equal("heads@county.example", (string?)sent["toRecipients"]![0]!["emailAddress"]!["address"]);
        Assert.Contains("Please read &lt;this&gt;", (string?)sent["body"]!["content"], StringComparison.Ordinal);
        var codes = (await stage.Scene.Stage.Shares.ListAsync(stage.Scene.Story, default)).ToDictionary(share => share.Code, share => share.Level);
        foreach (var (id, text) in new[] { (page, shown.ToJsonString()), (mail, sent.ToJsonString()) })
        {
            var one = await stage.OfAsync(id);
            Assert.Equal((AnnouncingState.Sent, null), (one.State, one.Trouble));
            Assert.Contains($"?via={one.Code}", text, StringComparison.Ordinal);
            Assert.Equal(Audience.Regional, codes[one.Code]);
            Assert.DoesNotContain(stage.Scene.Voices[0].ToString(), text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(AnnouncedBy.Page)]
    [InlineData(AnnouncedBy.Mail)]
    public async Task Sent_once_wherever_it_is_cut_off(AnnouncedBy by)
    {
        for (var step = 1; ; step++)
        {
            Assert.InRange(step, 1, MostSteps);
            using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
            var id = await stage.AskAsync(by);
            var before = Count(by);
            var stopped = await stage.Scene.Stage.Steps.CrashAtAsync(step, () => stage.SendAsync(id));

            await stage.ComeBackAsync();
            await stage.SendAsync(id);

            Assert.Equal((step, AnnouncingState.Sent, before + 1), (step, (await stage.OfAsync(id)).State, Count(by)));
            if (!stopped)
                break;
        }
    }

    [Theory]
    [InlineData(AnnouncedBy.Page, "GET", "/sites/*/pages/microsoft.graph.sitePage")]
    [InlineData(AnnouncedBy.Page, "POST", "/sites/*/pages")]
    [InlineData(AnnouncedBy.Page, "POST", "/sites/*/publish")]
    [InlineData(AnnouncedBy.Mail, "GET", "/users/*/messages")]
    [InlineData(AnnouncedBy.Mail, "POST", "/users/*/messages")]
    [InlineData(AnnouncedBy.Mail, "POST", "/users/*/send")]
    public async Task Sent_once_whichever_answer_of_Graphs_is_lost(AnnouncedBy by, string method, string path)
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await stage.AskAsync(by);
        _server.Next(method, path, GraphTrouble.CutOnceDone);
        _server.Next(method, path, GraphTrouble.Unavailable);

        await stage.SendAsync(id);
        var cut = await stage.OfAsync(id);
        await stage.ComeBackAsync();

        Assert.Equal((AnnouncingState.Waiting, true), (cut.State, cut.Trouble is not null));
        Assert.Equal((AnnouncingState.Sent, 1), ((await stage.OfAsync(id)).State, Count(by)));
        Assert.Empty(_server.Mail.Drafts);
    }

    [Fact]
    public async Task What_has_to_be_put_right_is_said_holds_nobody_else_and_is_tried_again()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var (page, mail) = (await stage.AskAsync(AnnouncedBy.Page), await stage.AskAsync(AnnouncedBy.Mail));
        _server.Next("POST", "/sites/*/pages", GraphTrouble.Forbidden);
        await stage.ComeBackAsync();
        var failed = await stage.OfAsync(page);
        Assert.Equal(AnnouncingState.Failed, failed.State);
        Assert.Contains("Sites.Selected", failed.Trouble, StringComparison.Ordinal);
        Assert.Equal(AnnouncingState.Sent, (await stage.OfAsync(mail)).State);

        await stage.Retry.HandleAsync(stage.Scene.Story, page, again: false, StoryStage.Comms, default);
        await stage.ComeBackAsync();

        Assert.Equal(AnnouncingState.Sent, (await stage.OfAsync(page)).State);
        Assert.Single(_server.Pages.All);
    }

    [Fact]
    public async Task Waits_as_long_as_Graph_says()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await stage.AskAsync(AnnouncedBy.Mail);
        _server.Next("GET", "/users/*/messages", GraphTrouble.Busy(600));
        await stage.SendAsync(id);
        var waiting = await stage.OfAsync(id);
        Assert.Equal((AnnouncingState.Waiting, stage.GetUtcNow().AddMinutes(10)), (waiting.State, waiting.DueAt));

        await stage.SendAsync(id);
        Assert.Empty(_server.Mail.Sent);
        stage.Later(TimeSpan.FromMinutes(10));
        await stage.SendAsync(id);
        Assert.Single(_server.Mail.Sent);
    }

    [Fact]
    public async Task A_picture_whose_consent_is_withdrawn_leaves_the_page_and_a_story_taken_down_takes_it_along()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await stage.AskAsync(AnnouncedBy.Page);
        await stage.ComeBackAsync();
        Assert.NotEqual("", Picture());

        stage.Scene.TakeBack(stage.Scene.Pictures[0]);
        await stage.Scene.DeliverAsync();
        await stage.ComeBackAsync();
        Assert.Equal("", Picture());

        await stage.Scene.Stage.Unpublish.HandleAsync(stage.Scene.Story, StoryStage.Comms, default);
        await stage.ComeBackAsync();
        Assert.Empty(_server.Pages.All);
        Assert.Equal(AnnouncingState.TakenDown, (await stage.OfAsync(id)).State);
        Assert.Contains(stage.Scene.Stage.Audited, entry => entry.Action == "story-announcement-removed");

        string? Picture() => (string?)Assert.Single(_server.Pages.All)["published"]!["titleArea"]!["imageWebUrl"];
    }

    [Fact]
    public async Task A_time_is_kept_or_called_off_until_then()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var at = stage.GetUtcNow().AddMinutes(30);
        var (kept, off) = (await stage.AskAsync(AnnouncedBy.Mail, at), await stage.AskAsync(AnnouncedBy.Mail, at, again: true));
        await stage.SendAsync(kept);
        Assert.Empty(_server.Mail.Sent);

        Assert.True((await stage.Cancel.HandleAsync(stage.Scene.Story, off, StoryStage.Comms, default)).Succeeded);
        await stage.ComeBackAsync();

        Assert.Single(_server.Mail.Sent);
        Assert.Equal((AnnouncingState.Sent, AnnouncingState.Cancelled), ((await stage.OfAsync(kept)).State, (await stage.OfAsync(off)).State));
        Assert.Equal("too-late-to-call-off", (await stage.Cancel.HandleAsync(stage.Scene.Story, kept, StoryStage.Comms, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Without_settings_all_of_it_goes_to_the_outbox_and_nothing_fails()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, null);
        var (page, mail) = (await stage.AskAsync(AnnouncedBy.Page), await stage.AskAsync(AnnouncedBy.Mail));

        await stage.ComeBackAsync();

        Assert.Equal((AnnouncingState.InOutbox, AnnouncingState.InOutbox), ((await stage.OfAsync(page)).State, (await stage.OfAsync(mail)).State));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task What_is_in_the_outbox_stays_there_when_all_is_set_up_later_and_the_story_changes()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, null);
        var page = await stage.AskAsync(AnnouncedBy.Page);
        await stage.ComeBackAsync();

        stage.Connect(_server);
        await stage.Scene.WriteAsync();
        await stage.Scene.PublishAsync();
        await stage.ComeBackAsync();

        Assert.Equal(AnnouncingState.InOutbox, (await stage.OfAsync(page)).State);
        Assert.Empty(_server.Pages.All);
    }

    [Fact]
    public async Task Erasing_a_project_takes_its_pages_away()
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        await stage.AskAsync(AnnouncedBy.Page);
        await stage.ComeBackAsync();

        foreach (var _ in Enumerable.Range(0, 2))
            await stage.Erase.EraseAsync(stage.Scene.Stage.Project, default);
        await stage.ComeBackAsync();

        Assert.Empty(await stage.AllAsync());
        Assert.Empty(_server.Pages.All);
    }

    /// <summary>Nobody noted that the page was made, and the story is gone when it is looked at again.</summary>
    [Theory]
    [InlineData("/sites/*/pages", false)]
    [InlineData("/sites/*/publish", false)]
    [InlineData("/sites/*/publish", true)]
    public async Task A_page_whose_making_was_never_heard_of_goes_with_its_story(string path, bool projectIsErased)
    {
        using var stage = await AnnouncingStage.PublishedAsync(azurite, _server);
        var id = await stage.AskAsync(AnnouncedBy.Page);
        _server.Next("POST", path, GraphTrouble.CutOnceDone);
        await stage.SendAsync(id);
        Assert.Single(_server.Pages.All);

        if (projectIsErased)
        {
            await stage.Erase.EraseAsync(stage.Scene.Stage.Project, default);
            await stage.ComeBackAsync();
        }
        else
        {
            await stage.Scene.Stage.Unpublish.HandleAsync(stage.Scene.Story, StoryStage.Comms, default);
            await stage.ComeBackAsync();
            Assert.Equal(AnnouncingState.TakenDown, (await stage.OfAsync(id)).State);
        }

        Assert.Empty(_server.Pages.All);
    }

    private int Count(AnnouncedBy by) => by == AnnouncedBy.Mail ? _server.Mail.Sent.Count : _server.Pages.All.Count(page => page["published"] is JsonObject);
}
