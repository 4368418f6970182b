using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A story's first week: seven days in Europe/London, of which the day of its launch is the first, whatever the hour. The week
/// belongs to the reporting year of the launch and is always seven days long, also where it runs on past 31 March.
/// </summary>
public sealed record FirstWeek(DateOnly From, DateOnly To)
{
    public const int Days = 7;

    public static FirstWeek Of(PublishedStory story)
    {
        var launch = London.DayOf(story.LaunchedAt);
        return new(launch, launch.AddDays(Days - 1));
    }

    public bool Contains(DateOnly day) => day >= From && day <= To;
}
