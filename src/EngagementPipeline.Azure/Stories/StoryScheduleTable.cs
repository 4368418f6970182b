using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Scheduling;

namespace EngagementPipeline.Azure.Stories;

/// <summary>One partition, so that what is due is one request. There are never more rows than stories.</summary>
public sealed class StoryScheduleTable(Storage storage) : IStorySchedules
{
    private readonly TableClient _schedules = storage.Table(StoryScheduleRow.Table);

    public async Task<Versioned<StorySchedule>?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
        await _schedules.FindAsync<StoryScheduleRow>(StoryScheduleRow.Partition, story.ToString(), cancellationToken) is { } row
            ? new Versioned<StorySchedule>(row.ToSchedule(), row.ETag.ToString())
            : null;

    public Task<bool> PutAsync(StorySchedule schedule, string? onlyIf, CancellationToken cancellationToken) =>
        onlyIf is null
            ? _schedules.TryAddAsync(StoryScheduleRow.Of(schedule), cancellationToken)
            : _schedules.TryReplaceAsync(StoryScheduleRow.Of(schedule), new ETag(onlyIf), cancellationToken);

    public async Task<bool> RemoveAsync(Versioned<StorySchedule> schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        try
        {
            var answer = await _schedules.DeleteEntityAsync(StoryScheduleRow.Partition, schedule.Value.Story.ToString(), new ETag(schedule.Mark), cancellationToken);
            return answer.Status != 404;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<StoryId>> DueAsync(DateTimeOffset by, CancellationToken cancellationToken) =>
        await _schedules.ReadAllAsync<StoryScheduleRow>($"PartitionKey eq {StoryScheduleRow.Partition} and DueAt le {by}", cancellationToken)
            .Select(row => Stored.Id<StoryId>(row.RowKey))
            .ToListAsync(cancellationToken);

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken) =>
        await _schedules.DeleteEntityAsync(StoryScheduleRow.Partition, story.ToString(), cancellationToken: cancellationToken);
}
