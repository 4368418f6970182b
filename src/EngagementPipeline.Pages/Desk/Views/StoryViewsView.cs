using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Pages.Desk.Parts;

namespace EngagementPipeline.Pages.Desk.Views;

/// <summary>How one published story is read: by day, by share and by level, with whom each share went to (code to name).</summary>
public sealed record StoryViewsView(
    PublishedStory Story, ViewFigures Days, ViewFigures Shares, ViewFigures Levels, IReadOnlyDictionary<string, string> SharedWith, DateTimeOffset Now)
{
    /// <summary>More days than this are drawn as months.</summary>
    private const int MostBars = 62;

    public DateOnly Today => London.DayOf(Now);

    public DateOnly LaunchedOn => London.DayOf(Story.LaunchedAt);

    public FirstWeek FirstWeek => FirstWeek.Of(Story);

    public long FirstWeekViews => Days.Rows.Where(r => FirstWeek.Contains(DayOf(r))).Sum(r => r.Views);

    public bool FirstWeekOver => Today > FirstWeek.To;

    public ViewFigure? Best => Days.Rows.MaxBy(r => r.Views);

    public long Completed => Days.Rows.Sum(r => r.Completed ?? 0);

    public long Visitors => Days.Rows.Sum(r => r.Visitors ?? 0);

    public static DateOnly DayOf(ViewFigure row) => DateOnly.ParseExact(row.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Every day from launch until today, those without views too; months where that would be too many.</summary>
    public IReadOnlyList<Bar> Bars()
    {
        var views = Days.Rows.ToDictionary(DayOf, r => r.Views);
        var days = Enumerable.Range(0, Math.Max(0, Today.DayNumber - LaunchedOn.DayNumber) + 1).Select(LaunchedOn.AddDays).ToList();
        return days.Count <= MostBars
            ? [.. days.Select(day => new Bar(day.ToString("d MMM", CultureInfo.InvariantCulture), views.GetValueOrDefault(day), IsOpen(day)))]
            : [.. days.GroupBy(day => (day.Year, day.Month)).Select(month => new Bar(
                month.First().ToString("MMM yy", CultureInfo.InvariantCulture), month.Sum(day => views.GetValueOrDefault(day)), month.Any(IsOpen)))];
    }

    private bool IsOpen(DateOnly day) => Settling.IsOpen(day, Now);
}
