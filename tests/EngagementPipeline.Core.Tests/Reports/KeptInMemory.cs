using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Reports;

internal sealed class KeptInMemory : IKeptViews
{
    private readonly Dictionary<(ReportingYear Year, StoryId Story), Versioned<KeptViews>> _kept = [];
    private int _marks;

    public DateOnly? Closed { get; set; }

    public int Count => _kept.Count(kept => kept.Value.Value.Through >= kept.Key.Year.FirstDay);

    /// <summary>As a roll-up does that changes a closed day.</summary>
    public void Void(StoryId story, DateOnly day)
    {
        var year = ReportingYear.Of(day);
        _kept[(year, story)] = new(new(story, default, year.FirstDay.AddDays(-1), []), $"{++_marks}");
    }

    public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => Task.FromResult(Closed);

    public Task<IReadOnlyDictionary<StoryId, Versioned<KeptViews>>> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<StoryId, Versioned<KeptViews>>>(_kept.Where(kept => kept.Key.Year == year).ToDictionary(kept => kept.Key.Story, kept => kept.Value));

    public Task KeepAsync(ReportingYear year, KeptViews kept, string? mark, CancellationToken cancellationToken)
    {
        lock (_kept)
        {
            if (_kept.GetValueOrDefault((year, kept.Story))?.Mark == mark)
                _kept[(year, kept.Story)] = new(kept, $"{++_marks}");
        }

        return Task.CompletedTask;
    }

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        foreach (var key in _kept.Keys.Where(key => key.Story == story).ToList())
            _kept.Remove(key);
        return Task.CompletedTask;
    }
}
