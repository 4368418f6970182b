using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Outcomes;

/// <summary>
/// What was decided because of what young people said: "you said … we did …". It answers single voices, or every voice with a
/// theme; never both. Written by a worker, for the young people to read.
/// </summary>
public sealed record Outcome
{
    public const int LongestYouSaid = 500;
    public const int LongestWeDid = 1_000;
    public const int LongestBy = 120;
    public const int MostVoices = 100;

    public required OutcomeId Id { get; init; }

    public required ProjectId Project { get; init; }

    /// <summary>Empty where a theme is answered.</summary>
    public required IReadOnlyList<VoiceId> Voices { get; init; }

    public string? Theme { get; init; }

    /// <summary>
    /// Repeats what was said, in a worker's words, and goes when the last of <see cref="Voices"/> is taken back. Null then, and for the
    /// moment in which it is recorded.
    /// </summary>
    public required string? YouSaid { get; init; }

    public required string WeDid { get; init; }

    public required DateOnly DecidedOn { get; init; }

    /// <summary>Who decided, such as "the partnership's board"; not a person's name.</summary>
    public string? By { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? WordsErasedAt { get; init; }

    public bool Answers(VoiceId voice, IReadOnlyList<string> themes) =>
        Theme is { } theme ? themes.Contains(theme, StringComparer.OrdinalIgnoreCase) : Voices.Contains(voice);

    /// <summary>Leaves what was done, and nothing of what was said.</summary>
    public Outcome ForgetWords(DateTimeOffset at) => WordsErasedAt is null ? this with { YouSaid = null, WordsErasedAt = at } : this;

    /// <summary>Whether both record the same, whenever each was recorded and whatever became of its words since.</summary>
    public bool IsSameAs(Outcome other) =>
        Voices.SequenceEqual(other.Voices)
        && this with
        {
            Voices = other.Voices,
            YouSaid = YouSaid is null || other.YouSaid is null ? other.YouSaid : YouSaid,
            RecordedAt = other.RecordedAt,
            WordsErasedAt = other.WordsErasedAt,
        } == other;
}

public interface IOutcomeStore
{
    Task<Versioned<Outcome>?> FindAsync(ProjectId project, OutcomeId outcome, CancellationToken cancellationToken);

    /// <summary>Those of a project whose ids follow <paramref name="after"/> (null: from the first), by id, read as they are asked for.</summary>
    IAsyncEnumerable<Outcome> ReadAsync(ProjectId project, OutcomeId? after, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the id stands already.</summary>
    Task<bool> AddAsync(Outcome outcome, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the outcome has changed since it was read under that mark, or is gone.</summary>
    Task<bool> ReplaceAsync(Versioned<Outcome> outcome, CancellationToken cancellationToken);

    /// <summary>Safe to repeat.</summary>
    Task RemoveAsync(ProjectId project, OutcomeId outcome, CancellationToken cancellationToken);
}
