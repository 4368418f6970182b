using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Views;

/// <summary>Bodies of <c>POST /api/views</c>.</summary>
internal static class ViewRequests
{
    private static readonly string[] Accepted = ["text/plain", "application/json"];

    /// <summary>Refuses with what <see cref="PageRecordReader"/> refuses with, and with <c>unsupported-media-type</c>; before both, a body over the limit, as everywhere.</summary>
    public static Task<Result<IReadOnlyList<PageRecord>>> ReadRecordsAsync(this HttpRequest request) =>
        request.ReadBytesAsync(PageRecord.MaxBytes).Then(body => IsAccepted(request.ContentType)
            ? PageRecordReader.Read(body.Span)
            : Refusals.UnsupportedMediaType("text/plain or application/json"));

    private static bool IsAccepted(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        return Accepted.Contains(type, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>What the image in a page without scripts asks for.</summary>
internal sealed record PixelRequest(StoryId Story, ViewId? Id)
{
    /// <summary>One transparent dot. No answer is ever kept by a browser, so each opening asks again.</summary>
    public static IResult Image => Results.Bytes(Dot, "image/gif");

    private static readonly byte[] Dot = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static Result<PixelRequest> Parse(IQueryCollection query)
    {
        var fields = new Fields();
        var story = fields.Id<StoryId>(query["story"], "story");
        ViewId? id = null;
        if (query["id"].ToString() is { Length: > 0 } text)
        {
            if (ViewId.TryParse(Encoding.UTF8.GetBytes(text), out var own))
                id = own;
            else
                fields.Error("id", "Must be 16 to 22 characters of base64url.");
        }

        return fields.Build(() => new PixelRequest(story, id));
    }
}

/// <summary><c>?from=&amp;to=&amp;by=</c>: two days, both included, and what the rows stand for (<c>day</c> where it is not said).</summary>
internal static class ReadViewsRequest
{
    public static Result<ReadViews> Parse(string story, IQueryCollection query)
    {
        var fields = new Fields();
        var id = fields.Id<StoryId>(story, "story");
        var from = fields.OptionalDay(Given(query, "from"), "from");
        var to = fields.OptionalDay(Given(query, "to"), "to");
        var by = Given(query, "by") is { } name ? fields.Name<ViewsBy>(name, "by") : ViewsBy.Day;
        return fields.Build(() => new ReadViews(id, from, to, by));
    }

    private static string? Given(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
