using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>The numbers of open days once more, a partition for each day: all stories' come with one query.</summary>
public sealed class TableOpenViews(TableClient viewsOfOpenDays) : IOpenViews
{
    public async Task<OpenViews> ReadAsync(DateOnly after, CancellationToken cancellationToken)
    {
        var rows = await viewsOfOpenDays.ReadAllAsync<ViewsOfOpenDaysRow>($"PartitionKey gt {ViewsOfOpenDaysRow.KeyOf(after)}", cancellationToken)
            .ToListAsync(cancellationToken);
        return new(
            rows.SelectMany(row => row.ToDaily()).ToLookup(sum => sum.Story),
            rows.Where(row => row.TooMany).Select(row => row.StoryOf()).ToHashSet());
    }

    /// <summary>In the place of what looked at fewer lines of the log; two at once leave what looked at more.</summary>
    internal async Task PutAsync(StoryDay found, CancellationToken cancellationToken)
    {
        var row = ViewsOfOpenDaysRow.Of(found);
        while (true)
        {
            var there = await viewsOfOpenDays.FindAsync<ViewsOfOpenDaysRow>(row.PartitionKey, row.RowKey, cancellationToken);
            if (there is not null && !found.Supersedes(there.Lines, there.Provisional))
                return;
            if (there is null ? await viewsOfOpenDays.TryAddAsync(row, cancellationToken) : await viewsOfOpenDays.TryReplaceAsync(row, there.ETag, cancellationToken))
                return;
        }
    }

    internal Task ForgetThroughAsync(DateOnly day, CancellationToken cancellationToken) =>
        viewsOfOpenDays.DeleteAllAsync(TableClient.CreateQueryFilter($"PartitionKey le {ViewsOfOpenDaysRow.KeyOf(day)}"), cancellationToken);

    internal Task EraseAsync(StoryId story, CancellationToken cancellationToken) =>
        viewsOfOpenDays.DeleteAllAsync(TableClient.CreateQueryFilter($"RowKey eq {story.ToString()}"), cancellationToken);

    internal Task EraseAsync(ProjectId project, CancellationToken cancellationToken) =>
        viewsOfOpenDays.DeleteAllAsync(TableClient.CreateQueryFilter($"Project eq {project.ToString()}"), cancellationToken);
}
