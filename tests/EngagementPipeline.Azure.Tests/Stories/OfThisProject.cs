using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>Timers look after every project, and tests share a store: these let them see the stories of one stage.</summary>
internal sealed class OfThisProject(StoryStage stage) : ILiveStories
{
    public Task<Versioned<LiveStory>?> FindAsync(StoryId story, CancellationToken cancellationToken) => stage.Live.FindAsync(story, cancellationToken);

    public Task<bool> PutAsync(LiveStory wish, string? onlyIf, CancellationToken cancellationToken) => stage.Live.PutAsync(wish, onlyIf, cancellationToken);

    public async Task<IReadOnlyList<LiveStory>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await stage.Live.ListAsync(cancellationToken)).Where(wish => wish.Project == stage.Project)];

    public async Task<IReadOnlyList<StoryId>> UnconfirmedAsync(CancellationToken cancellationToken)
    {
        var stories = await stage.Live.UnconfirmedAsync(cancellationToken);
        return [.. stories.Where(stage.Stories.ContainsKey)];
    }

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => stage.Live.EraseAsync(story, cancellationToken);
}

/// <summary>The same of schedules.</summary>
internal sealed class DueOfThisProject(StoryStage stage) : IStorySchedules
{
    public Task<Versioned<StorySchedule>?> FindAsync(StoryId story, CancellationToken cancellationToken) => stage.Schedules.FindAsync(story, cancellationToken);

    public Task<bool> PutAsync(StorySchedule schedule, string? onlyIf, CancellationToken cancellationToken) => stage.Schedules.PutAsync(schedule, onlyIf, cancellationToken);

    public Task<bool> RemoveAsync(Versioned<StorySchedule> schedule, CancellationToken cancellationToken) => stage.Schedules.RemoveAsync(schedule, cancellationToken);

    public async Task<IReadOnlyList<StoryId>> DueAsync(DateTimeOffset by, CancellationToken cancellationToken) =>
        [.. (await stage.Schedules.DueAsync(by, cancellationToken)).Where(stage.Stories.ContainsKey)];

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => stage.Schedules.EraseAsync(story, cancellationToken);
}
