using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// What comms write: everything a page is made of, except young people's words. Those are named by voice and read,
/// with their consent, at the moment a page is made.
/// </summary>
public sealed record StoryDocument(
    ProjectId Project,
    Slug Slug,
    string Title,
    string Summary,
    LanguageTag Language,
    Audience Audience,
    IReadOnlyList<Card> Cards)
{
    /// <summary>Every voice that some card shows, each once, in the order of the page.</summary>
    public IReadOnlyList<VoiceId> Voices => [.. Cards.SelectMany(card => card.Voices).Distinct()];

    /// <summary>Every picture and sound that some card shows, each once.</summary>
    public IReadOnlyList<MediaId> Media => [.. Cards.SelectMany(card => card.Media).Select(use => use.Id).Distinct()];
}

/// <summary>How large a story may be. docs/cards.md says so to its writers.</summary>
public static class StoryLimits
{
    public const int Title = 120;
    public const int Summary = 400;
    public const int Cards = 200;

    /// <summary>Bytes of a request that carries a whole story.</summary>
    public const long Body = 1_048_576;
}
