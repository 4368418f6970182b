using System.Runtime.InteropServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// From log lines to a story's days. Give it lines in any order, in any pieces, as often as you like: a day comes out the same,
/// because it is worked out afresh from merged states, and reads nothing but the lines of its own period and the two before
/// (<see cref="ViewDays"/>): the one before holds the first three hours of its day, the one before that tells which of those views had begun already.
/// Memory is bounded, whatever the number of lines: records past <paramref name="mostHeld"/> are set aside in a file until their day is
/// worked out, story by story.
/// </summary>
/// <param name="firstPeriod">Lines of earlier periods are passed over. Days from two after it can be worked out.</param>
/// <param name="mostHeld">Records in memory, of 72 bytes each.</param>
public sealed class ViewsRollUp(DateOnly firstPeriod, int mostHeld = ViewsRollUp.MostHeld) : IDisposable
{
    public const int MostHeld = 2_000_000;

    /// <summary>Bytes of the log that are looked at together.</summary>
    private const int Piece = 4 * 1024 * 1024;

    private readonly Dictionary<StoryId, StoryWork> _stories = [];
    private readonly StoryMemo _met = new();
    private readonly RecordChunks _memory = new();
    private readonly SortedDictionary<DateOnly, SetAsideRecords> _files = [];
    private readonly DayReckoner _reckoner = new();
    private readonly Lock _one = new();
    private ViewDays.Cursor _cursor;
    private DateOnly _firstPeriod = firstPeriod;
    private byte[]? _piece;
    private int _newer;

    /// <summary>Lines that could not be read, and so are in no day.</summary>
    public long SetAside { get; private set; }

    /// <summary>The oldest day that can be worked out.</summary>
    public DateOnly FirstDay => _firstPeriod.AddDays(2);

    /// <summary>Records held in memory or in files, for those who watch it.</summary>
    public long RecordsHeld => _stories.Values.Sum(story => story.Periods.Values.Sum(period => (long)period.Count));

    /// <summary>Once there was a line that only a newer app can read, no day may be told or closed from here: it would come out too low.</summary>
    /// <exception cref="NewerVersionException">There was one.</exception>
    public void KnowsAll()
    {
        if (_newer > 0)
            throw new NewerVersionException("A line of the view log", _newer, known: 1);
    }

    /// <summary>Adds whole lines. What follows the last newline counts as a line that was cut short.</summary>
    public void Add(ReadOnlySpan<byte> lines)
    {
        while (lines.Length > 0)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (line.Length > 0)
                AddLine(line);
        }

        if (_memory.Rented > mostHeld)
            MakeRoom();
    }

    /// <summary>Adds what a segment holds from a place on; gives the place where it ended.</summary>
    public async Task<long> AddAsync(IViewLogReader log, LogSegment segment, long from, CancellationToken cancellationToken)
    {
        while (from < segment.Length)
        {
            _piece ??= GC.AllocateUninitializedArray<byte>(Piece);
            var length = await log.ReadAsync(segment, from, _piece, cancellationToken);

            // A piece may end within a line, a segment may not: appends are whole. An end without a newline was cut short.
            var bytes = _piece.AsSpan(0, length);
            var whole = from + length >= segment.Length ? length : bytes.LastIndexOf((byte)'\n') + 1;
            whole = whole > 0 ? whole : length;
            Add(bytes[..whole]);
            from += whole;
        }

        return from;
    }

    /// <summary>
    /// The days of stories that have changed since <see cref="Settled"/> was told of them, or that were provisional then and are not
    /// now; oldest first.
    /// </summary>
    public IReadOnlyList<(StoryId Story, DateOnly Day)> Outstanding(DateOnly newestClosed) =>
    [
        .. from story in _stories
           from day in story.Value.Received.Keys
           where day >= FirstDay && story.Value.IsOutstanding(day, newestClosed)
           orderby day, story.Key.Value
           select (story.Key, day),
    ];

    /// <summary>Says that this finding, or a better one, is where readers look for it.</summary>
    public void Settled(StoryId story, DateOnly day, long lines, bool provisional)
    {
        if (_stories.TryGetValue(story, out var work))
            work.SettledDays[day] = (lines, provisional);
    }

    /// <summary>How many lines a day's finding looks at.</summary>
    public long LinesFor(StoryId story, DateOnly day) => _stories.GetValueOrDefault(story)?.LinesFor(day) ?? 0;

    /// <summary>
    /// Works out a day. <paramref name="facts"/> say which shares, versions and cards there are: a code that is no share of the story counts
    /// as no share, a version that was never published as version 0, a card that the newest version lacks as none.
    /// </summary>
    public StoryDay Reckon(PublishedStory facts, DateOnly day, bool provisional)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, FirstDay);
        var work = _stories.GetValueOrDefault(facts.Id) ?? new();
        var tally = new DayTally(facts);
        lock (_one)
            _reckoner.Tally(work, day, _files, tally);
        return tally.Total(day, work.Received.GetValueOrDefault(day)?.Lines ?? 0, work.LinesFor(day), provisional);
    }

    /// <summary>Lets go of periods before this one; days up to the second after it can't be worked out any more.</summary>
    public void ForgetBefore(DateOnly period)
    {
        _firstPeriod = period > _firstPeriod ? period : _firstPeriod;
        _met.Forget();
        foreach (var (id, story) in _stories)
            if (!story.ForgetBefore(_firstPeriod))
                _stories.Remove(id);
        foreach (var (old, file) in _files.TakeWhile(held => held.Key < _firstPeriod).ToList())
        {
            file.Dispose();
            _files.Remove(old);
        }
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private void AddLine(ReadOnlySpan<byte> line)
    {
        if (!LogLine.TryRead(line, out LoggedRecord record))
        {
            if (LogLine.IsNewer(line))
                _newer = line[0] - '0';
            else
                SetAside++;
            return;
        }

        _cursor.MoveTo(record.AtMs);
        if (_cursor.Period < _firstPeriod)
            return;
        if (WorkOf(record) is { } story)
            story.Add(record, _cursor, _memory);
        else
            SetAside++;
    }

    private StoryWork? WorkOf(in LoggedRecord record)
    {
        if (record.Story.Length != 32)
            return null;
        if (_met.Find(record.Story) is { } met)
            return met;
        if (!LogLine.TryReadStory(record, out var id))
            return null;

        ref var story = ref CollectionsMarshal.GetValueRefOrAddDefault(_stories, id, out _);
        story ??= new();
        _met.Remember(record.Story, story);
        return story;
    }

    /// <summary>The oldest periods first: they are asked for least.</summary>
    private void MakeRoom()
    {
        var periods = _stories.Values.SelectMany(story => story.Periods.Keys).Distinct().Order().ToList();
        foreach (var period in periods)
        {
            if (_memory.Rented <= mostHeld / 2)
                return;
            if (!_files.TryGetValue(period, out var file))
                _files[period] = file = new();
            foreach (var story in _stories.Values)
                story.Periods.GetValueOrDefault(period)?.SetAside(file);
        }
    }
}
