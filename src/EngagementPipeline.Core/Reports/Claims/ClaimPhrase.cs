using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>What a phrase of a sentence speaks of.</summary>
public enum ClaimOf
{
    Count,
    Share,

    /// <summary>A number beside that of the year before.</summary>
    Ratio,

    /// <summary>The levels at which stories were shared.</summary>
    Levels,
}

/// <summary>
/// A phrase found in a sentence: as it was typed, as docs/wording.md writes it, and the range of which it is true. <paramref name="From"/> and
/// <paramref name="To"/> are its first word and the one after its last.
/// </summary>
public sealed record ClaimPhrase(string Text, ClaimOf Of, string Plain, TruthRange Range, int From, int To);

/// <summary>What of a sentence could be read as claims, and the words that claim something which could not be.</summary>
public sealed record ClaimRead(IReadOnlyList<string> Words, IReadOnlyList<ClaimPhrase> Phrases, IReadOnlyList<string> Unread);
