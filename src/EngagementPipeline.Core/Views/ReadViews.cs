using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>What the rows of an answer stand for.</summary>
public enum ViewsBy
{
    Day,
    Month,

    /// <summary>A <see cref="ReportingYear"/>.</summary>
    Year,

    /// <summary>The share code a reader came through; empty for none.</summary>
    Share,

    /// <summary>How far the share reached; <c>none</c> for readers who came through no share.</summary>
    Level,

    /// <summary>A card's place: how many views reached it.</summary>
    Card,
}

/// <summary>Views of one story between two days, both included; from its launch and until today where they are not given.</summary>
public sealed record ReadViews(StoryId Story, DateOnly? From, DateOnly? To, ViewsBy By);

/// <param name="Received">Records received: <paramref name="Total"/> + excluded + <paramref name="Repeats"/>, to the unit.</param>
/// <param name="Provisional">Some day in it is not closed yet.</param>
public sealed record ViewFigures(
    long Total, IReadOnlyList<ViewFigure> Rows, IReadOnlyDictionary<Exclusion, long> Excluded, long Received, long Repeats, bool Provisional);

/// <summary>
/// One row. <paramref name="Visitors"/> over several days is the sum of each day's: nobody can be told to be the same past a day. Of a
/// card only the views that reached it are known; the rest is null.
/// </summary>
public sealed record ViewFigure(
    string Key, long Views, long? Visitors = null, long? Completed = null, ActiveSeconds? ActiveSeconds = null, DepthCounts? Depth = null);

public sealed record ActiveSeconds(double Median, long Total);

public sealed record DepthCounts(long Glance, long Quick, long Deep);

public sealed class ReadViewsHandler(IViewSumStore sums, IPublishedStories stories, TimeProvider clock)
{
    /// <summary>Refuses with <c>not-found</c> for a story that was never published, with <c>bad-fields</c> when the days are the wrong way round.</summary>
    public async Task<Result<ViewFigures>> HandleAsync(ReadViews query, CancellationToken cancellationToken)
    {
        if (await stories.FindAsync(query.Story, cancellationToken) is not { } story)
            return Refusals.NotFound("published story");

        var to = query.To ?? clock.Today();
        var from = query.From ?? Earlier(London.DayOf(story.LaunchedAt), to);
        if (from > to)
            return Refusals.BadField("from", "Must not be later than 'to'.");

        var days = new List<StoryDay>();
        await foreach (var day in sums.ReadAsync(query.Story, from, to, cancellationToken))
            days.Add(day);

        return new ViewFigures(
            days.Sum(day => day.Shares.Values.Sum(share => share.Views)),
            query.By == ViewsBy.Card ? Cards(days, story.CardCount) : Rows(days, story, query.By),
            Enum.GetValues<Exclusion>().ToDictionary(reason => reason, reason => days.Sum(day => day.Excluded.GetValueOrDefault(reason))),
            days.Sum(day => day.Received),
            days.Sum(day => day.Repeats),
            to > ViewDays.NewestClosed(clock.GetUtcNow()) || days.Any(day => day.Provisional));
    }

    private static List<ViewFigure> Rows(List<StoryDay> days, PublishedStory story, ViewsBy by) =>
    [
        .. days.SelectMany(day => day.Shares.Select(share => (day.Day, Share: share.Key, Sums: share.Value)))
            .GroupBy(part => KeyOf(part.Day, part.Share, story, by), part => (part.Day, part.Sums))
            .OrderBy(row => row.Key.Order)
            .ThenBy(row => row.Key.Text, StringComparer.Ordinal)
            .Select(row => RowOf(row.Key.Text, row)),
    ];

    private static ViewFigure RowOf(string key, IEnumerable<(DateOnly Day, ViewSums Sums)> parts)
    {
        // Within a day visitors are united, so that one who came through two shares counts once; across days they can only be added.
        var visitors = 0L;
        var all = new ViewTally();
        foreach (var day in parts.GroupBy(part => part.Day, part => part.Sums))
        {
            var tally = new ViewTally();
            foreach (var sums in day)
                tally.Add(sums);
            var total = tally.Total();
            visitors += total.Visitors.Count;
            all.Add(total with { Visitors = new() });
        }

        var row = all.Total();
        return new(
            key, row.Views, visitors, row.Completed,
            new(row.ActiveTimes.MedianSeconds(), (row.ActiveTimes.TotalMs + 500) / 1000),
            new(row.Glances, row.QuickReads, row.DeepReads));
    }

    private static List<ViewFigure> Cards(List<StoryDay> days, int cardCount) =>
    [
        .. from card in Enumerable.Range(0, cardCount)
           let views = days.Sum(day => day.Shares.Values.Sum(share => share.Cards.ElementAtOrDefault(card)))
           select new ViewFigure(card.ToString(CultureInfo.InvariantCulture), views),
    ];

    private static (int Order, string Text) KeyOf(DateOnly day, string share, PublishedStory story, ViewsBy by) => by switch
    {
        ViewsBy.Day => (day.DayNumber, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ViewsBy.Month => ((day.Year * 12) + day.Month, day.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        ViewsBy.Year => (ReportingYear.Of(day).StartYear, ReportingYear.Of(day).ToString()),
        ViewsBy.Share => (0, share),
        _ => story.ShareCodes.TryGetValue(share, out var level) ? ((int)level, Kebab.Of(level)) : (int.MaxValue, "none"),
    };

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
