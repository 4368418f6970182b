using System.Globalization;
using System.Security.Cryptography;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>Keeps a picture or a sound. <paramref name="Small"/>: the narrow copy of a picture that is kept already.</summary>
public sealed record PutMedia(MediaId Media, ProjectId? Project, bool Small, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Pixels; what a phone needs. The full one is best 960 wide, the width of a page.</summary>
    public const int SmallWidth = 480;
}

public sealed record MediaKept(StoredMedia Media, bool IsNew);

public sealed class PutMediaHandler(IMediaStore store, IKnownProjects projects, IAudit audit, TimeProvider clock)
{
    public async Task<Result<MediaKept>> HandleAsync(PutMedia command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(by);
        var cleaned = MediaCleaning.Clean(command.Body, command.ContentType);
        if (!cleaned.Succeeded)
            return cleaned.Refusal;

        var standing = await FindAsync(command.Media, cancellationToken);
        if (command.Small && Misfit(standing, cleaned.Value) is { } misfit)
            return misfit;
        if (command.Project is { } project && !await projects.ExistsAsync(project, cancellationToken))
            return Refusals.DoesNotFit("project", "There is no such project.");

        var sent = Convert.ToHexStringLower(SHA256.HashData(command.Body.Span));
        if (Same(standing, command) is { } there)
            return there.Sent == sent ? new MediaKept(standing!, IsNew: false) : Refusals.AlreadyDifferent("picture or sound");

        var (clean, bytes) = (cleaned.Value, cleaned.Value.Bytes);
        var file = new MediaFile(clean.ContentType, sent, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), clean.Width, clean.Height, bytes.Length);
        if (!await store.AddAsync(command.Media, command.Project, command.Small, file, bytes, cancellationToken))
            return await HandleAsync(command, by, cancellationToken); // somebody was quicker with the same id

        if (!command.Small)
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "media-added", $"media/{command.Media}", command.Project), cancellationToken);
        return new MediaKept((await FindAsync(command.Media, cancellationToken))!, IsNew: true);
    }

    private async Task<StoredMedia?> FindAsync(MediaId media, CancellationToken cancellationToken) =>
        (await store.FindAsync([media], cancellationToken)).GetValueOrDefault(media);

    private static MediaFile? Same(StoredMedia? standing, PutMedia command) => command.Small ? standing?.Small : standing?.Full;

    // The narrow copy stands in for the full picture: it must be narrower, and of the same shape.
    private static Refusal? Misfit(StoredMedia? standing, CleanMedia small)
    {
        if (standing is not { Full: { Kind: MediaKind.Image } full })
            return Refusals.NotFound("picture");
        if (small.Kind != MediaKind.Image || small.Width > PutMedia.SmallWidth)
            return Refusals.DoesNotFit("width", string.Create(CultureInfo.InvariantCulture, $"Send a picture at most {PutMedia.SmallWidth} pixels wide."));
        var height = (double)full.Height * small.Width / full.Width;
        return Math.Abs(height - small.Height) <= 1 + height / 50 ? null : Refusals.DoesNotFit("width", "Send the same picture, only narrower.");
    }
}

/// <summary>Pictures and sounds go with their project, after the pages that showed them.</summary>
public sealed class EraseMedia(IMediaStore store) : IEraseProject
{
    public int Order => 15;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var media in await store.OfProjectAsync(project, cancellationToken))
            await store.EraseAsync(media, cancellationToken);
    }
}
