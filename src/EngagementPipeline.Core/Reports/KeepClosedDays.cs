using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// Adds up the days of all stories once a day has closed, so that nobody waits for it who asks for a report. A report that comes first does the same.
/// </summary>
public sealed class KeepClosedDaysHandler(IPublishedStories stories, IViewSums sums, IKeptViews kept, IOpenViews open)
{
    private readonly StoryYears _years = new(stories, sums, kept, open);

    /// <summary>By this instance; another one, or a start, adds up once more what is kept already, which costs three queries.</summary>
    private DateOnly? _keptThrough;

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        if (await kept.ClosedThroughAsync(cancellationToken) is not { } closed || closed == _keptThrough)
            return;
        var year = ReportingYear.Of(closed);
        var launched = (await stories.ListAsync(cancellationToken)).Where(story => London.DayOf(story.LaunchedAt) <= year.LastDay).ToList();
        await _years.SelectAsync(launched, year, story => story.Story.Id, cancellationToken);
        _keptThrough = closed;
    }
}
