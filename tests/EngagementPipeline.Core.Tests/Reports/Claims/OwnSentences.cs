using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Tests.Reports.Claims;

/// <summary>All that a report says in words of its figures, as it stands in the answer, the page, the document and beside other years.</summary>
internal static class OwnSentences
{
    private static readonly ConditionalWeakTable<Report, ConcurrentDictionary<string, ClaimReader>> Readers = [];

    /// <summary>As the handler does, with what it makes of a report kept for the next sentence.</summary>
    public static ClaimChecked Check(Report report, string sentence, string? key) =>
        Readers.GetOrCreateValue(report).GetOrAdd(key ?? "", _ => new ClaimReader(report, key)).Read(sentence);

    /// <summary>Each with the key of its figure where it does not name it.</summary>
    public static IEnumerable<(string Sentence, string? Key)> Of(Report report)
    {
        var titles = report.Figures.CountBy(figure => string.Join(' ', ClaimWords.Of(figure.Sentence).Select(word => word.Text))).ToDictionary(sentence => sentence.Key, sentence => sentence.Value);
        foreach (var figure in report.Figures)
        {
            // "The spread of the shift was 0.5 steps" does not say of which question.
            if (figure.Unit != "steps" && titles[string.Join(' ', ClaimWords.Of(figure.Sentence).Select(word => word.Text))] == 1)
                yield return (figure.Sentence, null);
            yield return (figure.Sentence, figure.Key);
            yield return (figure.Wording, figure.Key);
            if (figure is { Comparison: { } comparison, Previous: not null })
                yield return (comparison, figure.Key);
            if (figure.Key == "stories.first-week-views")
                yield return (AskWording.Answer(new(WordingKind.FirstWeek, figure.Value, figure.Provisional ? null : figure.Previous, null)).Sentence!, figure.Key);
        }

        var views = report.Figures.SingleOrDefault(figure => figure.Key == "stories.views");
        foreach (var part in views?.Parts.Where(part => part.Value > 2) ?? [])
            if (views!.Parts.Count(other => other.Title == part.Title) == 1)
                yield return ($"“{part.Title}” was viewed {part.Wording} times.", null);
    }

    /// <summary>What the page of two years says of the later one, where its own report sets it beside the same number.</summary>
    public static IEnumerable<(string Sentence, string? Key)> Beside(Report earlier, Report later) =>
        from compared in YearsCompared.Of([earlier, later]).Figures
        let change = compared.Values[^1]?.Change
        where change is not null && later.Figures.Single(figure => figure.Key == compared.Key).Previous == compared.Values[0]!.Value
        select (change.Words, (string?)compared.Key);

    public static void AssertTrue(Report report) => AssertTrue(report, Of(report));

    public static void AssertTrue(Report report, IEnumerable<(string Sentence, string? Key)> said) => Assert.All(said, claim =>
    {
        var (sentence, key) = claim;
        var found = Check(report, sentence, key);
        Assert.True(
            found.Verdict == ClaimVerdict.True,
            $"{sentence} ({key}): {found.Verdict}, unread {string.Join(", ", found.Unread)}, {string.Join("; ", found.Phrases.Select(phrase => $"{phrase.Phrase} {phrase.Verdict} {phrase.Figure?.Key} {phrase.Why}"))}, {string.Join(' ', found.Nearest.Select(figure => figure.Key))}");
    });
}
