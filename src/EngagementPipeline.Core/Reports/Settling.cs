using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports;

/// <summary>When a day's counts stop changing.</summary>
public static class Settling
{
    /// <summary>
    /// For the roll-up that closes a day. Too short, and a report calls final what may change; longer only delays that word. A row
    /// that says that it is provisional always is.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public static bool IsOpen(DateOnly day, DateTimeOffset now) => now < ViewDays.ClosingOf(day) + Grace;

    public static bool IsOpen(ReportingYear year, DateTimeOffset now) => IsOpen(year.LastDay, now);
}
