using System.Globalization;
using EngagementPipeline.Core.Reports.Outputs;

namespace EngagementPipeline.Pages.Desk.Views;

/// <summary>What the page about one story's readers draws.</summary>
internal static class StoryCharts
{
    /// <summary>Days of the launch curve: its first week and three more.</summary>
    private const int LaunchDays = 28;

    /// <summary>More days than this are drawn as months.</summary>
    private const int MostColumns = 62;

    /// <summary>More shares or cards than this have no bar of their own; the table has all.</summary>
    private const int MostBars = 24;

    /// <summary>Every day from the launch on, for four weeks or until today; those without views too.</summary>
    public static ReportChart Launch(StoryViewsView view)
    {
        var days = DaysOf(view).Take(LaunchDays).ToList();
        var week = days.Take(7).Sum(day => day.Views);
        return ByDay("launch", days.Count < LaunchDays ? "From its launch" : "The first four weeks", days, view.FirstWeekOver
            ? $"{Count(week)} in the first week, {Count(days.Skip(7).Sum(day => day.Views))} in {(days.Count < LaunchDays ? "the days since" : "the three weeks after it")}."
            : $"{Count(week)} so far. Its first week runs until {Say.Day(view.FirstWeek.To)}.");
    }

    /// <summary>From the launch until today; null where the launch curve already shows it.</summary>
    public static ReportChart? AllTime(StoryViewsView view)
    {
        var days = DaysOf(view).ToList();
        if (days.Count <= LaunchDays)
            return null;
        var says = view.Best is { Views: > 0 } best ? $"Most came on {Say.Day(StoryViewsView.DayOf(best))}: {Say.Number(best.Views)}." : "Nobody has read it yet.";
        if (days.Count <= MostColumns)
            return ByDay("all-time", "From its launch until today", days, says);
        var months = days.GroupBy(day => (day.Day.Year, day.Day.Month)).ToList();
        return new(
            "all-time", "Month by month", says, "views", "Month", [.. months.Select(month => month.First().Day.ToString("MMMM yyyy", CultureInfo.InvariantCulture))],
            [new("Views", [.. months.Select(month => (decimal?)month.Sum(day => day.Views))])], OverTime: true)
        {
            Open = [.. months.Index().Where(month => month.Item.Any(day => day.Open)).Select(month => month.Index)],
        };
    }

    public static ReportChart? Shares(StoryViewsView view)
    {
        var shares = view.Shares.Rows.Where(row => row.Views > 0).OrderByDescending(row => row.Views).Take(MostBars).ToList();
        var through = view.Shares.Rows.Where(row => row.Key.Length > 0).Sum(row => row.Views);
        return shares is [] ? null : Bars("shares", "Through whom it came", "Share", through == 0
            ? "Nobody has come through a share yet."
            : $"{Count(through)} of {Say.Number(view.Shares.Total)} came through somebody who passed it on.", shares.Select(row => (view.NameOf(row.Key), row.Views)));
    }

    /// <summary>Cards by what stands on them; of a long story by their places only, and the table says what stands there.</summary>
    public static ReportChart? Cards(StoryViewsView view)
    {
        if (view.Cards is not [.., var last] || view.Days.Total == 0)
            return null;
        var says = $"{Count(last.Views)} of {Say.Number(view.Days.Total)} reached the last card.";
        return view.Cards.Count <= MostBars
            ? Bars("cards", "How far they read", "Card", says, view.Cards.Select((card, place) => (view.NameOfCard(place), card.Views)))
            : Bars("cards", "How far they read", "Card", says, view.Cards.Select((card, place) => ((place + 1).ToString(CultureInfo.InvariantCulture), card.Views))) with { OverTime = true };
    }

    public static ReportChart? Depth(StoryViewsView view) => view.Depth is { } depth && depth.Glance + depth.Quick + depth.Deep > 0
        ? Bars("depth", "How long they stayed", "Time on the page", $"{Count(depth.Deep)} of {Say.Number(view.Days.Total)} lasted a minute or more.",
            [("Under 10 seconds", depth.Glance), ("10 seconds to a minute", depth.Quick), ("A minute or more", depth.Deep)])
        : null;

    private static IEnumerable<(DateOnly Day, long Views, bool Open)> DaysOf(StoryViewsView view)
    {
        var views = view.Days.Rows.ToDictionary(StoryViewsView.DayOf, row => row.Views);
        for (var day = view.LaunchedOn; day <= view.Today || day == view.LaunchedOn; day = day.AddDays(1))
            yield return (day, views.GetValueOrDefault(day), view.IsOpen(day));
    }

    private static ReportChart ByDay(string key, string title, List<(DateOnly Day, long Views, bool Open)> days, string says) => new(
        key, title, says, "views", "Day", [.. days.Select(day => day.Day.ToString("d MMM", CultureInfo.InvariantCulture))],
        [new("Views", [.. days.Select(day => (decimal?)day.Views)])], OverTime: true)
    {
        Open = [.. days.Index().Where(day => day.Item.Open).Select(day => day.Index)],
    };

    private static ReportChart Bars(string key, string title, string category, string says, IEnumerable<(string Name, long Views)> bars)
    {
        var all = bars.ToList();
        return new(key, title, says, "views", category, [.. all.Select(bar => bar.Name)], [new("Views", [.. all.Select(bar => (decimal?)bar.Views)])], OverTime: false);
    }

    private static string Count(long views) => Say.Count(views, "view", "views");
}
