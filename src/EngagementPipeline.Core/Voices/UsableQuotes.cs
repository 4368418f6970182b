using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Reads the voices and then their consents, every time: nothing here is remembered.</summary>
public sealed class UsableQuotes(IVoiceStore store, IConsentStore consents, TimeProvider clock) : IUsableQuotes
{
    public async Task<IReadOnlyDictionary<VoiceId, UsableQuote>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, Audience audience, Purpose purpose, CancellationToken cancellationToken)
    {
        var approved = (await store.FindAsync(project, voices.Distinct().ToList(), cancellationToken))
            .Where(voice => voice.Status == VoiceStatus.Approved)
            .ToList();
        var byId = (await consents.FindAsync(project, approved.Select(voice => voice.Consent).Distinct().ToList(), cancellationToken))
            .ToDictionary(consent => consent.Id);
        var today = clock.Today();
        return approved
            .Where(voice => byId.TryGetValue(voice.Consent, out var consent)
                && Usability.IsUsable(voice, consent, audience, purpose, today))
            .ToDictionary(voice => voice.Id, voice => new UsableQuote(voice.Id, voice.Consent, voice.Words, voice.Language, voice.Credit));
    }
}
