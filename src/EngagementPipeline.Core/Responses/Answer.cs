using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// What one reader answered to one card. <paramref name="Cells"/> are the counts it adds one to (<see cref="Cell"/>); <paramref name="Texts"/> the words that
/// wait for review.
/// </summary>
public sealed record Answer(IReadOnlyList<string> Cells, IReadOnlyList<AnswerText> Texts);

/// <summary>Somebody's own words, to the question of this id.</summary>
public sealed record AnswerText(string Question, string Words);

/// <summary>An answer as it is kept: no time of day, no address, nothing that ties it to another.</summary>
public sealed record Response(ResponseId Id, StoryId Story, ProjectId Project, string Card, DateOnly Day, Answer Answer);

/// <summary>
/// The names of counts. What an answer counts for is decided once, when it is received; adding up needs to know nothing of cards.
/// No id has one of <c>&gt; = +</c> in it.
/// </summary>
public static class Cell
{
    /// <summary>A pledge that has no options.</summary>
    public const string Pledged = "+";

    public static string Option(string id) => id;

    /// <summary>Where somebody stands on a slider; <paramref name="before"/>: where they stood earlier in the same reading.</summary>
    public static string Stand(int value, int? before) => before is { } earlier ? FormattableString.Invariant($"{earlier}>{value}") : FormattableString.Invariant($"{value}");

    /// <summary>An answer to a question with a scale.</summary>
    public static string Scale(string question, int value) => FormattableString.Invariant($"{question}={value}");

    /// <summary>Something was written.</summary>
    public static string Text(string question) => question;
}
