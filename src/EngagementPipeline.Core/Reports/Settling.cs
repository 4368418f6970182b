using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>When a day's counts stop changing.</summary>
public static class Settling
{
    /// <summary>
    /// A day of views closes at 03:00 in London on the next (docs/views.md); the hour on top is for the roll-up that closes it. Too
    /// early, and a report calls final what may change; later only delays that word. A row that says that it is provisional always is.
    /// </summary>
    private static readonly TimeOnly OnTheNextDay = new(4, 0);

    public static bool IsOpen(DateOnly day, DateTimeOffset now) => now < London.At(day.AddDays(1), OnTheNextDay);

    public static bool IsOpen(ReportingYear year, DateTimeOffset now) => IsOpen(year.LastDay, now);
}
