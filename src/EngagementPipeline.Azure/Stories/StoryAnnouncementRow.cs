using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;

namespace EngagementPipeline.Azure.Stories;

/// <summary>docs/tables/StoryAnnouncements.md.</summary>
internal sealed class StoryAnnouncementRow : ITableEntity
{
    public const string Table = "StoryAnnouncements";

    /// <summary>Names a row of each story with nothing in it; its ETag says whether somebody has put something to be sent since it was read. It sorts after every id.</summary>
    public const string Turn = "~turn";

    /// <summary>Of one with nothing left to do, so that the timer never finds it.</summary>
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string By { get; set; } = "";

    public string Level { get; set; } = "";

    public string Introduction { get; set; } = "";

    public string Origin { get; set; } = "";

    public string AskedBy { get; set; } = "";

    public string AskedByName { get; set; } = "";

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset? SendAt { get; set; }

    public string State { get; set; } = "";

    public DateTimeOffset DueAt { get; set; }

    public int Tries { get; set; }

    public string Day { get; set; } = "";

    public DateTimeOffset? SentAt { get; set; }

    public string To { get; set; } = "";

    public string Link { get; set; } = "";

    public string Said { get; set; } = "";

    public string Shows { get; set; } = "";

    public string? Wants { get; set; }

    public bool Erased { get; set; }

    public string Trouble { get; set; } = "";

    public static StoryAnnouncementRow Of(StoryAnnouncement one) => new()
    {
        PartitionKey = one.Story.ToString(),
        RowKey = one.Id.ToString(),
        Project = one.Project.ToString(),
        By = Kebab.Of(one.By),
        Level = Kebab.Of(one.Level),
        Introduction = one.Introduction,
        Origin = one.Origin.AbsoluteUri,
        AskedBy = one.AskedBy.Id,
        AskedByName = one.AskedBy.Name,
        AskedAt = one.AskedAt,
        SendAt = one.SendAt,
        State = Kebab.Of(one.State),
        DueAt = one.DueAt ?? Never,
        Tries = one.Tries,
        Day = one.Day is { } day ? Stored.Day(day) : "",
        SentAt = one.SentAt,
        To = one.To,
        Link = one.Link?.AbsoluteUri ?? "",
        Said = one.Said is { } said ? JsonSerializer.Serialize(said) : "",
        Shows = one.Shows,
        Wants = one.Wants,
        Erased = one.Erased,
        Trouble = one.Trouble ?? "",
    };

    public StoryAnnouncement ToAnnouncement() => new()
    {
        Story = Stored.Id<StoryId>(PartitionKey),
        Id = Stored.Id<StoryAnnouncementId>(RowKey),
        Project = Stored.Id<ProjectId>(Project),
        By = Kebab.Parse<AnnouncedBy>(By),
        Level = Kebab.Parse<Audience>(Level),
        Introduction = Introduction,
        Origin = new(Origin),
        AskedBy = new(AskedBy, AskedByName, new HashSet<Role>()),
        AskedAt = AskedAt,
        SendAt = SendAt,
        State = Kebab.Parse<AnnouncingState>(State),
        DueAt = DueAt == Never ? null : DueAt,
        Tries = Tries,
        Day = Day.Length > 0 ? Stored.Day(Day) : null,
        SentAt = SentAt,
        To = To,
        Link = Link.Length > 0 ? new(Link) : null,
        Said = Said.Length > 0 ? JsonSerializer.Deserialize<AnnouncedText>(Said) : null,
        Shows = Shows,
        Wants = Wants,
        Erased = Erased,
        Trouble = Trouble.Length > 0 ? Trouble : null,
    };
}
