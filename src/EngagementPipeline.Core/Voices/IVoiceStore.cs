using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// What storage can leave out of a list by itself; what is null is not asked. A voice that is left out does not match; one that is
/// not may still not be usable.
/// </summary>
/// <param name="Theme">In any letter case.</param>
/// <param name="Day">Leaves out voices whose consent had its last day before.</param>
public sealed record VoiceFilter(
    VoiceStatus? Status = null, Audience? Audience = null, Purpose? Purpose = null, string? Theme = null, DateOnly? Day = null)
{
    public bool AsksNothing => this == new VoiceFilter();
}

public interface IVoiceStore
{
    Task<Versioned<Voice>?> FindAsync(ProjectId project, VoiceId voice, CancellationToken cancellationToken);

    /// <summary>Those that exist, in no particular order.</summary>
    Task<IReadOnlyList<Voice>> FindAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken);

    /// <summary>
    /// The voices of one project whose ids follow <paramref name="after"/> (null: from the first), by id, read as they are asked
    /// for. Held ones are among them: whoever shows a list leaves out what may not be seen.
    /// </summary>
    IAsyncEnumerable<Voice> ReadAsync(ProjectId project, VoiceId? after, VoiceFilter filter, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the id stands already, be it erased.</summary>
    Task<bool> AddAsync(Voice voice, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the voice has changed since it was read under that mark.</summary>
    Task<bool> ReplaceAsync(Versioned<Voice> voice, CancellationToken cancellationToken);
}

/// <summary>
/// Which voices hang on a consent, so that a withdrawal finds them without reading the project. A voice is listed here before its
/// own row is written, and the consent is read after: a withdrawal, which marks the consent before it reads this list, then
/// either finds the voice here or is seen by whoever captures it.
/// </summary>
public interface IVoicesOfConsent
{
    /// <summary>Safe to repeat.</summary>
    Task AddAsync(ProjectId project, ConsentId consent, VoiceId voice, CancellationToken cancellationToken);

    Task<IReadOnlyList<VoiceId>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);
}
