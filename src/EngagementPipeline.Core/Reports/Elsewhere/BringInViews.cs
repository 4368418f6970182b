using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Elsewhere;

/// <summary>
/// Keeps the figures of watched items current. Each is put off before it is read, so that one which ends the work does not end it again before the others
/// had their turn; what SharePoint does not do is noted with the item.
/// </summary>
public sealed class BringInViewsHandler(IWatchedItems items, IViewsElsewhere elsewhere, IImportStore imports, TimeProvider clock)
{
    /// <summary>SharePoint answers for less than 90 days at once.</summary>
    private const int DaysAtOnce = 89;

    /// <summary>Days that are asked for again each time, because they may have been corrected.</summary>
    private const int DaysAgain = 60;

    private const string OurFault = "Something went wrong on our side when it was read. It is read again within the hour; if that goes on, tell whoever looks after this service.";

    private static readonly TimeSpan Every = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromHours(1);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        if (elsewhere.Missing is not null)
            return;
        var faults = new List<Exception>();
        foreach (var item in (await items.ListAsync(cancellationToken)).Where(item => item.NextAt <= clock.GetUtcNow() && item.State != WatchState.Stopped))
        {
            try
            {
                await BringInAsync(item.Id, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
            throw new AggregateException(faults);
    }

    private async Task BringInAsync(WatchedId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await items.FindAsync(id, cancellationToken) is not { } found || found.Value.NextAt > now)
            return;
        var (item, mark) = (found.Value with { NextAt = now + AfterTrouble }, found.Mark);
        if (await items.TrySaveAsync(item, mark, cancellationToken) is not { } held)
            return;

        var read = item;
        try
        {
            read = await ReadAsync(item, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), cancellationToken);
            if (read.State is not (WatchState.Stopped or WatchState.Vanished))
                read = read with { State = WatchState.Current, Trouble = null };
            read = read with { ReadAt = now, NextAt = now + Every };
        }
        catch (OutsideException fault)
        {
            var wait = fault.RetryAfter is { } told && told > AfterTrouble ? told : fault.IsPassing ? AfterTrouble : Every;
            read = item with { State = WatchState.Failing, Trouble = fault.Message, NextAt = now + wait };
        }

        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It is thrown, so that it is seen; but first its row on the page tells of it.
            await items.TrySaveAsync(item with { State = WatchState.Failing, Trouble = OurFault }, held, cancellationToken);
            throw;
        }

        // One who changed or removed it meanwhile is right; the rows are by day, and the same again.
        await items.TrySaveAsync(read, held, cancellationToken);
    }

    private async Task<WatchedItem> ReadAsync(WatchedItem item, DateOnly yesterday, CancellationToken cancellationToken)
    {
        var from = item.ReadThrough?.AddDays(1 - DaysAgain) is { } again && again > item.From ? again : item.From;
        for (; from <= yesterday; from = from.AddDays(DaysAtOnce))
        {
            var to = from.AddDays(DaysAtOnce - 1) is var end && end < yesterday ? end : yesterday;
            if (await elsewhere.ReadAsync(item.Drive, item.Item, from, to, cancellationToken) is not { } days)
                return item with { State = WatchState.Vanished, Trouble = "It is not in SharePoint any more, or the app may not see it. What was counted before stays. It is looked for every day." };
            foreach (var ofYear in days.Where(day => day.Day >= from && day.Day <= to).GroupBy(day => ReportingYear.Of(day.Day)))
            {
                if (await KeepAsync(item, ofYear.Key, [.. ofYear], cancellationToken) is { } stopped)
                    return item with { State = WatchState.Stopped, Trouble = stopped };
                item = item with { Years = [.. item.Years.Append(ofYear.Key).Distinct().Order()] };
            }

            item = item with { ReadThrough = item.ReadThrough > to ? item.ReadThrough : to };
        }

        var sums = await SumsAsync(item, cancellationToken);
        return await WithGapsAsync(item, sums, cancellationToken);
    }

    /// <summary>Only to be shown beside the days: that it can't be had is no reason to leave them.</summary>
    private async Task<SumsElsewhere?> SumsAsync(WatchedItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await elsewhere.SumsAsync(item.Drive, item.Item, cancellationToken);
        }
        catch (OutsideException)
        {
            return null;
        }
    }

    /// <summary>Puts the days of a year among those that are there, all at once. Null when that is done; else why nothing more is to be brought in.</summary>
    private async Task<string?> KeepAsync(WatchedItem item, ReportingYear year, IReadOnlyList<DayCounted> days, CancellationToken cancellationToken)
    {
        var batch = item.BatchOf(year);
        var actor = new Actor("elsewhere", $"{item.AddedBy}, from SharePoint", new HashSet<Role>());
        while (true)
        {
            var list = await imports.ListAsync(cancellationToken);
            var standing = list.Value.FirstOrDefault(import => import.Batch == batch);
            if (standing is { UndoneAt: not null } || (standing is null && item.Years.Contains(year)))
                return "Its figures were taken away on this page. Register it again to have them back.";
            if (await OverlapAsync(item.Key, batch, list.Value, year, cancellationToken))
                return $"A file with figures of {item.Key} was imported for {year}. Counting both would count days twice: undo that import, or register the item under another key.";

            var rows = await imports.ReadAsync(batch, year, cancellationToken).ToDictionaryAsync(row => row.Figure.Line, row => row.Figure, cancellationToken: cancellationToken);
            foreach (var figure in days.Select(item.FigureOf))
                rows[figure.Line] = figure;
            List<ImportedFigure> all = [.. rows.Values.OrderBy(figure => figure.Line)];
            var import = new Import(batch, item.NameOf(year), standing?.At ?? clock.GetUtcNow(), actor, all.Count, [year], Complete: false);
            if (standing is null)
                await imports.BeginAsync(import, cancellationToken);
            if (!await imports.WriteAsync(batch, all, cancellationToken))
                continue;
            // Also where no row has changed: the last time may have ended between the rows and their sum.
            await imports.KeepSumsAsync(batch, year, ImportedSum.Of(batch, all), cancellationToken);
            if (await imports.CompleteAsync(import with { Complete = true }, list.Mark, cancellationToken))
                return null;
        }
    }

    private async Task<bool> OverlapAsync(string key, ImportBatchId ours, IReadOnlyList<Import> list, ReportingYear year, CancellationToken cancellationToken)
    {
        foreach (var other in list.Where(import => import.Complete && import.Batch != ours && import.Years.Contains(year)))
        {
            if (await imports.FindSumsAsync(other.Batch, year, cancellationToken) is { } sums
                ? sums.Any(sum => sum.Key == key)
                : await imports.ReadAsync(other.Batch, year, cancellationToken).AnyAsync(row => row.Figure.Key == key, cancellationToken))
                return true;
        }

        return false;
    }

    private async Task<WatchedItem> WithGapsAsync(WatchedItem item, SumsElsewhere? there, CancellationToken cancellationToken)
    {
        var days = new Dictionary<DateOnly, decimal>();
        foreach (var year in item.Years)
        {
            await foreach (var row in imports.ReadAsync(item.BatchOf(year), year, cancellationToken))
                days[row.Figure.From] = row.Figure.Value;
        }

        var check = there is null ? null : new CrossCheck(
            there, (long)days.Values.Sum(), (long)days.Where(day => there.WeekOf is { } week && day.Key >= week.From && day.Key <= week.To).Sum(day => day.Value));
        return item with { LastDay = days.Count > 0 ? days.Keys.Max() : null, Gaps = Gap.Between(item.From, days.Keys.ToHashSet()), Check = check };
    }
}
