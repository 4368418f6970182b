using EngagementPipeline.LocalHost.Runtime;
using NCrontab;

namespace EngagementPipeline.LocalHost.Timers;

/// <summary>When a timer function is due, in UTC. Six NCRONTAB fields, seconds first; five mean second 0, as in the real host.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule _schedule;

    private TimerSchedule(string text, CrontabSchedule schedule)
    {
        Text = text;
        _schedule = schedule;
    }

    public string Text { get; }

    /// <exception cref="FunctionDefinitionException">It is not a schedule. A time span is none either: the plan the app ships on refuses those.</exception>
    public static TimerSchedule Parse(string function, string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var schedule = fields is 5 or 6 ? CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) : null;

        return schedule is null
            ? throw new FunctionDefinitionException($"Function {function}: '{text}' is not a schedule of six NCRONTAB fields, such as '0 */5 * * * *'.")
            : new TimerSchedule(text, schedule);
    }

    /// <returns>The first occurrence later than <paramref name="instant"/>; the end of time when there is none (30 February).</returns>
    public DateTimeOffset NextAfter(DateTimeOffset instant) =>
        new(DateTime.SpecifyKind(_schedule.GetNextOccurrence(instant.UtcDateTime), DateTimeKind.Utc));
}
