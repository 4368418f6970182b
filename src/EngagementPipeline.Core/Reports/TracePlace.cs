using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// Where a row stands in a trace: stories go by launch, and within a story rows go by day and share. The place outlives its row:
/// reading goes on behind it even when the story itself is gone.
/// </summary>
internal sealed record TracePlace(DateTimeOffset LaunchedAt, StoryId Story, DateOnly Day, string Share)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Before every row there can be.</summary>
    private static readonly TracePlace Start = new(DateTimeOffset.MinValue, default, DateOnly.MinValue, "");

    public static TracePlace Of(PublishedStory story, TraceRow row) => new(story.LaunchedAt, story.Id, row.Day, row.Share ?? "");

    /// <summary>Reads what <see cref="ToString"/> writes; null is the start.</summary>
    public static Result<TracePlace> Parse(string? place)
    {
        if (place is null)
            return Start;
        return place.Split(' ', 4) is [var launched, var story, var day, var share]
            && long.TryParse(launched, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Id.TryParse<StoryId>(story, out var id)
            && DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                ? new TracePlace(new DateTimeOffset(ticks, TimeSpan.Zero), id, on, share)
                : Refusals.BadContinue;
    }

    /// <summary>Whether every row of this story stands before the place.</summary>
    public bool IsPast(PublishedStory story) => Compare(story.LaunchedAt, story.Id) < 0;

    public bool IsBefore(TracePlace other)
    {
        var byStory = Compare(other.LaunchedAt, other.Story);
        if (byStory != 0)
            return byStory > 0;
        return other.Day > Day || (other.Day == Day && string.CompareOrdinal(other.Share, Share) > 0);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{LaunchedAt.UtcTicks} {Story} {Day:yyyy-MM-dd} {Share}");

    /// <summary>Above 0 when the story launched then comes after this place's.</summary>
    private int Compare(DateTimeOffset launchedAt, StoryId story)
    {
        var byLaunch = launchedAt.CompareTo(LaunchedAt);
        return byLaunch != 0 ? byLaunch : story.Value.CompareTo(Story.Value);
    }
}
