using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Announcements;

public sealed class OutboxTests(AzuriteFixture azurite)
{
    private static Announcement AnAnnouncement(int minute = 0) => new(
        AnnouncementKind.VoiceReferred,
        Role.SafeguardingLead,
        $"voice/{Guid.NewGuid()}",
        new(Guid.NewGuid()),
        new DateTimeOffset(2026, 11, 23, 10, minute, 0, TimeSpan.Zero).AddTicks(1),
        "An invented worker",
        "/safeguarding");

    [Fact]
    public async Task A_message_that_comes_twice_is_in_the_outbox_once_newest_first()
    {
        var (outbox, put) = await SetAsync();
        Announcement[] sent = [AnAnnouncement(1), AnAnnouncement(3), AnAnnouncement(2)];

        foreach (var announcement in sent.Concat(sent))
            await put.HandleAsync(Announcer.Read(Announcer.Write(announcement)), default);

        var mine = await outbox.ReadAsync(Role.SafeguardingLead, null, default)
            .Where(row => sent.Any(a => a.Project == row.Announcement.Project))
            .ToListAsync();
        Assert.Equal([sent[1], sent[2], sent[0]], mine.Select(row => row.Announcement));
        Assert.Equal(
            sent[0], (await outbox.ReadAsync(Role.SafeguardingLead, mine[1].Place, default).FirstAsync(row => row.Announcement.Project == sent[0].Project)).Announcement);
        Assert.DoesNotContain(await outbox.ReadAsync(Role.Comms, null, default).ToListAsync(), row => sent.Contains(row.Announcement));
    }

    [Fact]
    public async Task A_removed_projects_announcements_go_and_others_stay()
    {
        var (outbox, put) = await SetAsync();
        var (gone, kept) = (AnAnnouncement(), AnAnnouncement());
        await put.HandleAsync(gone, default);
        await put.HandleAsync(kept, default);

        await new EraseAnnouncements(TestStorage.Of(azurite)).EraseAsync(gone.Project, default);

        var left = await outbox.ReadAsync(Role.SafeguardingLead, null, default).Select(row => row.Announcement).ToListAsync();
        Assert.Contains(kept, left);
        Assert.DoesNotContain(gone, left);
    }

    private async Task<(OutboxTable Outbox, PutInOutboxHandler Put)> SetAsync()
    {
        var storage = TestStorage.Of(azurite);
        await storage.Table(AnnouncementRow.Table).CreateIfNotExistsAsync();
        await storage.Table(DispatchRow.Table).CreateIfNotExistsAsync();
        var outbox = new OutboxTable(storage);
        return (outbox, new(outbox, new DispatchTable(storage), new NoRequests(), TimeProvider.System));
    }

    private sealed class NoRequests : IDispatchRequests
    {
        public Task SendAsync(DispatchKind kind, string key, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
