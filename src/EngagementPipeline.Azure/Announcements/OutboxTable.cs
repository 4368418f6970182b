using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Announcements;

internal sealed class AnnouncementRow : ITableEntity
{
    public const string Table = "Announcements";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Kind { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Project { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string By { get; set; } = "";

    public string Link { get; set; } = "";

    public static AnnouncementRow Of(Announcement announcement) => new()
    {
        PartitionKey = Kebab.Of(announcement.To),
        RowKey = KeyOf(announcement),
        Kind = Kebab.Of(announcement.Kind),
        Subject = announcement.Subject,
        Project = announcement.Project.ToString(),
        At = announcement.At,
        By = announcement.By,
        Link = announcement.Link,
    };

    public Announcement ToAnnouncement() => new(
        Kebab.Parse<AnnouncementKind>(Kind), Kebab.Parse<Role>(PartitionKey), Subject, new(Guid.ParseExact(Project, "D")), At, By, Link);

    /// <summary>Newest first, and the same for the same fact. A key takes no slash.</summary>
    private static string KeyOf(Announcement announcement) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTimeOffset.MaxValue.UtcTicks - announcement.At.UtcTicks:D19}_{Kebab.Of(announcement.Kind)}_{announcement.Subject.Replace('/', '_')}");
}

public sealed class OutboxTable(Storage storage) : IOutbox
{
    private readonly TableClient _announcements = storage.Table(AnnouncementRow.Table);

    public Task<bool> AddAsync(Announcement announcement, CancellationToken cancellationToken) =>
        _announcements.TryAddAsync(AnnouncementRow.Of(announcement), cancellationToken);

    public IAsyncEnumerable<(string Place, Announcement Announcement)> ReadAsync(Role to, string? from, CancellationToken cancellationToken) =>
        _announcements.QueryAsync<AnnouncementRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {Kebab.Of(to)} and RowKey gt {from ?? ""}"),
                maxPerPage: Pages.Size + 1,
                cancellationToken: cancellationToken)
            .Select(row => (row.RowKey, row.ToAnnouncement()));
}

/// <summary>Of a project that is removed: what was announced of it. Reads the whole table; projects are removed seldom.</summary>
public sealed class EraseAnnouncements(Storage storage) : IEraseProject
{
    public int Order => 30;

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) =>
        storage.Table(AnnouncementRow.Table).DeleteAllAsync(TableClient.CreateQueryFilter($"Project eq {project.ToString()}"), cancellationToken);
}
