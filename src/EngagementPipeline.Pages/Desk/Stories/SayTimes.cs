using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>Times that are still to come, as a clock in London will show them.</summary>
public static class SayTimes
{
    /// <summary>"25 October 2026, 01:30", and in the hour that is shown twice which of the two is meant.</summary>
    public static string At(DateTimeOffset instant) => Say.Time(instant) + (London.IsShownTwice(instant)
        ? London.IsSummerTime(instant) ? " (summer time, the first of the two)" : " (winter time, the second of the two)"
        : "");

    /// <summary>The value of a field for a day and a time.</summary>
    public static string? Field(DateTimeOffset? instant) =>
        instant is { } at ? London.ClockOf(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;
}
