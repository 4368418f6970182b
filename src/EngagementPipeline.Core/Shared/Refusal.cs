namespace EngagementPipeline.Core.Shared;

/// <summary>
/// An expected no. <paramref name="Code"/> is stable and kebab-case: other people's scripts are written against it.
/// <paramref name="Status"/> is the HTTP status it becomes. Neither <paramref name="Detail"/> nor
/// <paramref name="Errors"/> (field → what is wrong with it) ever carries a young person's words.
/// Every refusal is made by <see cref="Refusals"/>.
/// </summary>
public sealed record Refusal(
    string Code,
    string Title,
    int Status,
    string? Detail = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null)
{
    /// <summary>Problems of a document, for refusals that list them (a story that can't be published yet).</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; init; } = [];

    /// <summary>For 429 and 503: when to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>
/// One thing wrong with a document: a stable code, where it is (a card's id, or empty), and what to do. One that does not block is a note.
/// </summary>
public sealed record DocumentProblem(string Code, string? Card, string Message, bool Blocks = true);
