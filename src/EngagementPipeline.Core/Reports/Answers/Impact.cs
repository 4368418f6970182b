using System.Globalization;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Reports.Answers;

/// <summary>
/// What a reading changed, as far as that can be counted: the shift between being asked before and after in the same reading, beside its number
/// and its spread, and what readers pledged. None of it says that a story was the cause.
/// </summary>
internal static class Impact
{
    public const string Prefix = "impact.";

    /// <summary>No shift is told of fewer readings, as no growth is claimed from a smaller base (docs/wording.md).</summary>
    public const long FewestReadings = Wording.SmallestBase;

    public static FigureAbout Pledges { get; } = new(
        $"{Prefix}pledges",
        "Pledges made",
        "Times that readers chose what they mean to do, on the days of the reporting year. Nobody says who; the same reader may pledge again. "
            + "A pledge that few chose in the year is left out.",
        2,
        "pledges",
        WordingKind.Count,
        new("Readers made no pledges in the year", "Readers made one pledge in the year", "Readers made {0} pledges in the year"));

    /// <summary>A question that is asked twice in a story, in as many steps, is one question; only what may be told of each time is added up.</summary>
    public static IEnumerable<ToldFigure> OfSliders(IReadOnlyList<(PublishedStory Story, AnsweredCard Card)> cards, ReportingYear year, Disclosure disclosure) =>
        from card in cards
        where card.Card.Card is SliderCard
        let slider = (SliderCard)card.Card.Card
        group (card, slider) by (card.Story.Slug, Key: FeedbackKey.Of(slider.Question), slider.Steps) into asked
        let first = asked.First()
        let shift = ShiftCounts.Together([.. asked.Select(a => ShiftOf(a.card.Card.Sums, a.slider, disclosure))], disclosure)
        where shift is { Pairs: >= FewestReadings }
        from figure in OfSlider(first.card.Story, first.slider, shift, year)
        select figure;

    private static (ShiftSum Sum, ShiftCounts? Told) ShiftOf(AnswerSums sums, SliderCard slider, Disclosure disclosure) =>
        (sums.Shift(), ShiftCounts.Of(sums.Shift(), sums.Stands(), slider.Steps, disclosure));

    private static IEnumerable<ToldFigure> OfSlider(PublishedStory story, SliderCard slider, ShiftCounts shift, ReportingYear year)
    {
        var key = $"{Prefix}{story.Slug}.{FeedbackKey.Of(slider.Question)[FeedbackKey.Prefix.Length..]}.of-{slider.Steps}";
        var asked = $"“{slider.Question}” ({slider.Steps} steps, asked before and after in one reading of “{story.Title}”)";
        var moved = shift.OfPairs ?? shift.Pairs;
        var number = NumberWords.Figures(moved);
        yield return Figure($"{key}.readings", $"Readings with both answers: {slider.Question}", $"Readings in which {asked} was answered twice.", "readings", shift.Pairs,
            new("Nobody answered before and after", "One reader answered before and after", $"{{0}} readings of “{story.Title}” answered before and after"));
        if (shift.Mean is not { } mean || moved < FewestReadings)
            yield break;
        var rounded = shift.Withheld is { } why ? $" {why}" : "";
        yield return Figure($"{key}.shift", $"Shift: {slider.Question}", $"The average of after less before, of {number} readings that answered {asked}. Above 0 is towards “{slider.MaxLabel}”.{rounded}",
            "steps", Rounded(mean),
            new($"Readers of “{story.Title}” did not move on average between before and after", $"Readers of “{story.Title}” moved up by 1 step on average", $"Readers of “{story.Title}” moved {{0}} on average between before and after, in {number} readings"),
            Moved);
        if (shift.Spread is not { } spread)
            yield break;
        yield return Figure($"{key}.spread", $"Spread of the shift: {slider.Question}", $"The standard deviation of after less before, of the same {number} readings.",
            "steps", Rounded(spread),
            new("All readers moved alike", "The spread of the shift was 1 step", "The spread of the shift was {0}"), Steps);

        ToldFigure Figure(string of, string title, string definition, string unit, decimal value, SentenceForm sentence, Func<decimal, string>? inWords = null) => new(
            new(of, title, definition, 2, unit, WordingKind.Count, sentence) { InWords = inWords },
            [new(story.Title, year.FirstDay, value) { Until = year.LastDay, Story = story.Id }],
            ReaderAnswers.IsSample(story));
    }

    public static IEnumerable<ToldFigure> OfPledges(IReadOnlyList<(PublishedStory Story, AnsweredCard Card)> cards, ReportingYear year, Disclosure disclosure)
    {
        // A card that few answered in the year counts nowhere: the others' numbers stand on their stories' pages.
        var pledged = cards.Where(card => card.Card.Card is PledgeCard && disclosure.Enough(card.Card.Sums.Answers))
            .GroupBy(card => card.Story)
            .Select(story => (story.Key.Title, Count: story.Sum(card => card.Card.Sums.Answers), Sample: ReaderAnswers.IsSample(story.Key)))
            .ToList();
        if (pledged is [])
            yield break;
        yield return new(
            Pledges,
            [.. pledged.Select(row => new TraceRow(row.Title, year.FirstDay, row.Count) { Until = year.LastDay })],
            pledged.Any(story => story.Sample));
    }

    private static decimal Rounded(double steps) => Math.Round((decimal)steps, 2, MidpointRounding.AwayFromZero);

    private static string Moved(decimal steps) => $"{(steps < 0 ? "down" : "up")} by {Steps(Math.Abs(steps))}";

    private static string Steps(decimal steps) => string.Create(CultureInfo.InvariantCulture, $"{steps:0.##} {(steps == 1 ? "step" : "steps")}");
}
