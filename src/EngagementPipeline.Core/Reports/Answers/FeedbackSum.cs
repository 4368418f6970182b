using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Answers;

/// <summary>What the answers to one question come to: so many in favour, so many others, so many in words.</summary>
internal sealed record FeedbackSum(string Key, string Question, string Means, string From, long InFavour, long Other, long Words)
{
    /// <summary>What the title of the number of answers begins with, before the question.</summary>
    public const string AnswersTo = "Answers to: ";

    public static SentenceForm AnswersForm(string question) =>
        new($"Nobody answered “{question}”", $"“{question}” was answered once", $"“{question}” was answered {{0}} times");

    /// <summary>Of answers that were gathered elsewhere, and said yes or no to something.</summary>
    public const string Agreed = "said yes, agreed or gave 4 or 5 of 5";

    /// <summary>Whether a sentence without its full stop is one about such answers.</summary>
    public static bool IsAgreed(string key, string sentence) =>
        key.StartsWith(FeedbackKey.Prefix, StringComparison.Ordinal) && sentence.EndsWith($" {Agreed}", StringComparison.Ordinal);

    private long Answers => InFavour + Other + Words;

    public IEnumerable<ToldFigure> Told(ReportingYear year, Disclosure disclosure, bool sample = false) => Told([this], year, disclosure, sample);

    /// <summary>
    /// The number of answers, where it is enough; and the part in favour, where neither those in favour nor the others are few. A question that is asked twice is
    /// one question; but each time is told of by itself on the story's page, so only what may be told of each is added up.
    /// </summary>
    public static IEnumerable<ToldFigure> Told(IReadOnlyList<FeedbackSum> parts, ReportingYear year, Disclosure disclosure, bool sample = false)
    {
        var counted = parts.Where(part => disclosure.Enough(part.Answers)).ToList();
        return counted is [] ? [] : Sum(counted).Told(counted.All(part => part.MayTellShare(disclosure)), year, sample);
    }

    private static FeedbackSum Sum(List<FeedbackSum> parts) =>
        parts[0] with { InFavour = parts.Sum(part => part.InFavour), Other = parts.Sum(part => part.Other), Words = parts.Sum(part => part.Words) };

    // Words are either all of a question's answers or none.
    private bool MayTellShare(Disclosure disclosure) => Words == 0 && disclosure.MayShowWhole([InFavour, Other]);

    private IEnumerable<ToldFigure> Told(bool share, ReportingYear year, bool sample)
    {
        var answers = Answers;
        if (share)
        {
            var of = $"{NumberWords.Figures(answers)} answers to “{Question}”";
            var many = answers < Wording.SmallestBase ? $"{{0}} answers to “{Question}” {Means}" : $"{{0}} of {of} {Means}";
            yield return Figure(
                Key, Question, $"The part of the answers to this question on the days of the reporting year that {Means}, of {NumberWords.Figures(answers)} answers. {From}", "%",
                WordingKind.Share, new($"None of {of} {Means}", $"1% of {of} {Means}", many), Percent(InFavour, answers), year, sample, answers);
        }

        yield return Figure(
            $"{Key}.answers", $"{AnswersTo}{Question}", $"Answers to this question on the days of the reporting year. {From}", "answers",
            WordingKind.Count, AnswersForm(Question), answers, year, sample);
    }

    private static ToldFigure Figure(
        string key, string title, string definition, string unit, WordingKind wording, SentenceForm sentence, decimal value, ReportingYear year, bool sample, long? outOf = null) =>
        new(new(key, title, definition, 2, unit, wording, sentence) { OutOf = outOf }, [new(title, year.FirstDay, value) { Until = year.LastDay }], sample);

    /// <summary>To two places; 0 and 100 only of nothing and of everything.</summary>
    private static decimal Percent(long part, long whole) =>
        part == 0 ? 0
        : part == whole ? 100
        : Math.Clamp(Math.Round(part * 100m / whole, 2, MidpointRounding.AwayFromZero), 0.01m, 99.99m);
}
