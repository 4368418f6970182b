namespace EngagementPipeline.Core.Views;

/// <summary>What the log says of one story, and what has been told of it.</summary>
internal sealed class StoryWork
{
    private ReceivedLines? _lines;
    private PeriodViews? _views;
    private DateOnly _day;
    private DateOnly _period;

    public Dictionary<DateOnly, PeriodViews> Periods { get; } = [];

    /// <summary>Lines by the London day they were received on.</summary>
    public Dictionary<DateOnly, ReceivedLines> Received { get; } = [];

    public Dictionary<DateOnly, (long Lines, bool Provisional)> SettledDays { get; } = [];

    public void Add(in LoggedRecord line, in ViewDays.Cursor at, RecordChunks memory)
    {
        // Most lines are of the day and the period that the one before was of.
        if (_lines is null || _views is null || at.Day != _day || at.Period != _period)
        {
            (_day, _period) = (at.Day, at.Period);
            if (!Received.TryGetValue(_day, out _lines))
                Received[_day] = _lines = new();
            if (!Periods.TryGetValue(_period, out _views))
                Periods[_period] = _views = new(memory, at.PeriodBeganMs);
        }

        _lines.Lines++;
        _views.Add(line);
    }

    public bool IsOutstanding(DateOnly day, DateOnly newestClosed)
    {
        var settled = SettledDays.GetValueOrDefault(day);
        return settled.Lines < LinesFor(day) || (settled.Provisional && day <= newestClosed);
    }

    public long LinesFor(DateOnly day) =>
        LinesIn(day) + LinesIn(day.AddDays(-1)) + LinesIn(day.AddDays(-2));

    /// <summary>False when nothing is left.</summary>
    public bool ForgetBefore(DateOnly period)
    {
        (_lines, _views) = (null, null);
        foreach (var (held, views) in Periods)
            if (held < period)
            {
                views.Release();
                Periods.Remove(held);
            }

        Drop(Received, period.AddDays(2));
        Drop(SettledDays, period.AddDays(2));
        return Periods.Count > 0;
    }

    private long LinesIn(DateOnly period) => Periods.GetValueOrDefault(period)?.Lines ?? 0;

    private static void Drop<T>(Dictionary<DateOnly, T> days, DateOnly first)
    {
        foreach (var day in days.Keys)
            if (day < first)
                days.Remove(day);
    }
}

/// <summary>How many lines were received.</summary>
internal sealed class ReceivedLines
{
    public long Lines { get; set; }
}
