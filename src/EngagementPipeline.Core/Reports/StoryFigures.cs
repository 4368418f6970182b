using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// The figures of <see cref="FigureCatalogue.Stories"/>, all from one reading: per story one range of its daily sums, which covers
/// the year, the year before and the first weeks that run on past its end.
/// </summary>
public sealed class StoryFigures(IPublishedStories stories, IViewSums sums) : IFigureSource
{
    /// <summary>Stories read at once. More hardly helps: they queue up in the storage account, and each holds two years of days.</summary>
    private const int AtOnce = 8;

    private readonly IReadOnlyList<StoryFigure> _figures = FigureCatalogue.Stories;

    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var published = await LaunchedByAsync(year.LastDay, cancellationToken);
        var read = await SelectAsync(published, year.Previous.FirstDay, year, story => (Sums: SumsOf(story, year, now), Contents: StoryContents.Of(story, year, now)), cancellationToken);
        DateOnly? firstLaunch = published is [] ? null : London.DayOf(published[0].LaunchedAt);

        return new(
        [
            .. _figures.Select((figure, i) =>
            {
                var parts = read.Select(story => story.Sums[i].Part).Where(part => part.Sum.Rows > 0).ToList();
                return new FigureReading(
                    figure.About,
                    year.FirstDay,
                    year.LastDay,
                    Total(parts.Select(part => part.Sum)),
                    Settling.IsOpen(year, now) || parts.Any(part => part.Open),
                    firstLaunch <= year.Previous.LastDay ? Total(read.Select(story => story.Sums[i].Before)) : null,
                    parts);
            }),
        ])
        {
            Months = StoryContents.Together([.. read.Select(story => story.Contents)], firstLaunch, year, now),
            Stories = [.. read.Select(story => story.Contents.InYear).OfType<StoryInYear>()],
        };
    }

    public Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        Task.FromResult(_figures.FirstOrDefault(f => f.About.Key == key)?.About);

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken) =>
        TracePlace.Parse(place).Map(after => TraceAsync(FigureOf(key), year, after, cancellationToken));

    private async IAsyncEnumerable<TracedRow> TraceAsync(
        StoryFigure figure, ReportingYear year, TracePlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var published = await LaunchedByAsync(year.LastDay, cancellationToken);
        foreach (var some in published.Where(story => !after.IsPast(story)).Chunk(AtOnce))
        {
            var rows = await SelectAsync(
                some,
                year.FirstDay,
                year,
                story => figure.Rows(story, year).Select(row => (Place: TracePlace.Of(story.Story, row), Row: row)).ToList(),
                cancellationToken);
            foreach (var (place, row) in rows.SelectMany(r => r).Where(r => after.IsBefore(r.Place)))
                yield return new(place.ToString(), row);
        }
    }

    private static FigureSum SumOf(StoryFigure figure, StoryDays story, ReportingYear year) =>
        figure.Rows(story, year).Aggregate(FigureSum.None, (sum, row) => sum.Add(row, story.IsSample));

    private static FigureSum Total(IEnumerable<FigureSum> sums) => sums.Aggregate(FigureSum.None, (total, sum) => total.Add(sum));

    private List<(FigurePart Part, FigureSum Before)> SumsOf(StoryDays story, ReportingYear year, DateTimeOffset now) =>
    [
        .. _figures.Select(figure => (
            new FigurePart(
                story.Story.Id,
                story.Story.Title,
                story.LaunchedOn,
                SumOf(figure, story, year),
                Settling.IsOpen(figure.LastDay(story, year), now)),
            SumOf(figure, story, year.Previous))),
    ];

    private StoryFigure FigureOf(string key) =>
        _figures.FirstOrDefault(f => f.About.Key == key) ?? throw new ArgumentException($"'{key}' is no figure of stories.", nameof(key));

    private async Task<IReadOnlyList<PublishedStory>> LaunchedByAsync(DateOnly day, CancellationToken cancellationToken) =>
    [
        .. (await stories.ListAsync(cancellationToken))
            .Where(story => London.DayOf(story.LaunchedAt) <= day)
            .OrderBy(story => story.LaunchedAt)
            .ThenBy(story => story.Id.Value),
    ];

    /// <summary>Reads each story's days and makes something of them; in the order of the stories, whichever is read first.</summary>
    private async Task<IReadOnlyList<T>> SelectAsync<T>(
        IReadOnlyList<PublishedStory> published,
        DateOnly from,
        ReportingYear year,
        Func<StoryDays, T> select,
        CancellationToken cancellationToken)
    {
        var made = new T[published.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, published.Count, limit, async (i, token) =>
        {
            var days = await sums.ReadAsync(published[i].Id, from, year.LastDay.AddDays(FirstWeek.Days - 1), token).ToListAsync(token);
            made[i] = select(new(published[i], days));
        });
        return made;
    }
}
