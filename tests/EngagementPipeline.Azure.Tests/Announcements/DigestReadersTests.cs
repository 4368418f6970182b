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

    [Fact]
    public async Task The_link_in_a_mail_turns_it_off_as_often_as_it_is_pressed_and_on_again_and_only_opening_it_changes_nothing()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (worker, other) = (await stage.AWorkerAsync(), await stage.AWorkerAsync());
        await stage.PlannedAsync(worker);
        await stage.ComeBackAsync();
        var key = KeyIn(_server.Mail.Sent.Single(sent => sent.ToJsonString().Contains(worker.Address!, StringComparison.Ordinal)));

        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal((false, worker.Address), StandingOf(await stage.ByLink.HandleAsync(key, null, default)));
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal((true, null), StandingOf(await stage.ByLink.HandleAsync(key, false, default)));

        var said = Assert.Single(stage.Audited);
        Assert.Equal(("digest-mail-turned-off", worker.Id), (said.Action, said.By.Id));
        Assert.Equal(other.Address, (await stage.Readers.FindAsync(other.Id, default))!.Value.Address);
        stage.Later(TimeSpan.FromDays(30));
        var planned = await stage.PlannedAsync(other);
        Assert.Null(await stage.FindAsync(DispatchKind.Digest, Dispatch.Of(worker.Id, planned.Month!.Value, default).Key));

        // Taken back: their address is gone, and comes with what they capture next.
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal((false, null), StandingOf(await stage.ByLink.HandleAsync(key, true, default)));
        await stage.Note.AfterAsync(Done.Instance, worker, default);
        Assert.Equal((false, worker.Address), StandingOf(await stage.ByLink.HandleAsync(key, true, default)));
        Assert.Equal(2, stage.Audited.Count);
    }

    [Fact]
    public async Task A_link_is_made_by_nobody_else_and_outlasts_its_key_and_its_reader()
    {
        using var stage = await MailStage.SetAsync(azurite, _server);
        var (worker, other) = (await stage.AWorkerAsync(), await stage.AWorkerAsync());
        var (key, theirs) = (await stage.Links.KeyOfAsync(worker.Id, default), await stage.Links.KeyOfAsync(other.Id, default));
        Assert.DoesNotContain(worker.Id, key, StringComparison.OrdinalIgnoreCase);

        foreach (var guess in new[] { null, "", key[..63], key + "0", key.ToUpperInvariant(), key[..32] + theirs[32..], theirs[..32] + key[32..], DigestReader.NameOf(worker.Id) + new string('0', 32) })
            Assert.Equal(404, (await stage.ByLink.HandleAsync(guess, false, default)).Refusal?.Status);
        Assert.Empty(stage.Audited);

        // Somebody rotates the key.
        stage.Ring = new(Enumerable.Repeat((byte)9, 32).ToArray(), [stage.Ring.Current], SomeMissing: false);
        Assert.NotEqual(key, await stage.Links.KeyOfAsync(worker.Id, default));
        Assert.Equal((false, worker.Address), StandingOf(await stage.ByLink.HandleAsync(key, null, default)));

        await stage.Readers.RemoveAsync(worker.Id, default);
        Assert.Null((await stage.ByLink.HandleAsync(key, false, default)).Value.Reader);
    }

    private static string KeyIn(System.Text.Json.Nodes.JsonNode sent)
    {
        const string Before = "https://desk.example.org/digest/mail?key=";
        var html = (string)sent["body"]!["content"]!;
        return html.Substring(html.IndexOf(Before, StringComparison.Ordinal) + Before.Length, 64);
    }

    private static (bool Off, string? Address) StandingOf(Result<LinkedDigestMail> found) => (found.Value.Reader!.Off, found.Value.Reader.Address);
}
