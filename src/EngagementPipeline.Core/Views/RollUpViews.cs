using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>What a run did: log bytes read, days of stories written, days closed, and log lines that could not be read.</summary>
public sealed record ViewsRolledUp(long BytesRead, int DaysWritten, int DaysClosed, long SetAside);

/// <summary>
/// Brings the sums up to the log. Keeps what it has read in memory, so that a run reads only what is new; a new process reads
/// the open days again from the log and comes to the same. Any number of these may run at once, on any number of machines: the store keeps
/// the finding that looked at more lines.
/// </summary>
public sealed class RollUpViewsHandler(
    IViewLogReader log, IViewSumStore sums, IPublishedStories stories, IVisitorSalts salts, TimeProvider clock) : IDisposable
{
    private const int WritesAtOnce = 8;

    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<DateOnly, Dictionary<string, long>> _readTo = [];
    private readonly Dictionary<DateOnly, long> _setAside = [];
    private ViewsRollUp? _work;
    private DateOnly _closedThrough;
    private DateOnly _date;
    private long? _readBefore;

    public async Task<ViewsRolledUp> HandleAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var begun = clock.GetTimestamp();
            var done = await RunAsync(cancellationToken);
            if (done.BytesRead > 0 && _readBefore is { } before)
                Promises.CountingLag.Record(clock.GetElapsedTime(before).TotalSeconds);
            _readBefore = begun;
            return done;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        _work?.Dispose();
    }

    private async Task<ViewsRolledUp> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var newestClosed = ViewDays.NewestClosed(now);
        var work = _work ??= await BeginAsync(newestClosed, cancellationToken);
        var (bytes, written, closed, setAside) = (0L, 0, 0, work.SetAside);

        for (var date = _date; date <= today; date = date.AddDays(1))
        {
            bytes += await ReadNewAsync(work, date, cancellationToken);
            work.KnowsAll();

            // One day after the other, so that a long absence is worked off within the memory of three days.
            while (_closedThrough < newestClosed && ViewDays.ClosingOf(_closedThrough.AddDays(1)) < EndOf(date))
            {
                var day = _closedThrough.AddDays(1);
                written += await WriteAsync(work, day, newestClosed, cancellationToken);
                await sums.CloseAsync(new(day, now, _setAside.GetValueOrDefault(day)), cancellationToken);
                _closedThrough = day;
                work.ForgetBefore(day.AddDays(-2));
                closed++;
            }

            if (EndOf(date) + ViewDays.LatestLanding < now)
            {
                _readTo.Remove(date);
                _setAside.Remove(date.AddDays(-1));
                _date = date.AddDays(1);
            }
        }

        written += await WriteAsync(work, DateOnly.MaxValue, newestClosed, cancellationToken);
        if (closed > 0)
            await salts.DestroyThroughAsync(_closedThrough, cancellationToken);
        return new(bytes, written, closed, work.SetAside - setAside);
    }

    /// <summary>Starts behind the last day that was closed, or at the log's beginning; the periods before it say what had begun already.</summary>
    private async Task<ViewsRollUp> BeginAsync(DateOnly newestClosed, CancellationToken cancellationToken)
    {
        var first = await sums.ClosedThroughAsync(cancellationToken) ?? (await log.FirstDateAsync(cancellationToken))?.AddDays(-1) ?? newestClosed;
        _closedThrough = first;
        _date = first.AddDays(-2);
        await salts.DestroyThroughAsync(newestClosed, cancellationToken);
        return new(_date);
    }

    private async Task<long> ReadNewAsync(ViewsRollUp work, DateOnly date, CancellationToken cancellationToken)
    {
        if (!_readTo.TryGetValue(date, out var readTo))
            _readTo[date] = readTo = new(StringComparer.Ordinal);

        var total = 0L;
        var setAside = work.SetAside;
        await foreach (var segment in log.ListAsync(date, cancellationToken))
        {
            var from = readTo.GetValueOrDefault(segment.Name);
            readTo[segment.Name] = await work.AddAsync(log, segment, from, cancellationToken);
            total += readTo[segment.Name] - from;
        }

        _setAside[date] = _setAside.GetValueOrDefault(date) + work.SetAside - setAside;
        return total;
    }

    private async Task<int> WriteAsync(ViewsRollUp work, DateOnly through, DateOnly newestClosed, CancellationToken cancellationToken)
    {
        var due = work.Outstanding(newestClosed).Where(d => d.Day <= through).ToList();
        foreach (var wave in due.Chunk(WritesAtOnce))
        {
            await Task.WhenAll(wave.Select(d => WriteAsync(work, d.Story, d.Day, d.Day > newestClosed, cancellationToken)));
            foreach (var (story, day) in wave)
                work.Settled(story, day, work.LinesFor(story, day), day > newestClosed);
        }

        return due.Count;
    }

    private async Task WriteAsync(ViewsRollUp work, StoryId story, DateOnly day, bool provisional, CancellationToken cancellationToken)
    {
        if (await stories.FindAsync(story, cancellationToken) is { } facts)
            await sums.ReplaceAsync(work.Reckon(facts, day, provisional), cancellationToken);

        // A story that is not there any more was erased with its project, and what the log still says of it must not come back. Erasing
        // takes the story first and its sums then; asked after writing, one of the two always sees the other.
        if (await stories.FindAsync(story, cancellationToken) is null)
            await sums.EraseAsync(story, cancellationToken);
    }

    private static DateTimeOffset EndOf(DateOnly utcDate) => new(utcDate.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}
