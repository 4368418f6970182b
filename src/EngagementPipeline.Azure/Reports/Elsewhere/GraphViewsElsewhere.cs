using System.Buffers.Text;
using System.Globalization;
using System.Text;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Shared;
using Microsoft.Graph.Models;

namespace EngagementPipeline.Azure.Reports.Elsewhere;

/// <summary>What SharePoint counts of an item, by <c>getActivitiesByInterval</c>. A day that it leaves out, or has no whole figure for, is none.</summary>
public sealed class GraphViewsElsewhere(GraphConnection graph) : IViewsElsewhere
{
    private static readonly GraphJob Count = new(
        "say how often the page or video was viewed", "Files.Read.All or Sites.Read.All", "Check the link, and what the app may read (docs/elsewhere.md).");

    public string? Missing => graph.Settings.HasSite ? null : "Graph__Site is not set. Whoever looks after this service sets it (docs/deploy.md).";

    public async Task<ItemElsewhere> FindAsync(Uri link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        var shared = "u!" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(link.AbsoluteUri));
        var item = await graph.AskAsync(
            Count, (client, token) => client.Shares[shared].DriveItem.GetAsync(r => r.QueryParameters.Select = ["id", "name", "webUrl", "parentReference"], token), cancellationToken);
        return new(item!.ParentReference!.DriveId!, item.Id!, item.Name!, new Uri(item.WebUrl!));
    }

    public async Task<IReadOnlyList<DayCounted>?> ReadAsync(string drive, string item, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var counted = new SortedDictionary<DateOnly, DayCounted>();
        try
        {
            // The end is the first moment after the last day.
            var (start, end) = (TextOf(from), TextOf(to.AddDays(1)));
            var page = await graph.AskAsync(
                Count,
                (client, token) => client.Drives[drive].Items[item].GetActivitiesByIntervalWithStartDateTimeWithEndDateTimeWithInterval(end, "day", start)
                    .GetAsGetActivitiesByIntervalWithStartDateTimeWithEndDateTimeWithIntervalGetResponseAsync(cancellationToken: token),
                cancellationToken);
            while (page is not null)
            {
                foreach (var day in (page.Value ?? []).Select(DayOf).OfType<DayCounted>().Where(day => day.Day >= from && day.Day <= to))
                    counted[day.Day] = day;
                var next = page.OdataNextLink;
                page = next is null ? null : await graph.AskAsync(
                    Count,
                    (client, token) => client.Drives[drive].Items[item].GetActivitiesByIntervalWithStartDateTimeWithEndDateTimeWithInterval(end, "day", start).WithUrl(next)
                        .GetAsGetActivitiesByIntervalWithStartDateTimeWithEndDateTimeWithIntervalGetResponseAsync(cancellationToken: token),
                    cancellationToken);
            }
        }
        catch (GraphException gone) when (gone.Kind == OutsideFaultKind.Gone)
        {
            return null;
        }

        return [.. counted.Values];
    }

    /// <summary>Null where there is no figure, or one that SharePoint itself calls incomplete.</summary>
    private static DayCounted? DayOf(ItemActivityStat stat) =>
        stat is { StartDateTime: { } start, Access.ActionCount: { } views }
        && stat.IncompleteData is not { WasThrottled: true }
        && !(stat.IncompleteData?.MissingDataBeforeDateTime > start)
            ? new(DateOnly.FromDateTime(start.UtcDateTime), views)
            : null;

    private static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
