using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// The figures of <see cref="FigureCatalogue.Stories"/>, all from one reading of what each story's days add up to in the year and the
/// year before. A trace always reads the days themselves.
/// </summary>
public sealed class StoryFigures(IPublishedStories stories, IViewSums sums, IKeptViews kept, IOpenViews open) : IFigureSource
{
    /// <summary>Stories that a trace reads at once: a page of it ends somewhere among them.</summary>
    private const int AtOnce = 8;

    private readonly IReadOnlyList<StoryFigure> _figures = FigureCatalogue.Stories;
    private readonly StoryYears _years = new(stories, sums, kept, open);

    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var published = await LaunchedByAsync(year.LastDay, cancellationToken);
        var read = await _years.SelectAsync(published, year, story => (Sums: SumsOf(story, year, now), Contents: StoryContents.Of(story, year, now)), cancellationToken);
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
            var rows = await Task.WhenAll(some.Select(story => RowsAsync(figure, story, year, cancellationToken)));
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

    private async Task<IReadOnlyList<(TracePlace Place, TraceRow Row)>> RowsAsync(
        StoryFigure figure, PublishedStory story, ReportingYear year, CancellationToken cancellationToken)
    {
        var days = await sums.ReadAsync(story.Id, year.FirstDay, year.LastDay.AddDays(FirstWeek.Days - 1), cancellationToken).ToListAsync(cancellationToken);
        return [.. figure.Rows(new(story, days), year).Select(row => (TracePlace.Of(story, row), row))];
    }
}
