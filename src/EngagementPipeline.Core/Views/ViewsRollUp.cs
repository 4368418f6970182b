using System.Runtime.InteropServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// From log lines to a story's days. Give it lines in any order, in any pieces, as often as you like: a day comes out the same,
/// because it is worked out afresh from merged states, and reads nothing but the lines of its own period and the two before
/// (<see cref="ViewDays"/>): the one before holds the first three hours of its day, the one before that tells which of those views had begun already.
/// </summary>
/// <param name="firstPeriod">Lines of earlier periods are passed over. Days from two after it can be worked out.</param>
public sealed class ViewsRollUp(DateOnly firstPeriod)
{
    private readonly Dictionary<StoryId, StoryWork> _stories = [];
    private readonly ShareCodes _shareCodes = new();
    private ViewDays.Cursor _cursor;
    private DateOnly _firstPeriod = firstPeriod;

    /// <summary>Lines that could not be read, and so are in no day.</summary>
    public long SetAside { get; private set; }

    /// <summary>The oldest day that can be worked out.</summary>
    public DateOnly FirstDay => _firstPeriod.AddDays(2);

    /// <summary>Views held in memory, for those who watch it.</summary>
    public long ViewsHeld => _stories.Values.Sum(story => story.Periods.Values.Sum(period => (long)period.Views.Count));

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
    }

    /// <summary>Adds what a segment holds from a place on; gives the place where it ended.</summary>
    public async Task<long> AddAsync(IViewLogReader log, LogSegment segment, long from, CancellationToken cancellationToken)
    {
        while (from < segment.Length)
        {
            var bytes = await log.ReadAsync(segment, from, cancellationToken);

            // A piece may end within a line, a segment may not: appends are whole. An end without a newline was cut short.
            var whole = from + bytes.Length >= segment.Length ? bytes.Length : bytes.Span.LastIndexOf((byte)'\n') + 1;
            whole = whole > 0 ? whole : bytes.Length;
            Add(bytes.Span[..whole]);
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
           where day >= FirstDay
           let settled = story.Value.SettledDays.GetValueOrDefault(day)
           where settled.Lines < LinesFor(story.Value, day) || (settled.Provisional && day <= newestClosed)
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
    public long LinesFor(StoryId story, DateOnly day) => _stories.TryGetValue(story, out var work) ? LinesFor(work, day) : 0;

    /// <summary>
    /// Works out a day. <paramref name="facts"/> say which shares, versions and cards there are: a code that is no share of the story counts
    /// as no share, a version that was never published as version 0, a card that the newest version lacks as none.
    /// </summary>
    public StoryDay Reckon(PublishedStory facts, DateOnly day, bool provisional)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, FirstDay);
        var work = _stories.GetValueOrDefault(facts.Id) ?? new();
        var tallies = new SortedDictionary<string, ViewTally>(StringComparer.Ordinal);
        var excluded = Enum.GetValues<Exclusion>().ToDictionary(reason => reason, _ => 0L);
        long openings = 0;
        foreach (var view in ViewsOf(work, day))
        {
            openings++;
            if (!view.Kept)
            {
                excluded[view.Reason]++;
                continue;
            }

            var share = facts.ShareCodes.ContainsKey(view.Via) ? view.Via : "";
            if (!tallies.TryGetValue(share, out var tally))
                tallies[share] = tally = new();
            var version = view.Version <= facts.Version ? view.Version : 0;
            tally.Add(view, version, view.Version == facts.Version ? view.Cards.Below(facts.CardCount) : view.Cards);
        }

        var received = work.Received.GetValueOrDefault(day);
        return new(
            facts.Id, facts.Project, day, LinesFor(work, day), provisional, received, received - openings, excluded,
            tallies.ToDictionary(share => share.Key, share => share.Value.Total(), StringComparer.Ordinal));
    }

    /// <summary>Lets go of periods before this one; days up to the second after it can't be worked out any more.</summary>
    public void ForgetBefore(DateOnly period)
    {
        _firstPeriod = period > _firstPeriod ? period : _firstPeriod;
        foreach (var (id, story) in _stories)
        {
            Drop(story.Periods, held => held < _firstPeriod);
            Drop(story.Received, day => day < FirstDay);
            Drop(story.SettledDays, day => day < FirstDay);
            if (story.Periods.Count == 0)
                _stories.Remove(id);
        }
    }

    private void AddLine(ReadOnlySpan<byte> line)
    {
        if (!LogLine.TryRead(line, _shareCodes, out var record))
        {
            SetAside++;
            return;
        }

        _cursor.MoveTo(record.AtMs);
        if (_cursor.Period < _firstPeriod)
            return;

        ref var story = ref CollectionsMarshal.GetValueRefOrAddDefault(_stories, record.Page.Story, out _);
        story ??= new();
        CollectionsMarshal.GetValueRefOrAddDefault(story.Received, _cursor.Day, out _)++;
        ref var period = ref CollectionsMarshal.GetValueRefOrAddDefault(story.Periods, _cursor.Period, out _);
        period ??= new();
        period.Lines++;

        var state = ViewState.Of(record);
        ref var view = ref CollectionsMarshal.GetValueRefOrAddDefault(period.Views, record.Page.Id, out var known);
        if (known)
            view.Merge(state);
        else
            view = state;
    }

    /// <summary>Every page opening whose earliest record was received on the day, with what it said until the day closed.</summary>
    private static IEnumerable<ViewState> ViewsOf(StoryWork work, DateOnly day)
    {
        var own = ViewsIn(work, day);
        var before = ViewsIn(work, day.AddDays(-1));
        var longBefore = ViewsIn(work, day.AddDays(-2));

        // The first three hours of the day.
        var start = London.StartOf(day).ToUnixTimeMilliseconds();
        foreach (var (id, early) in before)
            if (early.EarliestMs >= start && !longBefore.ContainsKey(id))
            {
                var view = early;
                if (own.TryGetValue(id, out var later))
                    view.Merge(later);
                yield return view;
            }

        // The rest, up to midnight; what was first received after it belongs to the next day.
        var end = London.StartOf(day.AddDays(1)).ToUnixTimeMilliseconds();
        foreach (var (id, view) in own)
            if (view.EarliestMs < end && !before.ContainsKey(id))
                yield return view;
    }

    private static readonly Dictionary<ViewId, ViewState> None = [];

    private static Dictionary<ViewId, ViewState> ViewsIn(StoryWork work, DateOnly period) =>
        work.Periods.GetValueOrDefault(period)?.Views ?? None;

    private static long LinesFor(StoryWork work, DateOnly day) =>
        Enumerable.Range(-2, 3).Sum(ago => work.Periods.GetValueOrDefault(day.AddDays(ago))?.Lines ?? 0);

    private static void Drop<T>(Dictionary<DateOnly, T> days, Predicate<DateOnly> old)
    {
        foreach (var day in days.Keys)
            if (old(day))
                days.Remove(day);
    }

    private sealed class StoryWork
    {
        public Dictionary<DateOnly, PeriodWork> Periods { get; } = [];

        /// <summary>Lines by the London day they were received on.</summary>
        public Dictionary<DateOnly, long> Received { get; } = [];

        public Dictionary<DateOnly, (long Lines, bool Provisional)> SettledDays { get; } = [];
    }

    private sealed class PeriodWork
    {
        public Dictionary<ViewId, ViewState> Views { get; } = [];

        public long Lines { get; set; }
    }
}
