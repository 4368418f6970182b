namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>
/// A number to be put into words. A share's value is in per cent, or the part of <paramref name="Whole"/> where that is given; a
/// ratio needs <paramref name="Previous"/>.
/// </summary>
public sealed record WordingQuestion(WordingKind Kind, decimal Value, decimal? Previous, long? Whole);

/// <summary>
/// The words. <paramref name="Sentence"/> is the piece in its surroundings ("viewed over 300 times in its first week");
/// <paramref name="Note"/> says why less is claimed than was asked for.
/// </summary>
public sealed record WordingAnswer(
    string Wording, string? Sentence, string? Comparison, decimal? Ratio, IReadOnlyList<string> Also, string? Note);

public static class AskWording
{
    private static readonly string SmallBase =
        $"A number of the year before under {Wording.SmallestBase} is too small to claim growth or a fall from.";

    public static WordingAnswer Answer(WordingQuestion question)
    {
        var comparison = Compare(question);
        var note = question is { Kind: not WordingKind.Share, Previous: < Wording.SmallestBase } ? SmallBase : null;
        if (question.Kind == WordingKind.Ratio)
            return new(comparison!.Preferred, comparison.Beside, null, Ratio(question), comparison.Also, note);

        var words = question.Whole is { } whole
            ? Wording.Share((long)question.Value, whole)
            : FigureWords.Of(question.Kind, question.Value);
        var sentence = question.Kind == WordingKind.FirstWeek ? FirstWeekOf(words.Preferred) : words.Preferred;
        return new(
            words.Preferred,
            comparison is null ? sentence : $"{sentence}, {comparison.Beside}",
            comparison?.Preferred,
            Ratio(question),
            words.Also,
            note);
    }

    private static string FirstWeekOf(string piece) =>
        piece == "none" ? "not viewed in its first week" : $"viewed {NumberWords.Times(piece)} in its first week";

    private static ComparisonWords? Compare(WordingQuestion question) =>
        question.Previous is { } previous ? FigureWords.Compare(question.Kind, PercentOf(question), previous) : null;

    private static decimal PercentOf(WordingQuestion question) =>
        question.Whole is { } whole ? question.Value * 100 / whole : question.Value;

    private static decimal? Ratio(WordingQuestion question) =>
        question is { Kind: not WordingKind.Share, Previous: > 0 and var previous } ? FigureWords.Ratio(question.Value, previous) : null;
}
