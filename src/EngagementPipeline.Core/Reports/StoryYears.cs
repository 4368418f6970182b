using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// Reads what stories' days add up to in a year and the year before. Of days that are closed it reads what is kept of them, and keeps what it had to
/// work out; so a report takes longer with more stories, hardly with more days, and not with more views. A month that has gone on since it was
/// kept is worked out again from its first day: nothing is added to what is kept. The days that are not closed it reads for all stories at once.
/// </summary>
public sealed class StoryYears(IPublishedStories stories, IViewSums sums, IKeptViews kept, IOpenViews open)
{
    /// <summary>Stories read at once. More hardly helps: they queue up in the storage account, and each may hold two years of days.</summary>
    private const int AtOnce = 16;

    /// <summary>Makes something of each story; in the order of the stories, whichever is read first.</summary>
    public async Task<IReadOnlyList<T>> SelectAsync<T>(
        IReadOnlyList<PublishedStory> published, ReportingYear year, Func<StoryDays, T> select, CancellationToken cancellationToken)
    {
        // Which days are closed is asked first: what is closed then stays so while the days are read.
        var closed = await kept.ClosedThroughAsync(cancellationToken);
        var years = await Task.WhenAll(KeptOfAsync(year.Previous, cancellationToken), KeptOfAsync(year, cancellationToken));
        var recent = closed is { } last ? await open.ReadAsync(last, cancellationToken) : null;
        var (made, keptNow) = (new T[published.Count], 0);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, published.Count, limit, async (i, token) =>
        {
            var story = published[i];
            var days = await ReadAsync(story, years, closed, recent, token);
            foreach (var of in years.Where(of => closed is not null && ThroughOf(of.Year, closed.Value) > of.ThroughOf(story.Id)))
            {
                if (Add(story, days, of.Year, ThroughOf(of.Year, closed!.Value)) is not { } sum)
                    continue;
                await kept.KeepAsync(of.Year, sum, of.Of(story.Id)?.Mark, token);
                Interlocked.Increment(ref keptNow);
            }

            made[i] = select(new(story, days));
        });

        if (keptNow > 0)
            await EraseGoneAsync(published, cancellationToken);
        return made;
    }

    private async Task<KeptYear> KeptOfAsync(ReportingYear year, CancellationToken cancellationToken) =>
        new(year, await kept.ReadAsync(year, cancellationToken));

    /// <summary>By day and share, but for what is kept, which comes first.</summary>
    private async Task<IReadOnlyList<DailyViews>> ReadAsync(
        PublishedStory story, IReadOnlyList<KeptYear> years, DateOnly? closed, OpenViews? recent, CancellationToken cancellationToken)
    {
        var days = new List<DailyViews>();
        var from = years[0].Year.FirstDay;
        foreach (var of in years)
        {
            if (from != of.Year.FirstDay || closed is null || of.Of(story.Id) is not { } standing)
                break;
            var through = standing.Value.Through;
            from = through.AddDays(1);
            if (through < ThroughOf(of.Year, closed.Value))
                from = new(from.Year, from.Month, 1);
            days.AddRange(standing.Value.Sums.Where(sum => sum.Day < from));
        }

        var (year, week) = (years[^1].Year, FirstWeek.Of(story));
        var to = year.Contains(week.From) && week.To > year.LastDay ? week.To : year.LastDay;
        if (from > closed && recent?.Of(story.Id) is { } known)
            days.AddRange(known.Where(day => day.Day >= from && day.Day <= to));
        else if (from <= to)
            days.AddRange(await sums.ReadAsync(story.Id, from, to, cancellationToken).ToListAsync(cancellationToken));
        return days;
    }

    private static DateOnly ThroughOf(ReportingYear year, DateOnly closed) => closed < year.LastDay ? closed : year.LastDay;

    /// <summary>Null where a day of it may still change.</summary>
    private static KeptViews? Add(PublishedStory story, IReadOnlyList<DailyViews> days, ReportingYear year, DateOnly through)
    {
        var (week, ofYear) = (FirstWeek.Of(story), days.Where(day => year.Contains(day.Day) && day.Day <= through).ToList());
        return ofYear.Exists(day => day.Provisional)
            ? null
            : new(
                story.Id,
                story.Project,
                through,
                [
                    .. ofYear.GroupBy(day => (day.Day.Month, InWeek: week.Contains(day.Day), day.Share))
                        .Select(some => some.OrderBy(day => day.Day).Aggregate((sum, day) => sum.With(day)))
                        .OrderBy(sum => sum.Day)
                        .ThenBy(sum => sum.Share, StringComparer.Ordinal),
                ]);
    }

    /// <summary>Erasing a project takes the story first and what is kept of it then; asked after keeping, one of the two always sees the other.</summary>
    private async Task EraseGoneAsync(IReadOnlyList<PublishedStory> published, CancellationToken cancellationToken)
    {
        var there = (await stories.ListAsync(cancellationToken)).Select(story => story.Id).ToHashSet();
        foreach (var gone in published.Where(story => !there.Contains(story.Id)))
            await kept.EraseAsync(gone.Id, cancellationToken);
    }

    private sealed record KeptYear(ReportingYear Year, IReadOnlyDictionary<StoryId, Versioned<KeptViews>> Stories)
    {
        public Versioned<KeptViews>? Of(StoryId story) => Stories.GetValueOrDefault(story);

        public DateOnly ThroughOf(StoryId story) => Of(story)?.Value.Through ?? Year.FirstDay.AddDays(-1);
    }
}
