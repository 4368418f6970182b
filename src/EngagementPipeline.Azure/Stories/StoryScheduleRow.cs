using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;

namespace EngagementPipeline.Azure.Stories;

/// <summary>docs/tables/StorySchedules.md.</summary>
internal sealed class StoryScheduleRow : ITableEntity
{
    public const string Table = "StorySchedules";
    public const string Partition = "schedule";

    /// <summary>Of a schedule with nothing left to do, so that the timer never finds it.</summary>
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? PublishAt { get; set; }

    public DateTimeOffset? UnpublishAt { get; set; }

    public string OnWithdrawal { get; set; } = "";

    public string SetBy { get; set; } = "";

    public string SetByName { get; set; } = "";

    public DateTimeOffset SetAt { get; set; }

    public string Begun { get; set; } = "";

    public string Blocked { get; set; } = "";

    public static StoryScheduleRow Of(StorySchedule schedule) => new()
    {
        RowKey = schedule.Story.ToString(),
        Project = schedule.Project.ToString(),
        DueAt = schedule.DueAt ?? Never,
        PublishAt = schedule.PublishAt,
        UnpublishAt = schedule.UnpublishAt,
        OnWithdrawal = schedule.OnWithdrawal is { } choice ? Kebab.Of(choice) : "",
        SetBy = schedule.SetBy.Id,
        SetByName = schedule.SetBy.Name,
        SetAt = schedule.SetAt,
        Begun = schedule.Begun is { } begun ? JsonSerializer.Serialize(begun) : "",
        Blocked = schedule.Blocked is { } blocked ? JsonSerializer.Serialize(blocked) : "",
    };

    public StorySchedule ToSchedule() => new()
    {
        Story = Stored.Id<StoryId>(RowKey),
        Project = Stored.Id<ProjectId>(Project),
        PublishAt = PublishAt,
        UnpublishAt = UnpublishAt,
        OnWithdrawal = OnWithdrawal.Length > 0 ? Kebab.Parse<OnWithdrawal>(OnWithdrawal) : null,
        SetBy = new(SetBy, SetByName, new HashSet<Role>()),
        SetAt = SetAt,
        Begun = Begun.Length > 0 ? JsonSerializer.Deserialize<ScheduleBegun>(Begun) : null,
        Blocked = Blocked.Length > 0 ? JsonSerializer.Deserialize<ScheduleBlocked>(Blocked) : null,
    };
}
