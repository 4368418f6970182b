using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Pictures and sounds for stories, before they are on any page.</summary>
public sealed class MediaFunctions(PutMediaHandler put, TieMediaHandler tie, IMediaStore media)
{
    [Function("PutMedia"), AllowedTo(Role.Comms, Role.EngagementWorker)]
    [Takes("image/jpeg", "image/png", "image/webp", "audio/mpeg", "audio/mp4", MostBytes = MediaCleaning.LargestAudio)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/media/{media}")] HttpRequest request, string media, CancellationToken cancellationToken) =>
        request.ReadBytesAsync(MediaRequests.LimitOf(request))
            .Then(body => MediaRequests.Parse(media, request, body))
            .Then(command => put.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(MediaView.Kept);

    /// <summary>It shows, or lets be heard, whoever gave this consent: said of what is kept already.</summary>
    [Function("TieMedia"), AllowedTo(Role.Comms, Role.EngagementWorker)]
    public Task<IResult> Tie([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/media/{media}/consents/{consent}")] HttpRequest request, string media, string consent, CancellationToken cancellationToken) =>
        MediaRequests.ParseTie(media, consent, request)
            .Then(command => tie.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(tied => Http.Ok(MediaView.Of(tied)));

    /// <summary>For whoever writes a story: the narrow copy with <c>?width=480</c>, where there is one.</summary>
    [Function("GetMedia"), AllowedTo(Role.Comms, Role.EngagementWorker)]
    [Answers(200, "image/*"), Answers(200, "audio/*"), Answers(206)]
    [Answers(304), Answers(416)]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/media/{media}")] HttpRequest request, string media, CancellationToken cancellationToken) =>
        MediaRequests.Parse(media, request).Then(wanted => FindAsync(wanted.Media, wanted.Small, cancellationToken)).ToHttpAsync(file => file);

    /// <summary>→ <c>{consents: [ids]}</c>: everybody in it, as far as somebody said so.</summary>
    [Function("GetMediaConsents"), AllowedTo(Role.Comms, Role.EngagementWorker)]
    public Task<IResult> Consents([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/media/{media}/consents")] HttpRequest request, string media, CancellationToken cancellationToken) =>
        MediaRequests.Parse(media, request).Then(wanted => FindAsync(wanted.Media, cancellationToken)).ToHttpAsync(found => Http.Ok(new { found.Consents }));

    private async Task<Result<StoredMedia>> FindAsync(MediaId id, CancellationToken cancellationToken) =>
        (await media.FindAsync([id], cancellationToken)).TryGetValue(id, out var found) ? found : Refusals.NotFound("picture or sound");

    private async Task<Result<FileAnswer>> FindAsync(MediaId id, bool small, CancellationToken cancellationToken)
    {
        if (!(await media.FindAsync([id], cancellationToken)).TryGetValue(id, out var found))
            return Refusals.NotFound("picture or sound");
        var file = small ? found.Small ?? found.Full : found.Full;
        return await media.ReadAsync(id, file, cancellationToken) is { } bytes
            ? new FileAnswer(file.ContentType, bytes, "private, no-cache")
            : Refusals.NotFound("picture or sound");
    }
}

internal static class MediaRequests
{
    /// <summary>Bytes of a body; a type that nobody knows is refused whatever its size.</summary>
    public static long LimitOf(HttpRequest request) =>
        request.ContentType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) == true ? MediaCleaning.LargestAudio : MediaCleaning.LargestImage;

    /// <summary>
    /// <c>?project=</c> says whose it is; <c>?consent=</c>, once for each, who is in it; <c>?width=480</c> that it is the narrow copy, which hangs on what its
    /// picture hangs on.
    /// </summary>
    public static Result<PutMedia> Parse(string media, HttpRequest request, ReadOnlyMemory<byte> body) =>
        Parse(media, request).Then(which =>
        {
            var fields = new Fields();
            ProjectId? project = request.Query["project"].ToString() is { Length: > 0 } text ? fields.Id<ProjectId>(text, "project") : null;
            List<ConsentId> consents = [.. request.Query["consent"].Where(text => !string.IsNullOrEmpty(text)).Select(text => fields.Id<ConsentId>(text!, "consent")).Distinct()];
            if (consents.Count > 0 && project is null)
                fields.Error("project", "Say whose consent it is: name its project.");
            if (consents.Count > PutMedia.MostConsents)
                fields.Error("consent", string.Create(CultureInfo.InvariantCulture, $"Name at most {PutMedia.MostConsents}."));
            if (consents.Count > 0 && which.Small)
                fields.Error("consent", "Is said of the picture itself, not of its narrow copy.");
            return fields.Build(() => new PutMedia(which.Media, project, which.Small, request.ContentType, body) { Consents = consents });
        });

    public static Result<TieMedia> ParseTie(string media, string consent, HttpRequest request)
    {
        var fields = new Fields();
        var (id, under) = (fields.Id<MediaId>(media, "media"), fields.Id<ConsentId>(consent, "consent"));
        var project = fields.Id<ProjectId>(request.Query["project"].ToString(), "project");
        return fields.Build(() => new TieMedia(id, project, under));
    }

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
public sealed record MediaView(MediaId Id, MediaKind Kind, MediaFileView Full, MediaFileView? Small, IReadOnlyList<ConsentId>? Consents)
{
    public static IResult Kept(MediaKept kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.IsNew ? Http.Created(Of(kept.Media)) : Http.Ok(Of(kept.Media));
    }

    public static MediaView Of(StoredMedia media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return new(
            media.Id, media.Full.Kind, MediaFileView.Of(media.Full), media.Small is null ? null : MediaFileView.Of(media.Small),
            media.Consents is [] ? null : media.Consents);
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
