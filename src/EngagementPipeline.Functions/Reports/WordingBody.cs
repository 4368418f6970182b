using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Functions.Reports;

public sealed record WordingBody(
    WordingKind Kind,
    decimal Value,
    decimal? Previous,
    long? Of,
    string Wording,
    string? Sentence,
    string? Comparison,
    decimal? Ratio,
    IReadOnlyList<string> Also,
    string? Note)
{
    public static WordingBody Answer(WordingQuestion question)
    {
        var answer = AskWording.Answer(question);
        return new(
            question.Kind,
            question.Value,
            question.Previous,
            question.Whole,
            answer.Wording,
            answer.Sentence,
            answer.Comparison,
            answer.Ratio,
            answer.Also,
            answer.Note);
    }
}
