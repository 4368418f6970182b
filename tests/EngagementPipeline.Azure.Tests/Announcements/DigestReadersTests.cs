using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Announcements;

/// <summary>Who gets a digest, once a month, and where their address is kept.</summary>
[Collection(nameof(MailStage))]
public sealed class DigestReadersTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private GraphServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_digest_goes_to_the_worker_alone_once_a_month_however_often_it_is_planned()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var worker = await stage.AWorkerAsync();
        for (var morning = 0; morning < 4; morning++)
        {
            await stage.PlannedAsync(worker);
            await stage.ComeBackAsync();
            stage.Later(TimeSpan.FromHours(22));
        }

        var sent = Assert.Single(_server.Mail.Sent);
        Assert.Equal(worker.Address, (string?)Assert.Single(sent["toRecipients"]!.AsArray())!["emailAddress"]!["address"]);
        Assert.Equal("What became of the voices you captured: October 2026", (string?)sent["subject"]);
        Assert.Contains("You captured 7 voices.", (string?)sent["body"]!["content"], StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Id, sent.ToJsonString(), StringComparison.Ordinal);

        stage.Later(TimeSpan.FromDays(30));
        await stage.PlannedAsync(worker);
        await stage.ComeBackAsync();
        Assert.Equal(2, _server.Mail.Sent.Count);
    }

    [Fact]
    public async Task Who_turned_it_off_gets_none_also_when_they_do_so_after_it_was_planned_and_their_address_is_gone()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var worker = await stage.AWorkerAsync();
        var planned = await stage.PlannedAsync(worker);
        await stage.Choose.HandleAsync(wanted: false, worker, default);
        await stage.ComeBackAsync();
        Assert.Equal(DispatchState.NotWanted, (await stage.FindAsync(planned.Kind, planned.Key))!.State);

        // Capturing more does not bring it back.
        await new NoteDigestReader(stage.Readers, stage).AfterAsync(Done.Instance, worker, default);
        Assert.Equal((true, null), (await stage.Readers.FindAsync(worker.Id, default)) is { Value: var reader } ? (reader.Off, reader.Address) : default);
        Assert.Empty(_server.Mail.Sent);
        Assert.Equal("digest-mail-turned-off", Assert.Single(stage.Audited).Action);

        await stage.Choose.HandleAsync(wanted: true, worker, default);
        stage.Later(TimeSpan.FromDays(30));
        await stage.PlannedAsync(worker);
        await stage.ComeBackAsync();
        Assert.Equal(worker.Address, (string?)Assert.Single(_server.Mail.Sent)["toRecipients"]![0]!["emailAddress"]!["address"]);
    }

    [Fact]
    public async Task Of_a_month_in_which_nothing_happened_nothing_is_sent()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        stage.Captured = 0;
        var planned = await stage.PlannedAsync(await stage.AWorkerAsync());
        await stage.ComeBackAsync();

        Assert.Equal(DispatchState.NothingToSay, (await stage.FindAsync(planned.Kind, planned.Key))!.State);
        Assert.Empty(_server.Mail.Sent);
    }

    [Fact]
    public async Task An_address_goes_13_months_after_the_last_capture_and_so_do_old_mails()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (active, gone, off) = (await stage.AWorkerAsync(), await stage.AWorkerAsync(), await stage.AWorkerAsync());
        var old = await stage.PlannedAsync(gone);
        await stage.Choose.HandleAsync(wanted: false, off, default);
        stage.Later(TimeSpan.FromDays(420));
        await new NoteDigestReader(stage.Readers, stage).AfterAsync(Done.Instance, active, default);

        await stage.Plan.HandleAsync(default);

        Assert.Null(await stage.Readers.FindAsync(gone.Id, default));
        Assert.Null(await stage.FindAsync(old.Kind, old.Key));
        Assert.Equal(active.Address, (await stage.Readers.FindAsync(active.Id, default))!.Value.Address);
        Assert.Equal((true, null), (await stage.Readers.FindAsync(off.Id, default)) is { Value: var reader } ? (reader.Off, reader.Address) : default);
    }
}
