using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Pages.Desk.Views;

/// <summary>How one published story is read: by day, by share and by level, with whom each share went to (code to name).</summary>
public sealed record StoryViewsView(
    PublishedStory Story, ViewFigures Days, ViewFigures Shares, ViewFigures Levels, IReadOnlyDictionary<string, string> SharedWith, DateTimeOffset Now)
{
    public DateOnly Today => London.DayOf(Now);

    public DateOnly LaunchedOn => London.DayOf(Story.LaunchedAt);

    public FirstWeek FirstWeek => FirstWeek.Of(Story);

    public long FirstWeekViews => Days.Rows.Where(r => FirstWeek.Contains(DayOf(r))).Sum(r => r.Views);

    public bool FirstWeekOver => Today > FirstWeek.To;

    public ViewFigure? Best => Days.Rows.MaxBy(r => r.Views);

    public long Completed => Days.Rows.Sum(r => r.Completed ?? 0);

    public long Visitors => Days.Rows.Sum(r => r.Visitors ?? 0);

    public static DateOnly DayOf(ViewFigure row) => DateOnly.ParseExact(row.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How many views reached each card, by its place; empty where nobody knows.</summary>
    public IReadOnlyList<ViewFigure> Cards { get; init; } = [];

    /// <summary>What stands on each card, in a few words, as the story is now; empty where its cards can't be read.</summary>
    public IReadOnlyList<string> CardNames { get; init; } = [];

    public DepthCounts Depth => new(Days.Rows.Sum(r => r.Depth?.Glance ?? 0), Days.Rows.Sum(r => r.Depth?.Quick ?? 0), Days.Rows.Sum(r => r.Depth?.Deep ?? 0));

    /// <summary>The days with views, newest first, each with all views until then.</summary>
    public IEnumerable<(ViewFigure Row, long SoFar)> NewestFirst()
    {
        var soFar = 0L;
        return Days.Rows.Select(row => (row, soFar += row.Views)).Reverse();
    }

    public string NameOf(string share) => share.Length == 0 ? "Through no share" : SharedWith.GetValueOrDefault(share, share);

    public string NameOfCard(int place) => string.Create(CultureInfo.InvariantCulture, $"{place + 1}. {CardNames.ElementAtOrDefault(place) ?? "Card"}");

    public bool IsOpen(DateOnly day) => Settling.IsOpen(day, Now);
}
