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

    private static readonly string[] Asked = ["id", "name", "webUrl", "parentReference"];

    public string? Missing => graph.Settings.HasSite ? null : "Graph__Site is not set. Whoever looks after this service sets it (docs/deploy.md).";

    public async Task<ItemElsewhere> FindAsync(PlaceElsewhere place, CancellationToken cancellationToken)
    {
        var item = await (place switch
        {
            PlaceElsewhere.ByLink(var link) => SharedAsync(link.AbsoluteUri, cancellationToken),
            PlaceElsewhere.InDrive(var drive, var id) => InDriveAsync(drive, id, cancellationToken),
            PlaceElsewhere.InSite(var site, var id) => InSiteAsync(site, id, cancellationToken),
            PlaceElsewhere.PageOf(var site, var page) => PageAsync(site, page, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        });
        return item is { Id: { } known, ParentReference.DriveId: { } within, WebUrl: { } address }
            ? new(within, known, item.Name ?? known, new Uri(address))
            : throw NotFound();
    }

    public async Task<SumsElsewhere> SumsAsync(string drive, string item, CancellationToken cancellationToken)
    {
        var all = await graph.AskAsync(Count, (client, token) => client.Drives[drive].Items[item].Analytics.AllTime.GetAsync(cancellationToken: token), cancellationToken);
        var week = await graph.AskAsync(Count, (client, token) => client.Drives[drive].Items[item].Analytics.LastSevenDays.GetAsync(cancellationToken: token), cancellationToken);
        Gap? of = week is { StartDateTime: { } from, EndDateTime: { } to } ? new(DayIn(from), DayIn(to.AddTicks(-1))) : null;
        return new(all?.Access?.ActionCount, of, of is null ? null : week?.Access?.ActionCount);
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
            ? new(DayIn(start), views)
            : null;

    private Task<DriveItem?> SharedAsync(string link, CancellationToken cancellationToken)
    {
        var shared = "u!" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(link));
        return graph.AskAsync(Count, (client, token) => client.Shares[shared].DriveItem.GetAsync(request => request.QueryParameters.Select = Asked, token), cancellationToken);
    }

    private Task<DriveItem?> InDriveAsync(string drive, string item, CancellationToken cancellationToken) =>
        graph.AskAsync(Count, (client, token) => client.Drives[drive].Items[item].GetAsync(request => request.QueryParameters.Select = Asked, token), cancellationToken);

    private async Task<DriveItem?> InSiteAsync(string site, string item, CancellationToken cancellationToken)
    {
        var drive = await graph.AskAsync(Count, (client, token) => client.Sites[site].Drive.GetAsync(request => request.QueryParameters.Select = ["id"], token), cancellationToken);
        return drive?.Id is { } id ? await InDriveAsync(id, item, cancellationToken) : null;
    }

    /// <summary>What is counted of a page is counted of the file that it is.</summary>
    private async Task<DriveItem?> PageAsync(string site, string page, CancellationToken cancellationToken)
    {
        var found = await graph.AskAsync(Count, (client, token) => client.Sites[site].Pages[page].GraphSitePage.GetAsync(cancellationToken: token), cancellationToken);
        return found?.WebUrl is { } address ? await SharedAsync(address, cancellationToken) : null;
    }

    private static OutsideException NotFound() => new(OutsideFaultKind.Gone, $"Microsoft 365 did not {Count.What}: what is there is no page and no file. {Count.Hint}");

    private static DateOnly DayIn(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
