using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// A quote that may be shown, now, to one audience for one purpose: consented to, live, reviewed, not held (design.md).
/// It is made by <see cref="IUsableQuotes"/> only; whoever holds one shows it at once and keeps no copy of the words.
/// </summary>
public sealed record UsableQuote(VoiceId Voice, ConsentId Consent, string Words, string Language, string? Credit);

/// <summary>The only door between voices and everything that shows them.</summary>
public interface IUsableQuotes
{
    /// <summary>Those of <paramref name="voices"/> that are usable; the others are left out without a reason, whatever it is.</summary>
    Task<IReadOnlyDictionary<VoiceId, UsableQuote>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, Audience audience, Purpose purpose, CancellationToken cancellationToken);
}

/// <summary>
/// Tells whoever shows quotes that some may no longer be usable, or read differently now. Delivered at least once, and only
/// after the change itself is durable.
/// </summary>
public interface IQuoteChanges
{
    Task AnnounceAsync(QuotesChanged changed, CancellationToken cancellationToken);
}

/// <summary>Voices of one project whose usability or words have changed, at <paramref name="At"/>.</summary>
public sealed record QuotesChanged(ProjectId Project, IReadOnlyList<VoiceId> Voices, DateTimeOffset At)
{
    /// <summary>The consent that has changed, where one has: more than words may hang on it.</summary>
    public ConsentId? Consent { get; init; }
}
