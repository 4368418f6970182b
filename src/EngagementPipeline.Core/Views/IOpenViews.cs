using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// The days that are not closed, of all stories together: a report of the running year reads them at once, instead of asking for each story's.
/// </summary>
public interface IOpenViews
{
    /// <summary>The rows of the days after one: that which was closed last, as whoever asks has just read it.</summary>
    Task<OpenViews> ReadAsync(DateOnly after, CancellationToken cancellationToken);
}

/// <summary>What stories were read on the days after one. <paramref name="Beside"/> are those of so many shares that only their own days tell.</summary>
public sealed record OpenViews(ILookup<StoryId, DailyViews> Rows, IReadOnlySet<StoryId> Beside)
{
    /// <summary>By day and share (ordinal); null where the story's days have to be read.</summary>
    public IEnumerable<DailyViews>? Of(StoryId story) => Beside.Contains(story) ? null : Rows[story];
}
