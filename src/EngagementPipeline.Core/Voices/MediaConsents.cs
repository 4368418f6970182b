using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>How a consent stands today, and what of a young person it covers, wherever that is.</summary>
public sealed record ConsentStanding(ConsentState State, IReadOnlyList<Use> Uses);

/// <summary>The only door between consents and whoever shows pictures and sounds of young people; for words it is <see cref="IUsableQuotes"/>.</summary>
public interface IMediaConsents
{
    /// <summary>What each consent allows to be shown, now, to this audience for this purpose. One that allows nothing may be left out.</summary>
    Task<IReadOnlyDictionary<ConsentId, IReadOnlyList<Use>>> FindAsync(
        ProjectId project, IReadOnlyCollection<ConsentId> consents, Audience audience, Purpose purpose, CancellationToken cancellationToken);

    /// <summary>Null when the project has no such consent.</summary>
    Task<ConsentStanding?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);
}

/// <summary>Reads the consents every time: nothing here is remembered.</summary>
public sealed class MediaConsents(IConsentStore store, TimeProvider clock) : IMediaConsents
{
    private static readonly Use[] Uses = Enum.GetValues<Use>();

    public async Task<IReadOnlyDictionary<ConsentId, IReadOnlyList<Use>>> FindAsync(
        ProjectId project, IReadOnlyCollection<ConsentId> consents, Audience audience, Purpose purpose, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        return (await store.FindAsync(project, consents, cancellationToken)).ToDictionary(
            consent => consent.Id,
            IReadOnlyList<Use> (consent) => [.. Uses.Where(use => Usability.IsUsable(consent, use, audience, purpose, today))]);
    }

    public async Task<ConsentStanding?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        await store.FindAsync(project, consent, cancellationToken) is { } found ? new(found.StateOn(clock.Today()), found.Uses) : null;
}
