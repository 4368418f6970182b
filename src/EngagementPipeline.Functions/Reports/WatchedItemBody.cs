using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

/// <summary>What to bring in: <c>link</c> is any link to it, a sharing link among them.</summary>
public sealed record WatchItemRequest(string? Key, string? Title, string? Link, string? From)
{
    public Result<WatchItem> Parse(string item)
    {
        var fields = new Fields();
        var id = fields.Id<WatchedId>(item, "item");
        var key = fields.Text(Key, "key", 100);
        if (key.Length > 0 && FigureKey.Wrong(key) is { } wrong)
            fields.Error("key", wrong);
        var title = fields.Text(Title, "title", 200);
        var text = fields.Text(Link, "link", 2000);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps)
            fields.Error("link", "Must be a link that begins with https://, as SharePoint gives it under Share.");
        var from = fields.Day(From, "from");
        return fields.Build(() => new WatchItem(id, key, title, link!, from));
    }
}

public sealed record WatchedItemBody(
    WatchedId Id, string Key, string Title, string Name, Uri Link, DateOnly From, DateTimeOffset AddedAt, string AddedBy, string State, string? Trouble, DateOnly? LastDay,
    DateTimeOffset? ReadAt, DateTimeOffset NextAt, IReadOnlyList<Gap> Gaps)
{
    public static WatchedItemBody Of(WatchedItem item) => new(
        item.Id, item.Key, item.Title, item.Name, item.Link, item.From, item.AddedAt, item.AddedBy, Kebab.Of(item.State), item.Trouble, item.LastDay, item.ReadAt, item.NextAt, item.Gaps);
}
