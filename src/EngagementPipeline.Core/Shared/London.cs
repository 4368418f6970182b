namespace EngagementPipeline.Core.Shared;

/// <summary>
/// Days are days in Europe/London: 23 or 25 hours long on the two nights the clocks change.
/// </summary>
public static class London
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a clock in London shows this day and time; in the hour that is shown twice, the first.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>What a clock in London shows, for people to read.</summary>
    public static DateTime ClockOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    /// <summary>True in the two hours, one after the other, in which the clocks show the same.</summary>
    public static bool IsShownTwice(DateTimeOffset instant) => Zone.IsAmbiguousTime(instant);

    public static bool IsSummerTime(DateTimeOffset instant) => Zone.IsDaylightSavingTime(instant);

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());
}
