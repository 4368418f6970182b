using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// When days and periods begin and end. A view belongs to the London day of its earliest record. A day's counting closes at 03:00 on
/// the next, so that somebody who reads across midnight is counted whole. The log is therefore worked in periods from 03:00 to
/// 03:00: whatever was received in a period can change the day of its name and the first three hours of the next, and no other.
/// </summary>
public static class ViewDays
{
    /// <summary>A record that is acknowledged lands in the log within this of being received, and is read when the date it is filed under has ended for as long.</summary>
    public static readonly TimeSpan LatestLanding = TimeSpan.FromHours(2);

    private static readonly TimeOnly ClosingTime = new(3, 0);

    /// <summary>The instant after which nothing that is received can change the day's sums.</summary>
    public static DateTimeOffset ClosingOf(DateOnly day) => London.At(day.AddDays(1), ClosingTime);

    /// <summary>The newest day that is closed.</summary>
    public static DateOnly NewestClosed(DateTimeOffset now) => PeriodOf(now).AddDays(-1);

    /// <summary>The day at whose 03:00 the period of this instant began.</summary>
    public static DateOnly PeriodOf(DateTimeOffset instant)
    {
        var day = London.DayOf(instant);
        return instant < London.At(day, ClosingTime) ? day.AddDays(-1) : day;
    }

    /// <summary>
    /// Answers the same for records that follow one another without asking the time zone each time.
    /// </summary>
    internal struct Cursor
    {
        private long _from;
        private long _to;

        public DateOnly Day { get; private set; }

        public DateOnly Period { get; private set; }

        /// <summary>In Unix milliseconds.</summary>
        public long PeriodBeganMs { get; private set; }

        public void MoveTo(long unixMs)
        {
            if (unixMs >= _from && unixMs < _to)
                return;

            var instant = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
            Day = London.DayOf(instant);
            Period = PeriodOf(instant);
            PeriodBeganMs = London.At(Period, ClosingTime).ToUnixTimeMilliseconds();
            // Day and period both stay the same from one of midnight and 03:00 to the other.
            (_from, _to) = Period == Day
                ? (London.At(Day, ClosingTime).ToUnixTimeMilliseconds(), London.StartOf(Day.AddDays(1)).ToUnixTimeMilliseconds())
                : (London.StartOf(Day).ToUnixTimeMilliseconds(), London.At(Day, ClosingTime).ToUnixTimeMilliseconds());
        }
    }
}
