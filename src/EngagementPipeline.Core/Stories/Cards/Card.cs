using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// One piece of a story. Its id is the writer's, unique within the story, and never reaches the page.
/// </summary>
public abstract record Card(string Id)
{
    /// <summary>The voices whose words the card shows. Their words are never part of the card.</summary>
    public virtual IReadOnlyList<VoiceId> Voices => [];

    /// <summary>The pictures and sounds that the card shows.</summary>
    public virtual IReadOnlyList<MediaUse> Media => [];

    /// <summary>The addresses that the card leads to.</summary>
    public virtual IEnumerable<string> Links => [];

    /// <summary>The card's own words as plain text, for reading time; quotes add theirs when they are shown.</summary>
    public virtual string Words => "";

    /// <summary>The card without these quotes, pictures and sounds; none when it would have nothing of its own to show.</summary>
    public virtual Card? Without(IReadOnlySet<VoiceId> voices, IReadOnlySet<MediaId> media) =>
        Voices.Any(voices.Contains) || Media.Any(use => media.Contains(use.Id)) ? null : this;

    /// <summary>What stands in the way of publishing this card, looked at alone.</summary>
    public virtual IEnumerable<DocumentProblem> Problems() => [];

    protected DocumentProblem Problem(string code, string message) => new(code, Id, message);
}

/// <summary>A picture or a sound in its place: what it must be.</summary>
public sealed record MediaUse(MediaId Id, MediaKind Kind);
