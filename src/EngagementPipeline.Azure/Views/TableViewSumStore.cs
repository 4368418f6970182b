using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>
/// Sums in tables, by story and day. Replacing a day is one transaction, guarded by the day's own row: of two roll-ups that write the
/// same day at once, the second is refused, looks again, and gives way unless it knows more. A day with more shares than one transaction
/// takes is written in several under the same guard, and is not settled before the last. What is kept of the day's year is void from before a
/// closed day is changed until after.
/// </summary>
public sealed class TableViewSumStore(TableClient viewsByDay, TableClient viewDays, TableClient viewsByYear) : IViewSumStore
{
    /// <summary>Rows are 65 KB at the most, a transaction takes 4 MiB.</summary>
    private const int RowsAtOnce = 40;

    private const int Tries = 5;

    public async Task ReplaceAsync(StoryDay found, CancellationToken cancellationToken)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await TryReplaceAsync(found, cancellationToken);
                return;
            }
            catch (RequestFailedException overtaken) when (overtaken.Status is 404 or 409 or 412 && left > 1)
            {
                // Another roll-up wrote the day since we looked at it.
            }
        }
    }

    public async IAsyncEnumerable<StoryDay> ReadAsync(
        StoryId story, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var day = new List<ViewsByDayRow>();
        await foreach (var row in RowsAsync(story, from, to, cancellationToken))
        {
            if (row.IsTheDays() && day.Count > 0)
            {
                yield return ViewsByDayRow.ToDay(day);
                day.Clear();
            }

            day.Add(row);
        }

        if (day.Count > 0)
            yield return ViewsByDayRow.ToDay(day);
    }

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        await EraseAsync(TableClient.CreateQueryFilter($"PartitionKey eq {story.ToString()}"), cancellationToken);
        await viewsByYear.DeleteAllAsync(TableClient.CreateQueryFilter($"RowKey eq {story.ToString()}"), cancellationToken);
    }

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"Project eq {project.ToString()}");
        await EraseAsync(filter, cancellationToken);
        await viewsByYear.DeleteAllAsync(filter, cancellationToken);
    }

    public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => NewestAsync(ViewDayRow.Closed, cancellationToken);

    public Task CloseAsync(ClosedDay day, CancellationToken cancellationToken) => NoteAsync(ViewDayRow.OfClosed(day), cancellationToken);

    public Task<DateOnly?> VerifiedThroughAsync(CancellationToken cancellationToken) => NewestAsync(ViewDayRow.Verified, cancellationToken);

    public Task VerifyAsync(DateOnly day, DateTimeOffset at, CancellationToken cancellationToken) => NoteAsync(ViewDayRow.OfVerified(day, at), cancellationToken);

    private async Task<DateOnly?> NewestAsync(string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in viewDays.QueryAsync<ViewDayRow>(filter, maxPerPage: 1, cancellationToken: cancellationToken))
            return row.ToDay();
        return null;
    }

    private Task<Response> NoteAsync(ViewDayRow row, CancellationToken cancellationToken) =>
        viewDays.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);

    private async Task TryReplaceAsync(StoryDay found, CancellationToken cancellationToken)
    {
        var there = await RowsAsync(found.Story, found.Day, found.Day, cancellationToken).ToListAsync(cancellationToken);
        var old = there.FirstOrDefault(row => row.IsTheDays());
        var givesWay = old is { Settled: true } ? !found.Supersedes(old.Lines ?? 0, old.Provisional) : old?.Lines > found.Lines;
        if (givesWay)
            return;

        var year = await KeptInAsync(found, cancellationToken);
        await VoidAsync(year, found, cancellationToken);
        var shares = found.Shares.Keys.Where(share => share.Length > 0).Order(StringComparer.Ordinal).ToList();
        var gone = there.Where(row => !row.IsTheDays() && !found.Shares.ContainsKey(row.ShareOf()));
        List<TableTransactionAction> rest =
        [
            .. shares.Select(share => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ViewsByDayRow.OfShare(found, share))),
            .. gone.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)),
        ];

        var guard = ViewsByDayRow.OfDay(found);
        var mark = old?.ETag;
        do
        {
            var part = rest.Take(RowsAtOnce).ToList();
            rest.RemoveRange(0, part.Count);
            guard.Settled = rest.Count == 0;
            part.Insert(0, mark is { } seen
                ? new(TableTransactionActionType.UpdateReplace, guard, seen)
                : new(TableTransactionActionType.Add, guard));
            var answers = await viewsByDay.SubmitTransactionAsync(part, cancellationToken);
            mark = answers.Value[0].Headers.ETag;
        }
        while (rest.Count > 0);
        await VoidAsync(year, found, cancellationToken);
    }

    /// <summary>The reporting year whose kept sums may have the day in them: none unless it is closed (docs/tables/ViewsByYear.md).</summary>
    private async Task<ReportingYear?> KeptInAsync(StoryDay found, CancellationToken cancellationToken) =>
        !found.Provisional && found.Day <= await ClosedThroughAsync(cancellationToken) ? ReportingYear.Of(found.Day) : null;

    /// <summary>Replaced, not deleted: whoever is adding the days up at this moment sees that the mark has changed.</summary>
    private async Task VoidAsync(ReportingYear? year, StoryDay found, CancellationToken cancellationToken)
    {
        if (year is { } kept)
            await viewsByYear.UpsertEntityAsync(ViewsByYearRow.OfNothing(kept, found.Story, found.Project), TableUpdateMode.Replace, cancellationToken);
    }

    private AsyncPageable<ViewsByDayRow> RowsAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        viewsByDay.QueryAsync<ViewsByDayRow>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {story.ToString()} and RowKey ge {ViewsByDayRow.KeyOf(from, "")} and RowKey lt {ViewsByDayRow.KeyOf(to.AddDays(1), "")}"),
            cancellationToken: cancellationToken);

    private async Task EraseAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = await viewsByDay.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        foreach (var story in rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
            foreach (var some in story.Chunk(100))
                await viewsByDay.SubmitTransactionAsync(
                    some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
    }
}
