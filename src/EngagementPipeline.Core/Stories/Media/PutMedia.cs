using System.Globalization;
using System.Security.Cryptography;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>Keeps a picture or a sound. <paramref name="Small"/>: the narrow copy of a picture that is kept already.</summary>
public sealed record PutMedia(MediaId Media, ProjectId? Project, bool Small, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Pixels; what a phone needs. The full one is best 960 wide, the width of a page.</summary>
    public const int SmallWidth = 480;

    /// <summary>More people than anybody could say have agreed.</summary>
    public const int MostConsents = 30;

    /// <summary>Of every young person whom it shows or lets be heard.</summary>
    public IReadOnlyList<ConsentId> Consents { get; init; } = [];
}

public sealed record MediaKept(StoredMedia Media, bool IsNew);

/// <summary>
/// Keeps what is sent, cleaned. Under a consent it goes as a capture does: the file is listed under the consent, a place is kept for its bytes, then
/// the consent is read, then the bytes go to that place. A withdrawal marks the consent, reads the list and takes the places away. So either
/// this sees the mark, or the bytes have nowhere to go.
/// </summary>
public sealed class PutMediaHandler(IMediaStore store, TyingMedia tying, IKnownProjects projects, IAudit audit, TimeProvider clock)
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
        if (command.Project is { } named && !await projects.ExistsAsync(named, cancellationToken))
            return Refusals.DoesNotFit("project", "There is no such project.");

        var sent = Convert.ToHexStringLower(SHA256.HashData(command.Body.Span));
        if (Same(standing, command) is { } there)
        {
            return there.Sent == sent && command.Consents.All(standing!.Consents.Contains)
                ? new MediaKept(standing, IsNew: false)
                : Refusals.AlreadyDifferent("picture or sound");
        }

        var (clean, bytes) = (cleaned.Value, cleaned.Value.Bytes);
        var file = new MediaFile(clean.ContentType, sent, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), clean.Width, clean.Height, bytes.Length);
        // The narrow copy hangs on what its picture hangs on.
        var (project, consents) = command.Small ? (standing!.Project, standing.Consents) : (command.Project, command.Consents);
        var tied = await tying.ListAsync(project, consents, command.Media, file.Kind, cancellationToken);
        if (!tied.Succeeded)
            return tied.Refusal;
        var place = await store.ReserveAsync(command.Media, file, cancellationToken);
        if (await tying.MisfitAsync(project, consents, file.Kind, cancellationToken) is { } ended)
        {
            await store.ReleaseAsync(command.Media, file, place, cancellationToken);
            return ended;
        }

        var added = await store.AddAsync(new(command.Media, command.Project, command.Small, file) { Consents = command.Consents }, bytes, place, cancellationToken);
        if (added == MediaAdded.Gone)
            return Refusals.MediaErased;
        if (added == MediaAdded.Standing)
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
public sealed class EraseMedia(IMediaStore store, IMediaTies ties) : IEraseProject
{
    public int Order => 15;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        foreach (var media in await store.OfProjectAsync(project, cancellationToken))
            await store.EraseAsync(media, cancellationToken);
        await ties.EraseAsync(project, cancellationToken);
    }
}
