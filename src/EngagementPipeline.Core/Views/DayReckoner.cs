using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>Finds the page openings of a day, each once, from the records of its period and the two before. Not for two at once.</summary>
internal sealed class DayReckoner
{
    /// <summary>
    /// Records of one story that are merged at once. A larger story is worked out in slices by the hash of its views' ids, so that the memory for it
    /// stays as it is.
    /// </summary>
    public const int MostMerged = 400_000;

    /// <summary>What the day's own period says.</summary>
    private readonly ViewTable _own = new();

    /// <summary>What the period before says of the day, from midnight to 03:00; and whom it had met before that.</summary>
    private readonly ViewTable _early = new();
    private readonly ViewPlaces _before = new();
    private readonly ViewPlaces _longBefore = new();

    /// <summary>Tells of every page opening whose earliest record was received on the day, with what it said until the day closed.</summary>
    public void Tally(StoryWork work, DateOnly day, IReadOnlyDictionary<DateOnly, SetAsideRecords> files, DayTally tally)
    {
        var (longBefore, before, own) = (day.AddDays(-2), day.AddDays(-1), day);
        var most = new[] { longBefore, before, own }.Max(period => work.Periods.GetValueOrDefault(period)?.Count ?? 0);
        var slices = (uint)(most / MostMerged) + 1;
        for (var slice = 0u; slice < slices; slice++)
        {
            var part = new Slice(slice, slices);
            FillLongBefore(work.Periods.GetValueOrDefault(longBefore), files.GetValueOrDefault(longBefore), part);
            FillBefore(work.Periods.GetValueOrDefault(before), files.GetValueOrDefault(before), part, day);
            FillOwn(work.Periods.GetValueOrDefault(own), files.GetValueOrDefault(own), part);
            Tally(day, tally);
        }

        // Records that say more of the same views need not be kept apart for ever.
        if (slices == 1 && work.Periods.TryGetValue(own, out var held) && Math.Max(_own.Count, held.Merged) < held.Count / 4 * 3)
            held.Replace(_own.Views);
    }

    private void FillLongBefore(PeriodViews? period, SetAsideRecords? file, Slice part)
    {
        _longBefore.Clear(part.Of(period?.Count ?? 0));
        if (period is null)
            return;
        foreach (var piece in period.In(file))
            foreach (ref readonly var record in piece)
                if (record.Id.Spread() is var hash && part.Has(hash))
                    _longBefore.Add(record.Id, hash);
    }

    private void FillBefore(PeriodViews? period, SetAsideRecords? file, Slice part, DateOnly day)
    {
        _early.Clear(part.Of(period?.Count ?? 0));
        _before.Clear(part.Of(period?.Count ?? 0));
        if (period is null)
            return;
        var midnight = London.StartOf(day).ToUnixTimeMilliseconds() - period.Began;
        foreach (var piece in period.In(file))
            foreach (ref readonly var record in piece)
                if (record.Id.Spread() is var hash && !part.Has(hash))
                    continue;
                else if (record.AtMs < midnight)
                    _before.Add(record.Id, hash);
                else
                    _early.Add(record, hash, period.Began);
    }

    private void FillOwn(PeriodViews? period, SetAsideRecords? file, Slice part)
    {
        _own.Clear(part.Of(period?.Count ?? 0));
        if (period is null)
            return;
        foreach (var piece in period.In(file))
            foreach (ref readonly var record in piece)
                if (record.Id.Spread() is var hash && part.Has(hash))
                    _own.Add(record, hash, period.Began);
    }

    private void Tally(DateOnly day, DayTally tally)
    {
        // The first three hours of the day.
        foreach (ref readonly var early in _early.Views)
        {
            var hash = early.Id.Spread();
            if (_before.Has(early.Id, hash) || _longBefore.Has(early.Id, hash))
                continue;
            var view = early;
            _own.MergeInto(ref view, hash);
            tally.Add(view);
        }

        // The rest, up to midnight; what was first received after it belongs to the next day.
        var end = London.StartOf(day.AddDays(1)).ToUnixTimeMilliseconds();
        foreach (ref readonly var view in _own.Views)
            if (view.EarliestMs < end && view.Id.Spread() is var hash && !_before.Has(view.Id, hash) && !_early.Has(view.Id, hash))
                tally.Add(view);
    }

    /// <summary>One of several equal parts of all ids.</summary>
    private readonly record struct Slice(uint Number, uint Slices)
    {
        public bool Has(ulong hash) => Slices == 1 || (uint)(((hash >> 32) * Slices) >> 32) == Number;

        /// <summary>How many of so many records it has at the most, as good as certainly.</summary>
        public int Of(int records) => Slices == 1 ? records : (int)Math.Min(records, (records / Slices * 2) + 1024);
    }
}
