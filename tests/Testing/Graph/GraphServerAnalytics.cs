using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EngagementPipeline.Testing.Graph;

/// <summary>Pages and videos that SharePoint counts: found by a link, and day by day for less than 90 days at once, some days a page.</summary>
public sealed partial class GraphServerAnalytics
{
    private readonly Dictionary<string, SortedDictionary<DateOnly, JsonObject>> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (JsonObject AllTime, JsonObject Week)> _sums = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public static Uri LinkOf(string item) => new($"https://county.sharepoint.com/sites/voices/{item}");

    public int PageSize { get; set; } = 7;

    /// <summary>What it counts of a day; null for a day that it has nothing to say of.</summary>
    public void Count(string item, DateOnly day, long? views, bool incomplete = false)
    {
        lock (_lock)
        {
            var days = _items.TryGetValue(item, out var known) ? known : _items[item] = [];
            if (views is null)
            {
                days.Remove(day);
                return;
            }

            days[day] = new JsonObject { ["startDateTime"] = At(day), ["endDateTime"] = At(day.AddDays(1)), ["access"] = new JsonObject { ["actionCount"] = views, ["actorCount"] = 1 } };
            if (incomplete)
                days[day]["incompleteData"] = new JsonObject { ["wasThrottled"] = true };
        }
    }

    /// <summary>What it says of an item in sum, whatever its days come to; the week ends before <paramref name="today"/>.</summary>
    public void Sum(string item, long allTime, DateOnly today, long week)
    {
        lock (_lock)
        {
            _sums[item] = (
                new JsonObject { ["access"] = new JsonObject { ["actionCount"] = allTime } },
                new JsonObject { ["startDateTime"] = At(today.AddDays(-7)), ["endDateTime"] = At(today), ["access"] = new JsonObject { ["actionCount"] = week } });
        }
    }

    public void Remove(string item)
    {
        lock (_lock) _items.Remove(item);
    }

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/shares/{share}/driveItem", http => Shared((string)http.Request.RouteValues["share"]!).WriteAsync(http));
        routes.MapGet("/v1.0/drives/counted/items/{item}", http => Shared(LinkOf((string)http.Request.RouteValues["item"]!).AbsoluteUri, isLink: true).WriteAsync(http));
        routes.MapGet("/v1.0/drives/counted/items/{item}/analytics/{period}", http => Sums((string)http.Request.RouteValues["item"]!, (string)http.Request.RouteValues["period"]!).WriteAsync(http));
        routes.MapGet("/v1.0/drives/counted/items/{item}/{call}", http => Days(http.Request, (string)http.Request.RouteValues["item"]!, (string)http.Request.RouteValues["call"]!).WriteAsync(http));
    }

    /// <summary>Without anything to say, Graph leaves the counts out.</summary>
    private GraphAnswer Sums(string item, string period)
    {
        lock (_lock)
        {
            return !_items.ContainsKey(item) || period is not ("allTime" or "lastSevenDays") ? GraphAnswer.Error(404, "itemNotFound", "The resource could not be found.")
                : new(200, !_sums.TryGetValue(item, out var sums) ? new JsonObject() : (period == "allTime" ? sums.AllTime : sums.Week).DeepClone());
        }
    }

    private GraphAnswer Shared(string share, bool isLink = false)
    {
        var link = isLink ? share : share.StartsWith("u!", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(share.AsSpan(2))) : "";
        lock (_lock)
        {
            return _items.Keys.FirstOrDefault(item => LinkOf(item).AbsoluteUri == link || link.EndsWith($"/SitePages/{item}", StringComparison.Ordinal)) is { } found
                ? new(200, new JsonObject { ["id"] = found, ["name"] = found, ["webUrl"] = link, ["parentReference"] = new JsonObject { ["driveId"] = "counted" } })
                : GraphAnswer.Error(404, "itemNotFound", "The sharing link no longer exists, or you do not have permission to access it.");
        }
    }

    private GraphAnswer Days(HttpRequest request, string item, string call)
    {
        var asked = Call.Match(Uri.UnescapeDataString(call));
        lock (_lock)
        {
            if (!asked.Success || !_items.TryGetValue(item, out var days))
                return GraphAnswer.Error(404, "itemNotFound", "The resource could not be found.");
            var (from, to) = (DayOf(asked.Groups["start"].Value), DayOf(asked.Groups["end"].Value));
            return to.DayNumber - from.DayNumber >= 90
                ? GraphAnswer.Error(400, "invalidRequest", "The time range must be less than 90 days")
                : GraphAnswer.Page(request, days.Where(day => day.Key >= from && day.Key < to).Select(day => (JsonNode)day.Value), PageSize);
        }
    }

    private static string At(DateOnly day) => day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^getActivitiesByInterval\(startDateTime='(?<start>[0-9-]+)',endDateTime='(?<end>[0-9-]+)',interval='day'\)$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Call { get; }
}
