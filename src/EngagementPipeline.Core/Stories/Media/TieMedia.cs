using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>Says of a picture or a sound that is kept already that it shows, or lets be heard, whoever gave this consent.</summary>
public sealed record TieMedia(MediaId Media, ProjectId Project, ConsentId Consent);

/// <summary>Lists pictures and sounds under consents, and says why one can't be.</summary>
public sealed class TyingMedia(IMediaTies ties, IMediaConsents consents)
{
    /// <summary>Listed only under consents that there are: what fits can still end before it is read again.</summary>
    public async Task<Result<MediaId>> ListAsync(
        ProjectId? project, IReadOnlyList<ConsentId> under, MediaId media, MediaKind kind, CancellationToken cancellationToken)
    {
        if (await MisfitAsync(project, under, kind, cancellationToken) is { } misfit)
            return misfit;
        foreach (var consent in under)
            await ties.AddAsync(project!.Value, consent, media, cancellationToken);
        return media;
    }

    /// <summary>Null when all of them stand and cover it.</summary>
    public async Task<Refusal?> MisfitAsync(ProjectId? project, IReadOnlyList<ConsentId> under, MediaKind kind, CancellationToken cancellationToken)
    {
        if (under.Count > 0 && project is null)
            return Refusals.DoesNotFit("project", "Say whose consent it is: name its project.");
        foreach (var consent in under)
        {
            if (await consents.FindAsync(project!.Value, consent, cancellationToken) is not { } standing)
                return Refusals.DoesNotFit("consent", "There is no such consent in this project.");
            if (standing.State != ConsentState.Given)
                return Refusals.ConsentNotGiven(standing.State);
            if (!standing.Uses.Contains(UsableMedia.UseOf(kind)))
                return Refusals.DoesNotFit("consent", kind == MediaKind.Audio ? "It does not cover the young person's voice." : "It does not cover pictures of the young person.");
        }

        return null;
    }
}

/// <summary>
/// Ties what is kept to one more consent; nothing unties it. It is tied to one that does not cover it, too, or that has ended: that it shows
/// somebody who did not agree is the best reason to take it down. Pages that show it are asked for anew, and where the consent has ended it is erased.
/// </summary>
public sealed class TieMediaHandler(
    IMediaStore store, IMediaTies ties, IMediaConsents consents, ForgetMedia forget, IMediaUses uses, IPageRequests requests, IAudit audit, TimeProvider clock)
{
    public async Task<Result<StoredMedia>> HandleAsync(TieMedia command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await FindAsync(command.Media, cancellationToken) is not { } media || (media.Project is { } of && of != command.Project))
            return Refusals.NotFound("picture or sound");
        if (await consents.FindAsync(command.Project, command.Consent, cancellationToken) is null)
            return Refusals.DoesNotFit("consent", "There is no such consent in this project.");

        // Listed before the consent is read for the last time, so that a withdrawal finds it or is seen.
        await store.AdoptAsync(command.Media, command.Project, cancellationToken);
        await ties.AddAsync(command.Project, command.Consent, command.Media, cancellationToken);
        if (!media.Consents.Contains(command.Consent))
            await audit.RecordAsync(new AuditEntry(clock.GetUtcNow(), by, "media-tied", $"media/{command.Media}", command.Project, $"consent/{command.Consent}"), cancellationToken);
        await store.TieAsync(command.Media, command.Consent, cancellationToken);
        await forget.HandleAsync(command.Project, command.Consent, cancellationToken);
        await requests.SendAsync(await uses.StoriesOfAsync(command.Media, cancellationToken), cancellationToken);
        return await FindAsync(command.Media, cancellationToken) is { } tied ? tied : Refusals.MediaErased;
    }

    private async Task<StoredMedia?> FindAsync(MediaId media, CancellationToken cancellationToken) =>
        (await store.FindAsync([media], cancellationToken)).GetValueOrDefault(media);
}
