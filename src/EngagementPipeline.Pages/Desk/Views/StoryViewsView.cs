using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Pages.Desk.Views;

/// <summary>How one published story is read: by day, by share and by level, with whom each share went to (code to name).</summary>
public sealed record StoryViewsView(
    PublishedStory Story, ViewFigures Days, ViewFigures Shares, ViewFigures Levels, IReadOnlyDictionary<string, string> SharedWith, DateTimeOffset Now)
{
    /// <summary>More days than this are drawn as months.</summary>
    private const int MostColumns = 62;

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
    public ReportChart ByDay(string says)
    {
        var views = Days.Rows.ToDictionary(DayOf, r => r.Views);
        var days = Enumerable.Range(0, Math.Max(0, Today.DayNumber - LaunchedOn.DayNumber) + 1).Select(LaunchedOn.AddDays).ToList();
        var columns = days.Count <= MostColumns
            ? days.Select(day => (Name: day.ToString("d MMM", CultureInfo.InvariantCulture), Views: views.GetValueOrDefault(day), Open: IsOpen(day))).ToList()
            : days.GroupBy(day => (day.Year, day.Month)).Select(month => (
                Name: month.First().ToString("MMMM yyyy", CultureInfo.InvariantCulture), Views: month.Sum(day => views.GetValueOrDefault(day)), Open: month.Any(IsOpen))).ToList();
        return new(
            "views", days.Count <= MostColumns ? "Views day by day" : "Views month by month", says, "views", days.Count <= MostColumns ? "Day" : "Month",
            [.. columns.Select(column => column.Name)], [new("Views", [.. columns.Select(column => (decimal?)column.Views)])], OverTime: true)
        {
            Open = [.. columns.Index().Where(column => column.Item.Open).Select(column => column.Index)],
        };
    }

    private bool IsOpen(DateOnly day) => Settling.IsOpen(day, Now);
}
