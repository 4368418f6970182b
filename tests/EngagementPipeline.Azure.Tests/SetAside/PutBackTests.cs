using System.Text;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.SetAside;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.SetAside;

/// <summary>Work that was set aside is put back, or thrown away, wherever the app ends meanwhile: none is lost, and none is left lying that was seen to.</summary>
public sealed class PutBackTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Actor Administrator = new("admin-1", "An administrator", new HashSet<Role> { Role.Admin });

    private readonly string _name = AzuriteFixture.UniqueName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private QueueClient Queue => TestStorage.Of(azurite).RawQueue(_name);

    private QueueClient Poison => TestStorage.Of(azurite).RawQueue(PoisonQueues.Of(_name));

    private WorkKind Kind => new(_name, "Invented work", "Nothing.", "Nothing.", text => text.StartsWith("ok", StringComparison.Ordinal) ? new() : throw new FormatException());

    public async ValueTask InitializeAsync()
    {
        await Queue.CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Table("PutBack").CreateIfNotExistsAsync();
        await TestStorage.Of(azurite).Table("Audit").CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_twin_that_was_never_made_is_empty()
    {
        Assert.Equal(0, await Aside().CountAsync(_name, Token));
        Assert.Empty((await Aside().ReadAsync(_name, Token)).First);
        Assert.Equal("not-found", (await PutBack(TestStorage.Of(azurite)).OneAsync(_name, Guid.NewGuid().ToString(), Administrator, Token)).Refusal?.Code);
    }

    [Fact]
    public async Task One_is_put_back_as_it_was_and_the_others_stay_in_sight()
    {
        var ids = await SetAsideAsync("ok 1", "ok 2", "ok 3");

        var done = (await PutBack(TestStorage.Of(azurite)).OneAsync(_name, ids[1], Administrator, Token)).Value;

        Assert.Equal(new PutBack(1, 2), done);
        Assert.Equal(["ok 2"], await SentAsync());
        Assert.Equal(["ok 1", "ok 3"], (await Aside().ReadAsync(_name, Token)).First.Select(one => one.Text));
    }

    [Fact]
    public async Task What_is_no_base64_or_no_text_is_seen_and_put_back_to_the_letter()
    {
        await Poison.CreateIfNotExistsAsync(cancellationToken: Token);
        var ids = new[]
        {
            (await Poison.SendMessageAsync("<not> base64", Token)).Value.MessageId,
            (await Poison.SendMessageAsync(Convert.ToBase64String([0xFF, 0xFE, 0x00]), Token)).Value.MessageId,
        };

        Assert.All((await Aside().ReadAsync(_name, Token)).First, one => Assert.Null(one.Text));
        foreach (var id in ids)
            Assert.True((await PutBack(TestStorage.Of(azurite)).OneAsync(_name, id, Administrator, Token)).Succeeded);

        var sent = (await Queue.ReceiveMessagesAsync(32, cancellationToken: Token)).Value.Select(one => one.Body.ToString());
        Assert.Equal(["//4A", "<not> base64"], sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_are_put_back_however_many_and_what_fails_again_meanwhile_is_left()
    {
        await SetAsideAsync([.. Enumerable.Range(0, 70).Select(i => $"ok {i}")]);
        var handler = PutBack(TestStorage.Of(azurite), new AgainMeanwhile(Aside(), () => SetAsideAsync("ok again")));

        var done = (await handler.AllAsync(_name, Administrator, Token)).Value;

        Assert.Equal(70, done.Count);
        Assert.Equal(70, done.Left); // each of them came back
        Assert.Equal(70, (await SentAsync()).Count);
    }

    [Fact]
    public async Task No_more_go_in_one_call_than_somebody_waits_for()
    {
        await SetAsideAsync([.. Enumerable.Range(0, 40).Select(i => $"ok {i}")]);
        var storage = TestStorage.Of(azurite);
        var handler = new PutBackWorkHandler([Kind], new PoisonQueues(storage), Notes(storage), new AuditTable(storage), TimeProvider.System) { MostAtOnce = 35 };

        Assert.Equal(new PutBack(35, 5), (await handler.AllAsync(_name, Administrator, Token)).Value);
        Assert.Equal(35, (await SentAsync()).Count);
    }

    [Fact]
    public async Task Wherever_the_app_ends_the_work_is_on_its_queue_or_still_set_aside()
    {
        var step = 1;
        for (; ; step++)
        {
            var text = $"ok {step}";
            var id = (await SetAsideAsync(text))[0];
            var steps = new Steps();
            if (!await steps.CrashAtAsync(step, () => PutBack(TestStorage.Of(azurite, new SteppingPolicy(steps))).OneAsync(_name, id, Administrator, Token)))
                break;

            // Somebody presses the button again, once nobody holds it.
            var sent = await SentAsync();
            Assert.True(sent.Contains(text) || await Aside().CountAsync(_name, Token) > 0);
            await AppFixture.UntilAsync(
                async () => (await PutBack(TestStorage.Of(azurite)).AllAsync(_name, Administrator, Token)).Value.Left == 0, "nothing is set aside", 60);
            sent = [.. sent, .. await SentAsync()];
            Assert.All(sent, one => Assert.Equal(text, one));
            Assert.InRange(sent.Count, 1, 2);
        }

        Assert.InRange(step, 5, 12);
    }

    [Fact]
    public async Task That_it_was_put_back_before_is_known_when_the_same_work_comes_again()
    {
        var storage = TestStorage.Of(azurite);
        var notes = Notes(storage);
        for (var times = 0; times < 3; times++)
        {
            var id = (await SetAsideAsync("ok the same"))[0];
            var message = (await Aside().ReadAsync(_name, Token)).First.Single();
            Assert.Equal(times, (await notes.ReadAsync(_name, message, Token)).Count);
            await PutBack(storage).OneAsync(_name, id, Administrator, Token);
        }

        Assert.Empty(await notes.ReadAsync(_name, new("x", default, "ok another"), Token));
        Assert.Empty(await new PutBackNoteTable(storage, new Later(TimeSpan.FromDays(31))).ReadAsync(_name, new("x", default, "ok the same"), Token));
    }

    [Fact]
    public async Task Discarding_says_why_before_it_is_gone_wherever_the_app_ends()
    {
        for (var step = 1; ; step++)
        {
            var id = (await SetAsideAsync($"ok {step}"))[0];
            var steps = new Steps();
            var ended = await steps.CrashAtAsync(
                step, () => Discard(TestStorage.Of(azurite, new SteppingPolicy(steps)), Kind).HandleAsync(new(_name, id, "Asked for twice."), Administrator, Token));

            if (await Aside().CountAsync(_name, Token) == 0)
                Assert.Contains(await AuditedAsync(), entry => entry is { Action: "work-discarded", Why: "Asked for twice." } && entry.Subject == $"{_name}/{id}");
            if (!ended)
                break;
            await Poison.ClearMessagesAsync(Token);
        }

        Assert.Equal(0, await Aside().CountAsync(_name, Token));
        Assert.Empty(await SentAsync());
    }

    [Fact]
    public async Task What_nobody_else_would_see_to_is_thrown_away_only_where_it_cannot_be_read()
    {
        var ids = await SetAsideAsync("ok take down", "no such thing");
        var handler = Discard(TestStorage.Of(azurite), Kind with { MayBeDiscarded = false });

        Assert.Equal("must-be-done", (await handler.HandleAsync(new(_name, ids[0], "Because."), Administrator, Token)).Refusal?.Code);
        Assert.True((await handler.HandleAsync(new(_name, ids[1], "Because."), Administrator, Token)).Succeeded);

        // Refused, it is in sight at once.
        Assert.Equal(["ok take down"], (await Aside().ReadAsync(_name, Token)).First.Select(one => one.Text));
    }

    private async Task<IReadOnlyList<string>> SetAsideAsync(params string[] texts)
    {
        await Poison.CreateIfNotExistsAsync(cancellationToken: Token);
        var ids = new List<string>();
        foreach (var text in texts)
            ids.Add((await Poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: Token)).Value.MessageId);
        return ids;
    }

    /// <summary>Takes what is on the queue.</summary>
    private async Task<List<string>> SentAsync()
    {
        var sent = new List<string>();
        while ((await TestStorage.Of(azurite).Queue(_name).ReceiveMessagesAsync(32, TimeSpan.FromMinutes(30), Token)).Value is { Length: > 0 } next)
            sent.AddRange(next.Select(one => one.Body.ToString()));
        return sent;
    }

    private async Task<IReadOnlyList<AuditEntry>> AuditedAsync()
    {
        var month = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return (await new AuditTable(TestStorage.Of(azurite)).ReadAsync(month, null, 5_000, Token)).Items;
    }

    private PoisonQueues Aside() => new(TestStorage.Of(azurite));

    private static PutBackNoteTable Notes(Storage storage) => new(storage, TimeProvider.System);

    private PutBackWorkHandler PutBack(Storage storage, ISetAside? aside = null) =>
        new([Kind], aside ?? new PoisonQueues(storage) { HeldFor = TimeSpan.FromSeconds(1) }, Notes(storage), new AuditTable(storage), TimeProvider.System);

    private static DiscardWorkHandler Discard(Storage storage, WorkKind kind) =>
        new([kind], new PoisonQueues(storage), new AuditTable(storage), TimeProvider.System);

    /// <summary>Whatever is put back fails again before the next is taken.</summary>
    private sealed class AgainMeanwhile(ISetAside inner, Func<Task> again) : ISetAside
    {
        public Task<SetAsideMessages> ReadAsync(string queue, CancellationToken cancellationToken) => inner.ReadAsync(queue, cancellationToken);

        public Task<int> CountAsync(string queue, CancellationToken cancellationToken) => inner.CountAsync(queue, cancellationToken);

        public Task<HeldMessage?> HoldAsync(string queue, string id, CancellationToken cancellationToken) => inner.HoldAsync(queue, id, cancellationToken);

        public Task<IReadOnlyList<HeldMessage>> HoldNextAsync(string queue, int most, CancellationToken cancellationToken) => inner.HoldNextAsync(queue, most, cancellationToken);

        public Task LetGoAsync(string queue, HeldMessage held, CancellationToken cancellationToken) => inner.LetGoAsync(queue, held, cancellationToken);

        public Task SendAgainAsync(string queue, HeldMessage held, CancellationToken cancellationToken) => inner.SendAgainAsync(queue, held, cancellationToken);

        public async Task RemoveAsync(string queue, HeldMessage held, CancellationToken cancellationToken)
        {
            await inner.RemoveAsync(queue, held, cancellationToken);
            await again();
        }
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
