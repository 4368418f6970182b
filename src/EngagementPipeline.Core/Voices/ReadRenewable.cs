using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>A voice that may be put under a later consent of the same participant, and the state today of the one it is under.</summary>
public sealed record RenewableVoice(Voice Voice, ConsentState Under);

/// <summary>What <see cref="RenewConsentHandler"/> would accept for one consent: who renews has to be shown the words first.</summary>
public sealed class ReadRenewableHandler(
    ListConsentsHandler list, IVoicesOfConsent voicesOfConsent, IVoiceStore voices, TimeProvider clock)
{
    /// <summary>In the order they were captured. None for a consent that does not count today.</summary>
    public async Task<IReadOnlyList<RenewableVoice>> HandleAsync(Consent later, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(later);
        var today = clock.Today();
        if (later.StateOn(today) != ConsentState.Given)
            return [];

        var found = new List<RenewableVoice>();
        var ofParticipant = await list.HandleAsync(new(later.Project, later.Participant.ToString(), From: null), cancellationToken);
        foreach (var earlier in ofParticipant.Value.Items.Where(consent => consent.RecordedAt < later.RecordedAt))
        {
            // What was refused never had words; what was withdrawn has none any more.
            var state = earlier.StateOn(today);
            if (state is not (ConsentState.Given or ConsentState.Expired))
                continue;
            var listed = await voicesOfConsent.ReadAsync(later.Project, earlier.Id, cancellationToken);
            found.AddRange((await voices.FindAsync(later.Project, listed, cancellationToken))
                .Where(voice => voice.Consent == earlier.Id && voice.Status != VoiceStatus.Erased && !voice.WithLead)
                .Select(voice => new RenewableVoice(voice, state)));
        }

        return [.. found.OrderBy(each => each.Voice.CapturedAt).ThenBy(each => each.Voice.Id.ToString(), StringComparer.Ordinal)];
    }
}
