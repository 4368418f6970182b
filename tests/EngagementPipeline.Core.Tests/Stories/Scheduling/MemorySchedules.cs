using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Scheduling;

namespace EngagementPipeline.Core.Tests.Stories;

internal sealed class MemorySchedules(Steps steps) : IStorySchedules
{
    public Marked<StoryId, StorySchedule> Rows { get; } = new(steps, "schedules");

    public Task<Versioned<StorySchedule>?> FindAsync(StoryId story, CancellationToken cancellationToken) => Rows.FindAsync(story);

    public Task<bool> PutAsync(StorySchedule schedule, string? onlyIf, CancellationToken cancellationToken) => Rows.PutAsync(schedule.Story, schedule, onlyIf);

    public async Task<bool> RemoveAsync(Versioned<StorySchedule> schedule, CancellationToken cancellationToken)
    {
        await Rows.RemoveAsync(schedule.Value.Story, schedule.Mark);
        return Rows.Peek(schedule.Value.Story) is null;
    }

    public async Task<IReadOnlyList<StoryId>> DueAsync(DateTimeOffset by, CancellationToken cancellationToken) =>
        [.. (await Rows.ListAsync()).Where(schedule => schedule.DueAt <= by).Select(schedule => schedule.Story)];

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => Rows.RemoveAsync(story);
}
