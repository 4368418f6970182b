using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Pictures and sounds for stories, before they are on any page.</summary>
public sealed class MediaFunctions(PutMediaHandler put, IMediaStore media)
{
    [Function("PutMedia"), AllowedTo(Role.Comms, Role.EngagementWorker)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/media/{media}")] HttpRequest request, string media, CancellationToken cancellationToken) =>
        request.ReadBytesAsync(MediaRequests.LimitOf(request))
            .Then(body => MediaRequests.Parse(media, request, body))
            .Then(command => put.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(MediaView.Kept);

    /// <summary>For whoever writes a story: the narrow copy with <c>?width=480</c>, where there is one.</summary>
    [Function("GetMedia"), AllowedTo(Role.Comms, Role.EngagementWorker)]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/media/{media}")] HttpRequest request, string media, CancellationToken cancellationToken) =>
        MediaRequests.Parse(media, request).Then(wanted => FindAsync(wanted.Media, wanted.Small, cancellationToken)).ToHttpAsync(file => file);

    private async Task<Result<FileAnswer>> FindAsync(MediaId id, bool small, CancellationToken cancellationToken)
    {
        if (!(await media.FindAsync([id], cancellationToken)).TryGetValue(id, out var found))
            return Refusals.NotFound("picture or sound");
        var file = small ? found.Small ?? found.Full : found.Full;
        return new FileAnswer(file.ContentType, await media.ReadAsync(id, file, cancellationToken), "private, no-cache");
    }
}

internal static class MediaRequests
{
    /// <summary>Bytes of a body; a type that nobody knows is refused whatever its size.</summary>
    public static long LimitOf(HttpRequest request) =>
        request.ContentType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) == true ? MediaCleaning.LargestAudio : MediaCleaning.LargestImage;

    /// <summary><c>?project=</c> says whose it is; <c>?width=480</c> that it is the narrow copy.</summary>
    public static Result<PutMedia> Parse(string media, HttpRequest request, ReadOnlyMemory<byte> body) =>
        Parse(media, request).Then(which =>
        {
            var fields = new Fields();
            ProjectId? project = request.Query["project"].ToString() is { Length: > 0 } text ? fields.Id<ProjectId>(text, "project") : null;
            return fields.Build(() => new PutMedia(which.Media, project, which.Small, request.ContentType, body));
        });

    public static Result<(MediaId Media, bool Small)> Parse(string media, HttpRequest request)
    {
        var fields = new Fields();
        var id = fields.Id<MediaId>(media, "media");
        var width = request.Query["width"].ToString();
        if (width is not ("" or "480"))
            fields.Error("width", "Must be 480, or left out for the full picture.");
        return fields.Build(() => (id, width == "480"));
    }
}

/// <summary>A picture or a sound as its sender hears of it.</summary>
public sealed record MediaView(MediaId Id, MediaKind Kind, MediaFileView Full, MediaFileView? Small)
{
    public static IResult Kept(MediaKept kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.IsNew ? Http.Created(Of(kept.Media)) : Http.Ok(Of(kept.Media));
    }

    public static MediaView Of(StoredMedia media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return new(media.Id, media.Full.Kind, MediaFileView.Of(media.Full), media.Small is { } small ? MediaFileView.Of(small) : null);
    }
}

/// <summary><paramref name="Length"/>: bytes kept, without what was taken out.</summary>
public sealed record MediaFileView(string ContentType, int Width, int Height, int Length)
{
    public static MediaFileView Of(MediaFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file.ContentType, file.Width, file.Height, file.Length);
    }
}
