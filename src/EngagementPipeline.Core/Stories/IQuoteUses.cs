using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Where each voice is on show, or is about to be. A publisher writes its intent here before it reads consent; whoever withdraws
/// reads here after marking the consent. So one of the two always sees the other (design.md, "Consent").
/// </summary>
public interface IQuoteUses
{
    /// <summary>
    /// Notes that <paramref name="story"/> will show the voices from its publication of that number on. Durable when the task completes.
    /// A number that stands already is raised, never lowered.
    /// </summary>
    Task RecordAsync(IReadOnlyCollection<VoiceId> voices, StoryId story, int publication, CancellationToken cancellationToken);

    /// <summary>The stories that show the voice or may be about to. Some may not do so after all.</summary>
    Task<IReadOnlyList<StoryId>> StoriesOfAsync(VoiceId voice, CancellationToken cancellationToken);

    /// <summary>Removes the note unless it was made for a later publication than <paramref name="upTo"/>, or is made anew meanwhile.</summary>
    Task ForgetAsync(VoiceId voice, StoryId story, int upTo, CancellationToken cancellationToken);
}
