using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>When a day's counts stop changing.</summary>
public static class Settling
{
    /// <summary>
    /// Days after a London day on which late page views still reach its rows and the last roll-up runs. Too few, and a report calls
    /// final what may change; too many only delays that word. A row that says itself that it is provisional always is.
    /// </summary>
    public const int Days = 3;

    public static bool IsOpen(DateOnly day, DateOnly today) => today <= day.AddDays(Days);

    public static bool IsOpen(ReportingYear year, DateOnly today) => IsOpen(year.LastDay, today);
}
