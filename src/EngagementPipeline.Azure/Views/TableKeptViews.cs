using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>What stories' days add up to, a partition for each reporting year: a report reads two of them.</summary>
public sealed class TableKeptViews(TableClient viewsByYear, IViewSumStore sums) : IKeptViews
{
    public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => sums.ClosedThroughAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<StoryId, Versioned<KeptViews>>> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        await viewsByYear.ReadAllAsync<ViewsByYearRow>($"PartitionKey eq {year.ToString()}", cancellationToken)
            .Select(row => row.ToKept())
            .ToDictionaryAsync(kept => kept.Value.Story, cancellationToken: cancellationToken);

    public async Task KeepAsync(ReportingYear year, KeptViews kept, string? mark, CancellationToken cancellationToken)
    {
        var row = ViewsByYearRow.Of(year, kept);
        if (!row.Fits())
            return;
        _ = mark is null
            ? await viewsByYear.TryAddAsync(row, cancellationToken)
            : await viewsByYear.TryReplaceAsync(row, new(mark), cancellationToken);
    }

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) =>
        viewsByYear.DeleteAllAsync(TableClient.CreateQueryFilter($"RowKey eq {story.ToString()}"), cancellationToken);
}
