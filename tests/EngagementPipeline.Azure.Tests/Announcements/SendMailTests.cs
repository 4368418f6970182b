using System.Text.Json.Nodes;
using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Announcements;

/// <summary>Alerts and digests on real storage, by the real SDK, to a server that answers as Graph does.</summary>
[Collection(nameof(MailStage))]
public sealed class SendMailTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int MostSteps = 40;

    private static readonly Actor Lead = new("lead-1", "An invented lead", new HashSet<Role> { Role.SafeguardingLead });

    private GraphServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_alert_says_what_happened_where_and_when_and_nothing_of_who_or_what()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var announcement = stage.AnAnnouncement();
        await stage.Put.HandleAsync(announcement, default);
        await stage.ComeBackAsync();

        var sent = Assert.Single(_server.Mail.Sent);
        Assert.Equal(["lead@county.example"], sent["toRecipients"]!.AsArray().Select(to => (string?)to!["emailAddress"]!["address"]));
        var html = (string?)sent["body"]!["content"];
        Assert.Contains("Shops &lt;&amp; guards&gt;", html, StringComparison.Ordinal);
        Assert.Contains("3 November 2026, 07:00", html, StringComparison.Ordinal);
        Assert.Contains("https://desk.example.org/safeguarding", html, StringComparison.Ordinal);
        foreach (var secret in new[] { announcement.By, announcement.Subject["voice/".Length..] })
            Assert.DoesNotContain(secret, sent.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DispatchKind.Alert)]
    [InlineData(DispatchKind.Digest)]
    public async Task Sent_once_wherever_it_is_cut_off(DispatchKind kind)
    {
        for (var step = 1; ; step++)
        {
            Assert.InRange(step, 1, MostSteps);
            using var stage = await MailStage.SetAsync(azurite, _server);
            var before = _server.Mail.Sent.Count;
            var (begin, find) = await ToBeSentAsync(stage, kind);
            var stopped = await stage.Steps.CrashAtAsync(step, async () =>
            {
                await begin();
                await stage.DeliverAsync();
            });

            // A queue brings a message again that was not done with; a timer runs again.
            await begin();
            await stage.ComeBackAsync();
            await begin();
            await stage.DeliverAsync();

            Assert.Equal((step, DispatchState.Sent, before + 1), (step, (await find())!.State, _server.Mail.Sent.Count));
            Assert.Empty(_server.Mail.Drafts);
            if (!stopped)
                break;
        }
    }

    [Theory]
    [InlineData("GET", "/users/*/messages")]
    [InlineData("POST", "/users/*/messages")]
    [InlineData("POST", "/users/*/send")]
    public async Task Sent_once_whichever_answer_of_Graphs_is_lost(string method, string path)
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (begin, find) = await ToBeSentAsync(stage, DispatchKind.Alert);
        _server.Next(method, path, GraphTrouble.CutOnceDone);
        _server.Next(method, path, GraphTrouble.Unavailable);

        await begin();
        await stage.DeliverAsync();
        var cut = (await find())!;
        await stage.ComeBackAsync();

        Assert.Equal((DispatchState.Waiting, true), (cut.State, cut.Trouble is not null));
        Assert.Equal((DispatchState.Sent, 1), ((await find())!.State, _server.Mail.Sent.Count));
        Assert.Empty(_server.Mail.Drafts);
    }

    [Fact]
    public async Task Waits_as_long_as_Graph_says()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (begin, find) = await ToBeSentAsync(stage, DispatchKind.Alert);
        _server.Next("GET", "/users/*/messages", GraphTrouble.Busy(1500));
        await begin();
        await stage.DeliverAsync();
        Assert.Equal((DispatchState.Waiting, stage.GetUtcNow().AddMinutes(25)), ((await find())!.State, (await find())!.DueAt));

        stage.Later(TimeSpan.FromMinutes(24));
        await begin();
        await stage.DeliverAsync();
        Assert.Empty(_server.Mail.Sent);

        stage.Later(TimeSpan.FromMinutes(1));
        await stage.ComeBackAsync();
        Assert.Single(_server.Mail.Sent);
    }

    [Fact]
    public async Task What_has_to_be_put_right_is_said_holds_nobody_else_and_goes_on_by_itself_or_when_somebody_asks()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (begin, find) = await ToBeSentAsync(stage, DispatchKind.Alert);
        var (other, findOther) = await ToBeSentAsync(stage, DispatchKind.Alert);
        _server.Next("POST", "/users/*/messages", GraphTrouble.Forbidden);
        await begin();
        await stage.DeliverAsync();
        await other();
        await stage.DeliverAsync();

        var failed = (await find())!;
        Assert.Equal((DispatchState.Failed, DispatchState.Sent), (failed.State, (await findOther())!.State));
        Assert.Contains("Mail.Send", failed.Trouble, StringComparison.Ordinal);
        Assert.Equal(stage.GetUtcNow().AddHours(1), failed.DueAt);

        // The lead need not wait for that hour; a worker has no part in it.
        Assert.Equal("wrong-role", (await stage.Retry.HandleAsync(DispatchKind.Digest, Lead, default)).Refusal?.Code);
        Assert.True((await stage.Retry.HandleAsync(DispatchKind.Alert, Lead, default)).Value >= 1);
        Assert.Contains(stage.Audited, entry => entry is { Action: "mails-retried", Subject: "alert" });
        _server.Next("POST", "/users/*/messages", GraphTrouble.Forbidden);
        await stage.DeliverAsync();
        Assert.Equal(DispatchState.Failed, (await find())!.State);
        await stage.ComeBackAsync();

        Assert.Equal((DispatchState.Sent, 2), ((await find())!.State, _server.Mail.Sent.Count));
    }

    [Fact]
    public async Task A_digest_is_given_up_after_some_tries_and_an_alert_never()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (alert, findAlert) = await ToBeSentAsync(stage, DispatchKind.Alert);
        var (digest, findDigest) = await ToBeSentAsync(stage, DispatchKind.Digest);
        _server.Next("POST", "/users/*/messages", GraphTrouble.Unavailable, times: 400);
        await alert();
        await digest();
        for (var round = 0; round < 3; round++)
            await stage.ComeBackAsync();
        Assert.Equal((DispatchState.Waiting, DispatchState.Failed, null), ((await findAlert())!.State, (await findDigest())!.State, (await findDigest())!.DueAt));

        _server.Heal();
        await stage.ComeBackAsync();
        Assert.Equal((DispatchState.Sent, DispatchState.Failed), ((await findAlert())!.State, (await findDigest())!.State));
    }

    [Fact]
    public async Task Without_settings_all_of_it_stays_in_the_outbox_and_nothing_fails()
    {
        using var stage = await MailStage.SetAsync(azurite, null);
        foreach (var kind in Enum.GetValues<DispatchKind>())
        {
            var (begin, find) = await ToBeSentAsync(stage, kind);
            await begin();
            await stage.ComeBackAsync();
            Assert.Equal((DispatchState.InOutbox, null), ((await find())!.State, (await find())!.Trouble));
        }

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_removed_projects_mails_go_and_others_stay()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (gone, kept) = (stage.AnAnnouncement(), stage.AnAnnouncement());
        await stage.Put.HandleAsync(gone, default);
        await stage.Put.HandleAsync(kept, default);

        await new EraseDispatches(stage.Storage).EraseAsync(gone.Project, default);
        await stage.ComeBackAsync();

        Assert.Null(await stage.FindAsync(DispatchKind.Alert, Dispatch.KeyOf(gone)));
        Assert.Equal(DispatchState.Sent, (await stage.FindAsync(DispatchKind.Alert, Dispatch.KeyOf(kept)))!.State);
        Assert.Single(_server.Mail.Sent);
    }

    /// <summary>How the queue or the timer begins it, however often, and how it stands.</summary>
    private static async Task<(Func<Task> Begin, Func<Task<Dispatch?>> Find)> ToBeSentAsync(MailStage stage, DispatchKind kind)
    {
        if (kind == DispatchKind.Alert)
        {
            var announcement = stage.AnAnnouncement();
            return (() => stage.Put.HandleAsync(announcement, default), () => stage.FindAsync(kind, Dispatch.KeyOf(announcement)));
        }

        var worker = await stage.AWorkerAsync();
        var key = "";
        return (async () => key = (await stage.PlannedAsync(worker)).Key, () => stage.FindAsync(kind, key));
    }
}
