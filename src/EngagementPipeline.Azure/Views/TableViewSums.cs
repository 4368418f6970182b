using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>The days as reports read them: numbers only, without the sketches and histograms that make up most of a row.</summary>
public sealed class TableViewSums(TableClient viewsByDay) : IViewSums
{
    private static readonly string[] Numbers =
    [
        nameof(ViewsByDayRow.PartitionKey), nameof(ViewsByDayRow.RowKey), nameof(ViewsByDayRow.Provisional), nameof(ViewsByDayRow.Views),
        nameof(ViewsByDayRow.Visitors), nameof(ViewsByDayRow.Completed), nameof(ViewsByDayRow.ActiveMs), nameof(ViewsByDayRow.Glances),
        nameof(ViewsByDayRow.QuickReads), nameof(ViewsByDayRow.DeepReads),
    ];

    public async IAsyncEnumerable<DailyViews> ReadAsync(
        StoryId story, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {story.ToString()} and RowKey ge {ViewsByDayRow.KeyOf(from, "")} and RowKey lt {ViewsByDayRow.KeyOf(to.AddDays(1), "")}");
        await foreach (var row in viewsByDay.QueryAsync<ViewsByDayRow>(filter, select: Numbers, cancellationToken: cancellationToken))
        {
            // A day on which something was received has a row, also where none of it was a view.
            if (row.Views > 0)
                yield return row.ToDaily();
        }
    }
}
