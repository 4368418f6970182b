using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

/// <summary>
/// What to bring in, by exactly one of: <c>link</c>, any link to it, a sharing link among them; <c>drive</c> and <c>driveItem</c>; <c>site</c> and <c>driveItem</c>, for the site's own library;
/// <c>site</c> and <c>page</c>. <c>kind</c>: what its views are called, <c>views</c> where it is left out.
/// </summary>
public sealed record WatchItemRequest(string? Key, string? Title, string? Link, string? From, string? Site, string? Drive, string? DriveItem, string? Page, string? Kind)
{
    private const int LongestId = 500;

    public Result<WatchItem> Parse(string item)
    {
        var fields = new Fields();
        var id = fields.Id<WatchedId>(item, "item");
        var key = fields.Text(Key, "key", 100);
        if (key.Length > 0 && FigureKey.Wrong(key) is { } wrong)
            fields.Error("key", wrong);
        var title = fields.Text(Title, "title", 200);
        var place = PlaceOf(fields);
        var kind = ImportedKind.Views;
        if (Kind is { Length: > 0 } && (!ImportedKind.TryParse(Kind, out kind) || kind.IsShare || kind.Unit == ImportedKind.People))
            fields.Error("kind", "Must be what the views are called: views, accesses, or another lower-case word for something that is counted one by one.");
        var from = fields.Day(From, "from");
        return fields.Build(() => new WatchItem(id, key, title, place!, kind!, from));
    }

    private PlaceElsewhere? PlaceOf(Fields fields)
    {
        if ((Site, Drive, DriveItem, Page) is (null, null, null, null))
        {
            var text = fields.Text(Link, "link", 2000);
            if (Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps)
                return new PlaceElsewhere.ByLink(link);
            fields.Error("link", "Must be a link that begins with https://, as SharePoint gives it under Share.");
            return null;
        }

        foreach (var (id, field) in new[] { (Site, "site"), (Drive, "drive"), (DriveItem, "driveItem"), (Page, "page") })
        {
            if (id is not null)
                fields.Text(id, field, LongestId);
        }

        switch (Link, Site, Drive, DriveItem, Page)
        {
            case (null, null, { } drive, { } item, null):
                return new PlaceElsewhere.InDrive(drive, item);
            case (null, { } site, null, { } item, null):
                return new PlaceElsewhere.InSite(site, item);
            case (null, { } site, null, null, { } page):
                return new PlaceElsewhere.PageOf(site, page);
            default:
                fields.Error("link", "Say where it is in one way: link; or drive and driveItem; or site and driveItem; or site and page.");
                return null;
        }
    }
}

/// <summary>What SharePoint says in sum (<c>allTime</c>, and <c>week</c> from <c>weekFrom</c> to <c>weekTo</c>), and what the days that were brought in come to.</summary>
public sealed record CrossCheckBody(long? AllTime, long AllTimeHere, DateOnly? WeekFrom, DateOnly? WeekTo, long? Week, long WeekHere, bool Differs)
{
    public static CrossCheckBody Of(CrossCheck check) => new(check.There.AllTime, check.AllTime, check.There.WeekOf?.From, check.There.WeekOf?.To, check.There.Week, check.Week, check.Differs);
}

public sealed record WatchedItemBody(
    WatchedId Id, string Key, string Title, string Kind, string Name, Uri Link, DateOnly From, DateTimeOffset AddedAt, string AddedBy, string State, string? Trouble, DateOnly? LastDay,
    DateTimeOffset? ReadAt, DateTimeOffset NextAt, IReadOnlyList<Gap> Gaps, CrossCheckBody? Check)
{
    public static WatchedItemBody Of(WatchedItem item) => new(
        item.Id, item.Key, item.Title, item.Kind.Name, item.Name, item.Link, item.From, item.AddedAt, item.AddedBy, Kebab.Of(item.State), item.Trouble, item.LastDay, item.ReadAt, item.NextAt,
        item.Gaps, item.Check is { } check ? CrossCheckBody.Of(check) : null);
}
