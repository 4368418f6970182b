using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>A day that is closed: when, and how many lines of the log of that date could not be read.</summary>
public sealed record ClosedDay(DateOnly Day, DateTimeOffset At, long SetAside);

/// <summary>The rows that figures are read from.</summary>
public interface IViewSumStore
{
    /// <summary>
    /// Puts this in place of all that was found before for the story's day, unless what is there looked at more lines, or at as many
    /// and says no less. Two that come at once leave one of them, whole.
    /// </summary>
    Task ReplaceAsync(StoryDay found, CancellationToken cancellationToken);

    /// <summary>A story's days between two, both included, in order.</summary>
    IAsyncEnumerable<StoryDay> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    Task EraseAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>Removes the sums of all the project's stories, whether or not the stories themselves are still there.</summary>
    Task EraseAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>The newest day that is closed; null when none ever was.</summary>
    Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken);

    Task CloseAsync(ClosedDay day, CancellationToken cancellationToken);

    /// <summary>The newest day that was worked out from the log a second time and held; null when none ever was.</summary>
    Task<DateOnly?> VerifiedThroughAsync(CancellationToken cancellationToken);

    Task VerifyAsync(DateOnly day, DateTimeOffset at, CancellationToken cancellationToken);
}
