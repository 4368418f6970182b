using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Shared;

public sealed class AuditTableTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Actor Worker = new("worker-1", "An invented worker", new HashSet<Role> { Role.EngagementWorker });

    private readonly Storage _storage = TestStorage.Of(azurite);

    public async ValueTask InitializeAsync() => await _storage.Table("Audit").CreateIfNotExistsAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_same_fact_recorded_twice_stands_once_and_reads_back_whole()
    {
        var audit = new AuditTable(_storage);
        var at = new DateTimeOffset(2031, 1, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1234567);
        var entry = new AuditEntry(at, Worker, "consent-withdrawn", $"consent/{Guid.NewGuid()}", new(Guid.NewGuid()), "asked by phone");

        await audit.RecordAsync(entry, default);
        await audit.RecordAsync(entry, default);

        var read = (await audit.ReadAsync(new(2031, 1, 1), null, 50, default)).Items;
        var only = Assert.Single(read, e => e.Subject == entry.Subject);
        Assert.Equal(entry with { By = only.By }, only);
        Assert.Equal((Worker.Id, Worker.Name), (only.By.Id, only.By.Name));
    }

    [Fact]
    public async Task Different_facts_of_one_instant_all_stand()
    {
        var audit = new AuditTable(_storage);
        var at = new DateTimeOffset(2031, 2, 1, 0, 0, 0, TimeSpan.Zero);

        await audit.RecordAsync(new(at, Worker, "voice-approved", "voice/1"), default);
        await audit.RecordAsync(new(at, Worker, "voice-approved", "voice/2"), default);
        await audit.RecordAsync(new(at, Worker, "voice-rejected", "voice/1"), default);
        await audit.RecordAsync(new(at, Actor.System, "voice-approved", "voice/1"), default);

        Assert.Equal(4, (await audit.ReadAsync(new(2031, 2, 1), null, 50, default)).Items.Count);
    }

    [Fact]
    public async Task Pages_through_a_month_in_order_and_no_further()
    {
        var audit = new AuditTable(_storage);
        var start = new DateTimeOffset(2031, 5, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var i in Enumerable.Range(-1, 7))
            await audit.RecordAsync(new(start.AddSeconds(i), Worker, "session-prepared", $"session/{i}"), default);

        var read = new List<string>();
        string? from = null;
        do
        {
            var page = await audit.ReadAsync(new(2031, 5, 1), from, 2, default);
            Assert.InRange(page.Items.Count, 1, 2);
            read.AddRange(page.Items.Select(e => e.Subject));
            from = page.Continue;
        }
        while (from is not null);

        Assert.Equal(["session/0", "session/1", "session/2", "session/3", "session/4", "session/5"], read);
    }
}
