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

    private readonly ViewTable _own = new();
    private readonly ViewTable _before = new();
    private readonly ViewTable _longBefore = new();

    /// <summary>Tells of every page opening whose earliest record was received on the day, with what it said until the day closed.</summary>
    public void Tally(StoryWork work, DateOnly day, IReadOnlyDictionary<DateOnly, SetAsideRecords> files, DayTally tally)
    {
        var most = Enumerable.Range(-2, 3).Max(ago => work.Periods.GetValueOrDefault(day.AddDays(ago))?.Count ?? 0);
        var slices = (uint)(most / MostMerged) + 1;
        for (var slice = 0u; slice < slices; slice++)
        {
            Fill(_own, day);
            Fill(_before, day.AddDays(-1));
            Fill(_longBefore, day.AddDays(-2));
            Tally(day, tally);

            void Fill(ViewTable table, DateOnly period)
            {
                if (work.Periods.TryGetValue(period, out var views))
                    views.ReadInto(table, files.GetValueOrDefault(period), slice, slices);
                else
                    table.Clear(0);
            }
        }

        // Records that say more of the same views need not be kept apart for ever.
        if (slices == 1 && work.Periods.TryGetValue(day, out var held) && _own.Count < held.Count / 4 * 3)
            held.Replace(_own.Views);
    }

    private void Tally(DateOnly day, DayTally tally)
    {
        // The first three hours of the day.
        var start = London.StartOf(day).ToUnixTimeMilliseconds();
        foreach (ref readonly var early in _before.Views)
            if (early.EarliestMs >= start && !_longBefore.Has(early.Id))
            {
                var view = early;
                _own.MergeInto(ref view);
                tally.Add(view);
            }

        // The rest, up to midnight; what was first received after it belongs to the next day.
        var end = London.StartOf(day.AddDays(1)).ToUnixTimeMilliseconds();
        foreach (ref readonly var view in _own.Views)
            if (view.EarliestMs < end && !_before.Has(view.Id))
                tally.Add(view);
    }
}
