using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Responses;

/// <summary>Sums in tables. A row is replaced on condition that it did not change since it was read, and only by one that looked at as many answers or more.</summary>
public sealed class ResponseSumTable(Storage storage) : IResponseSumStore
{
    private readonly TableClient _days = storage.Table(ResponsesByDayRow.Table);
    private readonly TableClient _totals = storage.Table(ResponseTotalRow.Table);

    public async Task ReplaceAsync(DaySum sum, CancellationToken cancellationToken)
    {
        var next = ResponsesByDayRow.Of(sum);
        while (true)
        {
            var old = await _days.FindAsync<ResponsesByDayRow>(next.PartitionKey, next.RowKey, cancellationToken);
            if (old?.Answers > next.Answers || old?.Cells == next.Cells)
                return;
            if (old is null ? await _days.TryAddAsync(next, cancellationToken) : await _days.TryReplaceAsync(next, old.ETag, cancellationToken))
                return;
        }
    }

    public IAsyncEnumerable<DaySum> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        _days.ReadAllAsync<ResponsesByDayRow>(
                $"PartitionKey eq {story.ToString()} and RowKey ge {Days.Of(from)} and RowKey lt {Days.After(ResponsesByDayRow.KeyOf(to, ""))}", cancellationToken)
            .Select(row => row.ToSum());

    public async Task ReplaceTotalAsync(CardTotal total, Disclosure disclosure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(disclosure);
        while (true)
        {
            var old = await _totals.FindAsync<ResponseTotalRow>(total.Story.ToString(), total.Card, cancellationToken);
            if (old is not null && old.HasYears() && old.Answers >= total.Answers)
                return;

            var (told, counted) = (old?.ToTotal().Told, total.Counted(disclosure));
            var next = ResponseTotalRow.Of(total with { Told = disclosure.IsDue(counted.Answers, told?.Answers ?? 0) ? counted : told });
            if (old is null ? await _totals.TryAddAsync(next, cancellationToken) : await _totals.TryReplaceAsync(next, old.ETag, cancellationToken))
                return;
        }
    }

    public async Task<IReadOnlyList<CardTotal>> TotalsAsync(StoryId story, CancellationToken cancellationToken)
    {
        var rows = await _totals.ReadAllAsync<ResponseTotalRow>($"PartitionKey eq {story.ToString()}", cancellationToken).ToListAsync(cancellationToken);
        if (rows.TrueForAll(row => row.HasYears()))
            return [.. rows.Select(row => row.ToTotal())];
        var days = (await ReadAsync(story, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken).ToListAsync(cancellationToken)).ToLookup(day => day.Card, StringComparer.Ordinal);
        return [.. rows.Select(row => row.HasYears() ? row.ToTotal() : row.ToTotal() with { Years = CardTotal.YearsOf(days[row.RowKey]) })];
    }

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        await _days.DeletePartitionAsync(story.ToString(), cancellationToken);
        await _totals.DeletePartitionAsync(story.ToString(), cancellationToken);
    }

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var ofProject = TableClient.CreateQueryFilter($"Project eq {project.ToString()}");
        await _days.DeleteAllAsync(ofProject, cancellationToken);
        await _totals.DeleteAllAsync(ofProject, cancellationToken);
    }
}
