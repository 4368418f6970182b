using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Announcements;

/// <summary>The outbox puts what its sources know in one order, and shows each reader theirs.</summary>
public sealed class ReadSentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor Admin = new("admin-1", "An invented administrator", new HashSet<Role> { Role.Admin });
    private static readonly Actor Lead = new("lead-1", "An invented lead", new HashSet<Role> { Role.SafeguardingLead });
    private static readonly Actor Comms = new("comms-1", "An invented writer", new HashSet<Role> { Role.Comms });

    private readonly DispatchesInMemory _dispatches = new();

    [Fact]
    public async Task Every_page_follows_the_one_before_newest_first_with_nothing_lost_or_twice()
    {
        var sources = new[] { ASource(OutboxKind.Story, Role.Comms, 70, everyMinutes: 3), ASource(OutboxKind.Report, Role.ReportAuthor, 60, everyMinutes: 2), ASource(OutboxKind.Digest, Role.Admin, 0, 1) };
        var read = new List<OutboxItem>();
        for (string? from = null; ;)
        {
            var page = (await Handler(sources).HandleAsync(null, from, Admin, default)).Value.Items;
            Assert.True(page.Items.Count is 50 or 30);
            read.AddRange(page.Items);
            if (page.Continue is null)
                break;
            from = page.Continue;
        }

        Assert.Equal(sources.SelectMany(source => source.Items).OrderByDescending(item => item.At).ThenBy(item => item.Key, StringComparer.Ordinal), read);
    }

    [Fact]
    public async Task Each_reader_sees_what_their_roles_may()
    {
        var handler = Handler(ASource(OutboxKind.Story, Role.Comms, 2, 1), ASource(OutboxKind.Alert, Role.SafeguardingLead, 2, 1));

        Assert.Equal([OutboxKind.Story], (await handler.HandleAsync(null, null, Comms, default)).Value.Kinds);
        Assert.All((await handler.HandleAsync(null, null, Lead, default)).Value.Items.Items, item => Assert.Equal(OutboxKind.Alert, item.Kind));
        Assert.Equal("wrong-role", (await handler.HandleAsync(OutboxKind.Alert, null, Admin, default)).Refusal?.Code);
        Assert.False((await handler.HandleAsync(null, "not a place", Comms, default)).Succeeded);
    }

    /// <summary>An administrator is told that the lead is not reached, and nothing of what it is about.</summary>
    [Theory]
    [InlineData(DispatchState.Waiting, 61, true)]
    [InlineData(DispatchState.Failed, 61, true)]
    [InlineData(DispatchState.Sending, 59, false)]
    [InlineData(DispatchState.Sent, 600, false)]
    [InlineData(DispatchState.InOutbox, 600, false)]
    public async Task An_alert_that_does_not_get_through_for_an_hour_is_said_to_the_lead_and_to_administrators(DispatchState state, int minutes, bool isLate)
    {
        var announcement = new Announcement(AnnouncementKind.VoiceReferred, Role.SafeguardingLead, "voice/1", new(Guid.NewGuid()), Noon.AddMinutes(-minutes), "Robin Invented", "/safeguarding");
        await _dispatches.AddAsync(Dispatch.Of(announcement, Noon) with { State = state, Trouble = "Ask somebody." }, default);
        var handler = Handler(ASource(OutboxKind.Story, Role.Comms, 1, 1), ASource(OutboxKind.Alert, Role.SafeguardingLead, 0, 1));

        foreach (var reader in new[] { Lead, Admin })
            Assert.Equal(isLate ? new LateAlerts(announcement.At, "Ask somebody.") : null, (await handler.HandleAsync(null, null, reader, default)).Value.Late);
        Assert.Null((await handler.HandleAsync(null, null, Comms, default)).Value.Late);
    }

    private ReadSentHandler Handler(params ASourceOf[] sources) => new(sources, _dispatches, new NoMail(), new StoppedClock(Noon));

    private static ASourceOf ASource(OutboxKind kind, Role role, int count, int everyMinutes) => new(
        kind, role,
        [.. Enumerable.Range(0, count).Select(i => new OutboxItem { Kind = kind, At = Noon.AddMinutes(-i * everyMinutes), Key = $"{kind}-{i:D3}", What = "Something", To = "Somebody", State = OutboxState.Sent })]);

    private sealed record ASourceOf(OutboxKind Kind, Role Role, IReadOnlyList<OutboxItem> Items) : IOutboxSource
    {
        public bool MayBeSeenBy(Actor reader) => reader.Has(Role);

        public IAsyncEnumerable<OutboxItem> ReadAsync(OutboxPlace after, CancellationToken cancellationToken) =>
            Items.Where(item => after < new OutboxPlace(item.At, item.Key)).ToAsyncEnumerable();
    }
}
