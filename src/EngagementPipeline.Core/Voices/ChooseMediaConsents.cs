using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Which of a project's consents a picture or a sound may hang on, in a story for <paramref name="Audience"/>. <paramref name="Reference"/>: only those of
/// the participant whose id ends so. <paramref name="From"/> is a page's <c>continue</c>.
/// </summary>
public sealed record ChooseMediaConsents(ProjectId Project, Audience Audience, Use Use, string? Reference, string? From);

/// <summary>
/// A consent to choose: how far it goes, and the reference that stands on the young person's card, by which whoever took the picture tells comms whose it
/// is. Nothing of what they said: beside a picture it would tell who said it.
/// </summary>
public sealed record FoundConsent(ConsentId Consent, string Reference, IReadOnlyList<Audience> Audiences, IReadOnlyList<Purpose> Purposes);

/// <summary>For whoever sends a picture or a sound for a story: those consents that allow it today, newest first. Of the others it tells nothing.</summary>
public sealed class ChooseMediaConsentsHandler(ListConsentsHandler list, TimeProvider clock)
{
    /// <summary>Stretches of the ledger that are read for one answer; one without any item may still have more to read.</summary>
    private const int MostStretches = 20;

    public async Task<Result<Page<FoundConsent>>> HandleAsync(ChooseMediaConsents query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var today = clock.Today();
        var place = query.From;
        for (var read = 1; ; read++)
        {
            var listed = await list.HandleAsync(new(query.Project, query.Reference, place), cancellationToken);
            if (!listed.Succeeded)
                return listed.Refusal;
            place = listed.Value.Continue;
            var found = listed.Value.Items.Where(consent => Usability.IsUsable(consent, query.Use, query.Audience, Purpose.Story, today)).ToList();
            if (found.Count > 0 || place is null || read == MostStretches)
                return new Page<FoundConsent>([.. found.Select(consent => new FoundConsent(consent.Id, consent.Participant.Reference, consent.Audiences, consent.Purposes))], place);
        }
    }
}
