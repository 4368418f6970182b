using System.Globalization;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Elsewhere;

/// <summary>Beside the rows of a figure that SharePoint counts: the days that it has no figure for, that it is not there any more, and where it says otherwise in sum.</summary>
public sealed class NotesOfWatched(IWatchedItems items, IImportStore imports) : ITraceNotes
{
    /// <summary>More are told as a number: the page with all of them is /imports.</summary>
    private const int MostGaps = 5;

    public async Task<IReadOnlyList<string>> ReadAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        ((await items.ListAsync(cancellationToken)).FirstOrDefault(item => item.Key == key && item.Years.Contains(year)) ?? await FormerAsync(key, year, cancellationToken)) is { } item
            ? [.. NotesOf(item, year)]
            : [];

    /// <summary>One that is watched no more, where its figures of the year still stand. Rows that came in while it was stopped stand without it; so they are what tells.</summary>
    private async Task<WatchedItem?> FormerAsync(string key, ReportingYear year, CancellationToken cancellationToken)
    {
        var former = (await items.FormerAsync(cancellationToken)).Where(item => item.Key == key).ToList();
        if (former is [])
            return null;
        var standing = (await imports.ListAsync(cancellationToken)).Value.Where(import => import is { Complete: true, UndoneAt: null }).Select(import => import.Batch).ToHashSet();
        if (former.Find(item => standing.Contains(item.BatchOf(year))) is not { } one)
            return null;
        var days = await imports.ReadAsync(one.BatchOf(year), year, cancellationToken).Select(row => row.Figure.From).ToHashSetAsync(cancellationToken: cancellationToken);
        var from = Later(one.From, year.FirstDay);
        var last = days.Count > 0 ? days.Max() : from.AddDays(-1);
        var through = one.ReadThrough is { } read ? Earlier(Later(read, last), year.LastDay) : last;
        return one with
        {
            State = WatchState.Stopped,
            Gaps = Gap.Between(from, days),
            LastDay = last,
            ReadThrough = through,
            Trouble = through < year.LastDay ? $"It is watched no more: for the days after {Day(through)} nothing was brought in." : null,
        };
    }

    private static IEnumerable<string> NotesOf(WatchedItem item, ReportingYear year)
    {
        var gaps = item.AllGaps().Select(gap => new Gap(Later(gap.From, year.FirstDay), Earlier(gap.To, year.LastDay))).Where(gap => gap.From <= gap.To).ToList();
        if (gaps is not [])
        {
            var more = gaps.Count > MostGaps ? string.Create(CultureInfo.InvariantCulture, $" and {gaps.Count - MostGaps} more times") : "";
            yield return $"SharePoint has no figure for {string.Join("; ", gaps.Take(MostGaps).Select(Days))}{more}. Nobody knows how many there were, so those days add nothing.";
        }

        if (item.State is WatchState.Vanished or WatchState.Failing or WatchState.Stopped && item.Trouble is { } trouble)
            yield return trouble;
        if (item.Check is { } check)
        {
            if (check.There.AllTime is { } all && all != check.AllTime)
                yield return string.Create(CultureInfo.InvariantCulture, $"SharePoint says {all:N0} in all, since it began to count. The days that were brought in, from {item.From:d MMMM yyyy} on, come to {check.AllTime:N0}. Only the days count here.");
            if (check.There is { Week: { } week, WeekOf: { } of } && week != check.Week)
                yield return string.Create(CultureInfo.InvariantCulture, $"For {Days(of)} SharePoint says {week:N0} in sum, and {check.Week:N0} day by day. Only the days count here.");
        }
    }

    private static string Days(Gap gap) => gap.From == gap.To ? Day(gap.From) : $"{Day(gap.From)} to {Day(gap.To)}";

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
